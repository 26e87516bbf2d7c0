import GraphModel
import Testing

@testable import Discovery

@Suite("Ansible: facts as the tools write them")
struct AnsibleFactsImporterTests {
    static let all = ["db1", "s1_hyp1.example.com", "web1.json", "setup.txt", "sw1", "sw2", "report.json"]

    static func fixture(_ name: String) throws -> String {
        try RepositoryFiles.text("Tests/DiscoveryTests/AnsibleFacts/Fixtures/\(name)")
    }

    static func run(_ inputs: (String, String)..., options: [String: String] = [:]) throws -> ImporterRun {
        try ImporterRun(AnsibleFactsImporter(options: ImporterOptions(values: options)), inputs.map { ($0.0, $0.1) })
    }

    static func run(fixtures names: [String], chunk: Int = 1 << 20) throws -> ImporterRun {
        let inputs = try names.map { (name: "facts/\($0)", text: try fixture($0)) }
        return try ImporterRun(AnsibleFactsImporter(options: ImporterOptions()), inputs, chunk: chunk)
    }

    let run: ImporterRun

    init() throws { run = try Self.run(fixtures: Self.all) }

    @Test("Classes, and identity by the inventory's name")
    func classes() {
        #expect(run.rejections == [])
        let hosts = run.items.filter { !$0.nativeID.contains("/") }.map { "\($0.ciClass) \($0.nativeID)" }.sorted()
        #expect(
            hosts == [
                "ComputeResource app1", "Container web6", "Hypervisor hyp1.example.com", "Server db1", "Switch sw1",
                "Switch sw2", "VirtualMachine web1", "VirtualMachine win1",
            ])
        #expect(Set(run.items.map(\.nativeID)).count == run.items.count)
        #expect(
            run.warnings.map { "\($0)" } == [
                """
                facts/setup.txt:50:1 ($): no facts of 4 hosts: unreachable, or failed [import.badRecord]
                  What is known of them from before stays as it is.
                """,
                "facts/setup.txt:67:1 ($): results without facts of a machine are not read: 1 [import.badRecord]",
            ])
    }

    @Test("Attributes of a physical server")
    func server() throws {
        let item = try #require(run.item("db1"))
        #expect(
            item.attributes.map { "\($0.key)=\($0.value.described)" } == [
                "name=db1", "fqdn=db1.example.com", "domain=example.com", "machineId=5b1c7c1d3e0f4e0aa5d5c1a2b3c4d5e6",
                "operatingSystem=Debian", "operatingSystemVersion=12.5", "kernelVersion=6.1.0-18-amd64",
                "architecture=x86_64", "operatingSystemFamily=Debian", "manufacturer=Dell Inc.",
                "model=PowerEdge R740", "serialNumber=7XKQ2M3", "biosUUID=4c4c4544-0058-4b10-8051-b7c04f324d33",
                "assetTag=INV-000412", "firmwareVersion=2.19.1", "processors=2i", "cores=32i",
                "memoryMegabytes=128694.0f", "addresses=[10.1.0.21, 10.2.0.21]",
                "macAddresses=[14:18:77:35:aa:01, 14:18:77:35:aa:02, 14:18:77:35:aa:03]",
            ])
        // A maker's placeholder is no serial number.
        #expect(run.attribute("serialNumber", of: "hyp1.example.com") == nil)
        #expect(run.attribute("name", of: "hyp1.example.com") == "hyp1")
        #expect(run.attribute("inventoryName", of: "hyp1.example.com") == "hyp1.example.com")
    }

    @Test("Windows and network devices")
    func others() throws {
        #expect(run.attribute("macAddress", of: "win1/if/Ethernet0") == "00:50:56:9a:22:41")
        #expect(run.attribute("addresses", of: "win1") == ["10.1.0.41"])
        #expect(run.attribute("operatingSystem", of: "win1") == "Microsoft Windows Server 2022 Standard")
        guard case .zonedDateTime = run.attribute("lastBoot", of: "win1") else {
            Issue.record("lastBoot is not a date and time")
            return
        }
        #expect(run.attribute("serialNumbers", of: "sw1") == ["FOC1234X0AB", "FOC1234X0AC"])
        #expect(run.attribute("speedMegabits", of: "sw2/if/Ethernet1/2") == 10_000.0)
        #expect(run.attribute("mtu", of: "sw2/if/Ethernet1/2") == 9216)
        #expect(run.attribute("linkUp", of: "sw2/if/mgmt0") == true)
    }

    @Test("Bonds, VLANs, bridges")
    func interfaces() {
        #expect(run.groups.filter { $0.contains("links") } == ["db1/if/bond0 [links] atLeast 1"])
        #expect(
            run.edges.filter { $0.hasPrefix("db1/if/bond0") } == [
                "db1/if/bond0 DEPENDS_ON db1/if/eno1 {group: links, inferred: true}",
                "db1/if/bond0 DEPENDS_ON db1/if/eno2 {group: links, inferred: true}", "db1/if/bond0 PART_OF db1",
                "db1/if/bond0.20 DEPENDS_ON db1/if/bond0 {inferred: true}", "db1/if/bond0.20 PART_OF db1",
            ])
        #expect(run.item("db1/if/bond0")?.ciClass == "LinkAggregate")
        #expect(run.attribute("macAddress", of: "db1/if/eno2") == "14:18:77:35:aa:02")
        #expect(run.attribute("macAddress", of: "db1/if/bond0") == nil)
        for name in ["lo", "veth12ab", "docker0"] { #expect(run.item("db1/if/\(name)") == nil) }
        #expect(
            run.edges.contains(
                "hyp1.example.com/if/br0 DEPENDS_ON hyp1.example.com/if/eth0 {effect: soft, inferred: true}"))
    }

    @Test("Shares, the machines that serve them, volumes")
    func storage() {
        #expect(
            run.edges.filter { $0.contains(" MOUNTS ") } == [
                "db1 MOUNTS share///files/public", "db1 MOUNTS share/hyp1:/srv/images",
                "db1 MOUNTS share/mon1,mon2,mon3:6789:/", "db1 MOUNTS share/nas1.example.com:/exports/backup",
                "web1 MOUNTS share/NAS1.example.com:/exports/backup",
                "web1 MOUNTS share/nas1.example.com:/exports/backup",
            ])
        let ceph = "share/mon1,mon2,mon3:6789:/"
        #expect(
            run.edges.filter { $0.contains(" HOSTED_ON ") } == [
                "share///files/public HOSTED_ON fileserver/files",
                "share/NAS1.example.com:/exports/backup HOSTED_ON fileserver/nas1.example.com",
                // A host of the inventory serves it, whatever name the mount uses.
                "share/hyp1:/srv/images HOSTED_ON hyp1.example.com",
                "\(ceph) HOSTED_ON fileserver/mon1 {group: servers, inferred: true}",
                "\(ceph) HOSTED_ON fileserver/mon2 {group: servers, inferred: true}",
                "\(ceph) HOSTED_ON fileserver/mon3 {group: servers, inferred: true}",
                "share/nas1.example.com:/exports/backup HOSTED_ON fileserver/nas1.example.com",
            ])
        #expect(run.groups.filter { $0.contains("servers") } == ["\(ceph) [servers] atLeast 2"])
        #expect(run.attribute("fqdn", of: "fileserver/nas1.example.com") == "nas1.example.com")
        #expect(run.edges.filter { $0.contains("db1/vg/vg0") }.count == 3)
        #expect(run.attribute("usedGigabytes", of: "db1/vg/vg0") == 540.0)
    }

    @Test("A cable that both ends report is one")
    func cables() {
        #expect(
            run.edges.filter { $0.contains("CONNECTS_TO") } == [
                "sw1 CONNECTS_TO Equipment:ap-7", "sw1/if/GigabitEthernet1/0/1 CONNECTS_TO sw2/if/Ethernet1/2",
            ])
    }

    @Test("Nothing private is kept")
    func secrets() {
        let everything = "\(run.items) \(run.relationships)"
        for word in ["hunter2", "secret", "topsecret", "community"] { #expect(!everything.contains(word), "\(word)") }
    }

    @Test("Chunks of any length", arguments: [1, 7, 4_096])
    func chunks(length: Int) throws {
        let other = try Self.run(fixtures: Self.all, chunk: length)
        #expect(other.items == run.items)
        #expect(other.relationships == run.relationships)
    }
}
