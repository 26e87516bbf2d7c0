import GraphModel
import Testing

@testable import Discovery

@Suite("NetBox")
struct NetBoxImporterTests {
    static let dumps = ["dump-2.7.json", "dump-3.6.json", "dump-4.5.jsonl"]

    static func run(_ names: String..., options: [String: String] = [:], chunk: Int = 4_096) throws -> ImporterRun {
        let importer = try NetBoxImporter(options: ImporterOptions(values: options))
        var inputs: [(String, String)] = []
        for name in names { inputs.append((name, try Fixtures.text("NetBox/Fixtures/\(name)"))) }
        return try ImporterRun(importer, inputs, chunk: chunk)
    }

    static func run(text: String) throws -> ImporterRun {
        try ImporterRun(try NetBoxImporter(options: ImporterOptions()), [("in", text)])
    }

    static func lines(_ run: ImporterRun, _ ids: String...) -> [String] {
        ids.map { id in run.item(id).map { DiscoveredRecord.item($0).line } ?? "no \(id)" }
    }

    @Test("Cables through patch panels, power through outlets, in every version", arguments: dumps)
    func cables(name: String) throws {
        let run = try Self.run(name)
        #expect(run.rejections == [])
        let wanted = ["CONNECTS_TO", "POWERS", "REACHED_THROUGH"]
        let breakout = [
            "dcim.interface/14 CONNECTS_TO dcim.interface/22 {inferred: true}",
            "dcim.interface/14 CONNECTS_TO dcim.interface/23 {inferred: true}",
        ]
        #expect(
            run.edges.filter { edge in wanted.contains { edge.contains(" \($0) ") } && !breakout.contains(edge) } == [
                "dcim.device/1 REACHED_THROUGH dcim.device/3 {group: uplinks, inferred: true}",
                "dcim.device/1 REACHED_THROUGH dcim.device/4 {group: uplinks, inferred: true}",
                "dcim.device/2 REACHED_THROUGH dcim.device/3 {inferred: true}",
                "dcim.device/7 POWERS dcim.device/1 {group: power, inferred: true}",
                "dcim.device/7 POWERS dcim.device/2 {inferred: true}",
                "dcim.device/8 POWERS dcim.device/1 {group: power, inferred: true}",
                "dcim.interface/1 CONNECTS_TO dcim.interface/10 {inferred: true}",
                "dcim.interface/12 CONNECTS_TO circuits.circuit/1 {inferred: true}",
                "dcim.interface/2 CONNECTS_TO dcim.interface/20 {inferred: true}",
                "dcim.interface/5 CONNECTS_TO dcim.interface/11 {inferred: true}",
                "dcim.powerfeed/1 POWERS dcim.device/7 {inferred: true}",
                "dcim.powerfeed/2 POWERS dcim.device/8 {inferred: true}",
                "dcim.powerpanel/1 POWERS dcim.powerfeed/1", "dcim.powerpanel/2 POWERS dcim.powerfeed/2",
            ])
        #expect(breakout.allSatisfy(run.edges.contains) == (name != "dump-2.7.json"))
        let redundancy = name == "dump-2.7.json" ? [] : ["ipam.fhrpgroup/1 [members] atLeast 1"]
        #expect(
            run.groups == [
                "dcim.device/1 [power] atLeast 1", "dcim.device/1 [uplinks] atLeast 1",
                "dcim.interface/30 [members] atLeast 1", "dcim.virtualchassis/1 [members] atLeast 1",
            ] + redundancy + ["virtualization.cluster/1 [members] atLeast 1"])
        #expect(run.warnings.map(\.message) == ["2 objects of dcim.consoleport are not read"])
    }

    @Test("Machines with what other objects tell of them", arguments: dumps)
    func machines(name: String) throws {
        let run = try Self.run(name)
        let isOld = name == "dump-2.7.json"
        let hardware = "macAddresses=[52:54:00:aa:00:01, 52:54:00:aa:00:02]"
        #expect(
            Self.lines(run, "dcim.device/1", "dcim.device/2", "dcim.device/3", "dcim.device/10") == [
                "Server dcim.device/1 name=web1 state=live serialNumber=SN-0001 assetTag=A-17 rackPosition=12i "
                    + "manufacturer=Example Systems model=ES-100 heightUnits=1i role=Server "
                    + "operatingSystem=Debian 12 addresses=[192.0.2.10] \(hardware) fqdn=web1.example.com"
                    + (isOld ? "" : " tags=[Edge]") + " group.power=atLeast 1 group.uplinks=atLeast 1",
                "Server dcim.device/2 name=db1 state=maintenance manufacturer=Example Systems model=ES-100 "
                    + "heightUnits=1i role=Server",
                "Switch dcim.device/3 name=sw1 state=live manufacturer=Example Systems model=ES-Switch 48 "
                    + "heightUnits=1i role=Access Switch managementAddress=192.0.2.2 addresses=[192.0.2.2]",
                "Hypervisor dcim.device/10 name=ES-100 10 state=live manufacturer=Example Systems model=ES-100 "
                    + "heightUnits=1i role=Hypervisor",
            ])
        #expect(
            ["5", "7"].map { run.item("dcim.device/\($0)")?.ciClass } == ["PatchPanel", "PowerDistributionUnit"])
        let machine = "virtualization.virtualmachine/1"
        #expect(
            Self.lines(run, machine) == [
                "VirtualMachine \(machine) name=shop-a.example.com state=live processors=2i memoryMegabytes=4096.0f "
                    + "powerState=on role=Server operatingSystem=Debian 12"
                    + (isOld ? "" : " addresses=[192.0.2.30]") + " fqdn=shop-a.example.com"
            ])
        #expect(run.edges.contains("\(machine) RUNS_ON virtualization.cluster/1"))
        #expect(run.edges.contains("\(machine) VIRTUALISED_BY dcim.device/9") == !isOld)
        #expect(run.attribute("macAddress", of: "dcim.interface/1") == "52:54:00:aa:00:01")
        #expect(run.item("dcim.interface/30")?.ciClass == "LinkAggregate")
    }

    @Test("Places, addresses, circuits and people")
    func others() throws {
        let run = try Self.run("dump-3.6.json")
        let types = [
            "LOCATED_IN", "OWNED_BY", "CONTACT_FOR", "SUPPLIED_BY", "BOUND_TO", "DEPENDS_ON", "CONTAINS", "PART_OF",
            "RUNS_ON",
        ]
        let ordinary = ["dcim.device/", "dcim.interface/"]
        #expect(
            run.edges.filter { edge in
                types.contains { edge.contains(" \($0) ") }
                    && !(edge.contains(" dcim.rack/1")
                        || ordinary.contains { edge.hasPrefix($0) && edge.contains("PART") })
            } == [
                "circuits.circuit/1 SUPPLIED_BY circuits.provider/1", "dcim.device/1 OWNED_BY tenancy.tenant/1",
                "dcim.device/3 OWNED_BY tenancy.contact/1 {role: Service owner}",
                "dcim.device/9 CONTAINS dcim.device/10", "dcim.inventoryitem/1 PART_OF dcim.device/1",
                "dcim.location/1 LOCATED_IN dcim.site/1", "dcim.module/1 PART_OF dcim.device/3",
                "dcim.powerpanel/1 LOCATED_IN dcim.site/1", "dcim.powerpanel/2 LOCATED_IN dcim.site/1",
                "dcim.rack/1 LOCATED_IN dcim.location/1", "dcim.region/2 LOCATED_IN dcim.region/1",
                "dcim.site/1 LOCATED_IN dcim.region/2", "ipam.ipaddress/1 BOUND_TO dcim.interface/1",
                "ipam.ipaddress/2 BOUND_TO dcim.interface/10",
                "ipam.ipaddress/3 BOUND_TO virtualization.vminterface/1", "ipam.prefix/1 DEPENDS_ON ipam.vlan/1",
                "ipam.prefix/1 LOCATED_IN dcim.site/1", "ipam.service/1 RUNS_ON dcim.device/1",
                "ipam.vlan/1 LOCATED_IN dcim.site/1", "tenancy.contact/1 CONTACT_FOR dcim.device/4 {role: Technical}",
                "virtualization.cluster/1 LOCATED_IN dcim.site/1",
                "virtualization.cluster/1 PART_OF virtualization.clustergroup/1",
                "virtualization.virtualmachine/1 RUNS_ON virtualization.cluster/1",
                "virtualization.vminterface/1 PART_OF virtualization.virtualmachine/1",
            ])
        #expect(
            Self.lines(
                run, "dcim.site/1", "dcim.rack/1", "dcim.powerfeed/2", "circuits.circuit/1", "ipam.ipaddress/1",
                "ipam.service/1", "ipam.fhrpgroup/1", "dcim.module/1", "tenancy.contact/1") == [
                    "Site dcim.site/1 name=Zurich 1 state=active code=zrh1 address=Example Street 1 "
                        + "timeZone=Europe/Zurich facility=ZH-West position=<point(wgs-84, 8.51, 47.39)>",
                    "Rack dcim.rack/1 name=R1 state=live capacityUnits=42i facility=1.01",
                    "PowerCircuit dcim.powerfeed/2 name=Feed B state=live feed=redundant voltage=400.0f "
                        + "ratedAmperes=32.0f phases=3i",
                    "InternetConnection circuits.circuit/1 name=ET-1001 state=live circuitNumber=ET-1001 "
                        + "bandwidthMegabits=100.0f circuitType=Internet Access",
                    "IPAddress ipam.ipaddress/1 name=192.0.2.10 state=live address=192.0.2.10 "
                        + "dnsName=web1.example.com routingDomain=blue",
                    "RuntimeService ipam.service/1 name=https protocol=tcp port=443i ports=[443i, 8443i]",
                    "RedundancyGroup ipam.fhrpgroup/1 name=vrrp2 10 protocol=vrrp2 group.members=atLeast 1",
                    "NetworkModule dcim.module/1 name=ES-Uplink 1 state=live serialNumber=MOD-9 "
                        + "manufacturer=Example Systems model=ES-Uplink",
                    "Party tenancy.contact/1 name=Network Operations email=noc@example.com "
                        + "telephone=+41 00 000 00 00",
                ])
        #expect(!run.items.contains { "\($0)".contains("never-stored") })
    }

    @Test("Lists of the REST API, with ends that it has traced itself")
    func rest() throws {
        let run = try Self.run("rest-4.2.json")
        #expect(run.rejections == [])
        #expect(run.warnings == [])
        #expect(
            run.edges.filter { !$0.contains("LOCATED_IN") && !$0.contains("PART_OF") } == [
                "dcim.device/1 OWNED_BY tenancy.tenant/1",
                "dcim.device/1 REACHED_THROUGH dcim.device/3 {inferred: true}",
                "dcim.device/7 POWERS dcim.device/1 {group: power, inferred: true}",
                "dcim.device/8 POWERS dcim.device/1 {group: power, inferred: true}",
                "dcim.interface/1 CONNECTS_TO dcim.interface/10 {inferred: true}",
                // Of interfaces that were not listed.
                "dcim.interface/2 CONNECTS_TO dcim.interface/20 {inferred: true}",
            ])
        #expect(
            Self.lines(run, "dcim.device/1") == [
                "Server dcim.device/1 name=web1 state=live tags=[Edge] serialNumber=SN-0001 rackPosition=12i "
                    + "manufacturer=Example Systems model=ES-100 role=Server addresses=[192.0.2.10] "
                    + "macAddresses=[52:54:00:aa:00:01] group.power=atLeast 1"
            ])
    }
}
