import GraphModel
import Testing

@testable import Discovery

@Suite("iTop")
struct ITopImporterTests {
    static let sets = ["devices.xml", "services.xml", "links.xml", "others.xml"]

    static func run(_ names: [String], options: [String: String] = [:], chunk: Int = 4_096) throws -> ImporterRun {
        let importer = try ITopImporter(options: ImporterOptions(values: options))
        var inputs: [(String, String)] = []
        for name in names { inputs.append((name, try Fixtures.text("ITop/Fixtures/\(name)"))) }
        return try ImporterRun(importer, inputs, chunk: chunk)
    }

    static func lines(_ run: ImporterRun) -> [String] { run.items.map { DiscoveredRecord.item($0).line } }

    @Test("Configuration items, with names that other objects have and groups that links make")
    func items() throws {
        let run = try Self.run(Self.sets)
        #expect(run.rejections == [])
        #expect(run.items.count == 40)
        let shown = [1, 2, 4, 7, 20, 22, 24, 25, 30, 33, 34, 35, 38, 39, 40, 41, 43].map { " FunctionalCI/\($0) " }
        #expect(
            Self.lines(run).filter { line in shown.contains { line.contains($0) } } == [
                "Rack FunctionalCI/20 name=R1 state=live businessCriticality=high heightUnits=42i",
                "PowerDistributionUnit FunctionalCI/22 name=PDU A state=live businessCriticality=high",
                "PowerEquipment FunctionalCI/24 name=Feed A state=live businessCriticality=high",
                "StorageVolume FunctionalCI/25 name=lun1 businessCriticality=high worldWideName=naa.60001",
                "Hypervisor FunctionalCI/30 name=hv1 state=live businessCriticality=high",
                "Website FunctionalCI/38 name=shop businessCriticality=high url=https://shop.example.com",
                "SoftwareInstallation FunctionalCI/39 name=Office on pc1 state=retired businessCriticality=high",
                "BusinessProcess FunctionalCI/43 name=Sales state=live businessCriticality=high",
                "Server FunctionalCI/1 name=web1 state=live businessCriticality=low serialNumber=SN-1 "
                    + "assetTag=A-17 heightUnits=2i installedOn=<2024-03-01> warrantyEnds=<2029-02-28> processors=8i "
                    + "addresses=[192.0.2.10] manufacturer=Example Systems model=ES-100 operatingSystem=Debian "
                    + "operatingSystemVersion=12 group.power=atLeast 1 group.uplinks=atLeast 1",
                "Server FunctionalCI/2 name=db1 state=live businessCriticality=low heightUnits=1i "
                    + "installedOn=<2024-03-01> manufacturer=Example Systems model=ES-100",
                "Switch FunctionalCI/4 name=sw1 state=live businessCriticality=low heightUnits=1i "
                    + "installedOn=<2024-03-01> managementAddress=192.0.2.2 manufacturer=Example Systems "
                    + "model=ES-100 role=Switch",
                "StorageSwitch FunctionalCI/7 name=fc1 state=live businessCriticality=low heightUnits=1i "
                    + "installedOn=<2024-03-01> manufacturer=Example Systems model=ES-100",
                "HypervisorCluster FunctionalCI/33 name=farm1 state=live businessCriticality=high "
                    + "group.members=percent 60",
                "VirtualMachine FunctionalCI/34 name=vm1.example.com state=live businessCriticality=high "
                    + "processors=2i addresses=[192.0.2.40] fqdn=vm1.example.com operatingSystem=Debian "
                    + "operatingSystemVersion=12",
                "DatabaseInstance FunctionalCI/35 name=MySQL on vm1 state=live businessCriticality=high "
                    + "engine=MySQL",
                "Application FunctionalCI/40 name=CRM state=live businessCriticality=high",
                "Application FunctionalCI/41 name=Shop state=live businessCriticality=high "
                    + "group.components=atLeast 2",
            ])
        #expect(
            run.groups == [
                "FunctionalCI/1 [power] atLeast 1", "FunctionalCI/1 [uplinks] atLeast 1",
                "FunctionalCI/33 [members] percent 60.0", "FunctionalCI/41 [components] atLeast 2",
            ])
        #expect(run.warnings.map(\.message) == ["2 objects of the class UserRequest are not read"])
        #expect(!run.items.contains { "\($0)".contains("never-stored") })
    }

    @Test("Places, people, interfaces, subnets, services")
    func others() throws {
        let run = try Self.run(Self.sets)
        #expect(
            Self.lines(run).filter { !$0.contains(" FunctionalCI/") } == [
                "Organisation Organization/1 name=Example Holding",
                "Organisation Organization/2 name=Example Retail",
                "Location Location/1 name=Zurich address=Example Street 1, 8000, Zurich, Switzerland "
                    + "state=active",
                "Person Contact/1 name=Alex Example email=alex@example.com personnelNumber=4711 "
                    + "jobTitle=Engineer givenName=Alex familyName=Example",
                "Team Contact/2 name=Operations email=ops@example.com",
                "SoftwareProduct Software/1 name=MySQL vendor=Example DB version=8.0",
                "SoftwareProduct Software/2 name=Apache vendor=Apache version=2.4",
                "NetworkInterface NetworkInterface/1 name=eth0 macAddress=52:54:00:aa:00:01 "
                    + "addresses=[192.0.2.10] speedMegabits=1000.0f",
                "Subnet Subnet/1 name=192.0.2.0/24 description=servers prefix=192.0.2.0/24",
                "VLAN VLAN/1 name=10 description=servers vlanId=10i",
                "SoftwareLicence Licence/1 name=Subscription",
                "BusinessService Service/1 name=Online shop state=live",
            ])
    }

    @Test("External keys and classes that join two objects; the null key is none", arguments: [sets, sets.reversed()])
    func relationships(names: [String]) throws {
        let run = try Self.run(names)
        let ofOrganisation = run.edges.filter { $0.hasSuffix("OWNED_BY Organization/2") }
        #expect(ofOrganisation.count == 33)
        #expect(
            run.edges.filter { !ofOrganisation.contains($0) } == [
                "Contact/1 MEMBER_OF Contact/2",
                "Contact/1 MEMBER_OF Organization/2",
                "Contact/2 CONTACT_FOR FunctionalCI/40",
                "Contact/2 MEMBER_OF Organization/2",
                "FunctionalCI/1 LOCATED_IN FunctionalCI/20",
                "FunctionalCI/1 REACHED_THROUGH FunctionalCI/4 {group: uplinks, inferred: true}",
                "FunctionalCI/1 REACHED_THROUGH FunctionalCI/6 {group: uplinks, inferred: true}",
                "FunctionalCI/2 LOCATED_IN FunctionalCI/21",
                "FunctionalCI/2 MOUNTS FunctionalCI/25",
                "FunctionalCI/2 REACHED_THROUGH FunctionalCI/7",
                "FunctionalCI/20 LOCATED_IN Location/1",
                "FunctionalCI/21 LOCATED_IN FunctionalCI/20",
                "FunctionalCI/22 LOCATED_IN FunctionalCI/20",
                "FunctionalCI/22 POWERS FunctionalCI/1 {group: power, inferred: true}",
                "FunctionalCI/22 POWERS FunctionalCI/2",
                "FunctionalCI/22 POWERS FunctionalCI/3",
                "FunctionalCI/23 LOCATED_IN FunctionalCI/20",
                "FunctionalCI/23 POWERS FunctionalCI/1 {group: power, inferred: true}",
                "FunctionalCI/23 POWERS FunctionalCI/2",
                "FunctionalCI/24 LOCATED_IN Location/1",
                "FunctionalCI/24 POWERS FunctionalCI/22",
                "FunctionalCI/25 STORED_ON FunctionalCI/8",
                "FunctionalCI/30 MEMBER_OF FunctionalCI/33 {group: members, inferred: true}",
                "FunctionalCI/30 RUNS_ON FunctionalCI/1",
                "FunctionalCI/31 MEMBER_OF FunctionalCI/33 {group: members, inferred: true}",
                "FunctionalCI/31 RUNS_ON FunctionalCI/2",
                "FunctionalCI/32 MEMBER_OF FunctionalCI/33 {group: members, inferred: true}",
                "FunctionalCI/34 RUNS_ON FunctionalCI/33",
                "FunctionalCI/35 PROVISIONED_FROM Software/1",
                "FunctionalCI/35 RUNS_ON FunctionalCI/34",
                "FunctionalCI/36 RUNS_ON FunctionalCI/35",
                "FunctionalCI/37 PROVISIONED_FROM Software/2",
                "FunctionalCI/37 RUNS_ON FunctionalCI/1",
                "FunctionalCI/38 RUNS_ON FunctionalCI/37",
                "FunctionalCI/39 INSTALLED_ON FunctionalCI/99",
                "FunctionalCI/4 LOCATED_IN FunctionalCI/20",
                "FunctionalCI/4 REACHED_THROUGH FunctionalCI/5",
                "FunctionalCI/40 DEPENDS_ON FunctionalCI/36",
                "FunctionalCI/40 DEPENDS_ON FunctionalCI/38",
                "FunctionalCI/41 DEPENDS_ON FunctionalCI/34 {group: components, inferred: true}",
                "FunctionalCI/41 DEPENDS_ON FunctionalCI/35 {group: components, inferred: true}",
                "FunctionalCI/41 DEPENDS_ON FunctionalCI/38 {group: components, inferred: true}",
                "FunctionalCI/43 DEPENDS_ON FunctionalCI/40",
                "FunctionalCI/5 LOCATED_IN Location/1",
                "FunctionalCI/6 LOCATED_IN Location/1",
                "FunctionalCI/7 LOCATED_IN Location/1",
                "FunctionalCI/77 REACHED_THROUGH FunctionalCI/4",
                "FunctionalCI/8 LOCATED_IN Location/1",
                "NetworkInterface/1 PART_OF FunctionalCI/1",
                "Organization/2 REPORTS_TO Organization/1",
                "Service/1 DEPENDS_ON FunctionalCI/41",
                "Subnet/1 DEPENDS_ON VLAN/1",
            ])
        #expect(!run.edges.contains { $0.contains("/0") })
    }

    @Test("Sets that are nested in objects, and names beside keys")
    func nested() throws {
        let run = try Self.run(["nested.xml"])
        #expect(
            Self.lines(run) == [
                "NetworkInterface NetworkInterface/7 name=eth0",
                "Server FunctionalCI/60 name=n1 manufacturer=Example Systems",
            ])
        #expect(
            run.edges == [
                "Contact/2 CONTACT_FOR FunctionalCI/60", "FunctionalCI/60 LOCATED_IN Location/1",
                "FunctionalCI/60 OWNED_BY Organisation:Example Retail", "NetworkInterface/7 PART_OF FunctionalCI/60",
            ])
    }

    @Test("CSV: the class from a column, from an option, from the names of columns")
    func tables() throws {
        let servers = try Self.run(["Server.csv"])
        #expect(
            Self.lines(servers) == [
                "Server FunctionalCI/1 name=web1 state=live businessCriticality=low serialNumber=SN-1 "
                    + "group.power=atLeast 1",
                "FileServer FunctionalCI/70 name=nas1 state=inStock businessCriticality=low",
            ])
        #expect(
            servers.edges == [
                "FunctionalCI/1 LOCATED_IN Location/1", "FunctionalCI/1 OWNED_BY Organization/2",
                "FunctionalCI/22 POWERS FunctionalCI/1 {group: power, inferred: true}",
                "FunctionalCI/23 POWERS FunctionalCI/1 {group: power, inferred: true}",
            ])
        #expect(servers.rejections.map { "\($0.position?.line ?? 0) \($0.message)" } == ["4 the field name is missing"])
        for options in [[:], ["class": "VirtualMachine"]] {
            let machines = try Self.run(["vms.csv"], options: options)
            #expect(
                Self.lines(machines) == [
                    "VirtualMachine FunctionalCI/34 name=vm1 state=live",
                    "VirtualMachine FunctionalCI/80 name=vm2 state=retired",
                ])
            #expect(
                machines.edges == [
                    "FunctionalCI/34 OWNED_BY Organisation:Example Retail", "FunctionalCI/34 RUNS_ON FunctionalCI/33",
                    "FunctionalCI/80 OWNED_BY Organisation:Example Retail",
                ])
        }
    }
}
