import GraphModel
import Testing

@testable import Discovery

@Suite("SNMP: walks as snmpwalk prints them")
struct SNMPWalkImporterTests {
    static func fixture(_ name: String) throws -> String {
        try RepositoryFiles.text("Tests/DiscoveryTests/SNMPWalk/Fixtures/\(name)")
    }

    static func run(
        _ inputs: [(name: String, text: String)], options: [String: String] = [:], chunk: Int = 1 << 20
    ) throws -> ImporterRun {
        try ImporterRun(SNMPWalkImporter(options: ImporterOptions(values: options)), inputs, chunk: chunk)
    }

    static func run(chunk: Int = 1 << 20) throws -> ImporterRun {
        try run(["sw1.txt", "sw2.txt"].map { ($0, try fixture($0)) }, chunk: chunk)
    }

    let run: ImporterRun

    init() throws { run = try Self.run() }

    func edges(_ fragment: String) -> [String] {
        run.edges.filter { $0.contains(fragment) }.map { $0.replacing(".example.com", with: "") }
    }

    @Test("Devices")
    func devices() throws {
        #expect(run.rejections == [])
        #expect(run.warnings == [])
        let item = try #require(run.item("sw1.example.com"))
        #expect(item.ciClass == "Switch")
        #expect(
            item.attributes.filter { $0.key != "description" }.map { "\($0.key)=\($0.value.described)" } == [
                "name=sw1.example.com", "fqdn=sw1.example.com", "location=Room 2", "manufacturer=Cisco",
                "model=WS-C3850-24T", "serialNumber=FOC1234X0AB", "macAddress=00:11:22:33:44:00",
                "addresses=[10.0.0.1, 2001:db8::1]",
            ])
        #expect(
            run.attribute("description", of: "sw1.example.com")?.string?.hasSuffix("\nCompiled Thu 09-Jul-20") == true)
        #expect(run.attribute("serialNumber", of: "sw2.example.com") == "FDO2222Y0ZZ")
        #expect(run.item("sw2.example.com")?.ciClass == "Switch")
    }

    @Test("Interfaces and aggregates")
    func interfaces() throws {
        #expect(
            run.items.filter { $0.nativeID.hasPrefix("sw1.example.com/if/") }.map { String($0.nativeID.dropFirst(19)) }
                == [
                    "Gi1/0/1", "Gi2/0/1", "Gi1/0/3", "Vl10", "Po1", "Nu0",
                ])
        let port = try #require(run.item("sw1.example.com/if/Gi1/0/1"))
        #expect(
            port.attributes.map { "\($0.key)=\($0.value.described)" } == [
                "name=Gi1/0/1", "description=uplink to sw2", "macAddress=00:11:22:33:44:01", "interfaceIndex=1i",
                "interfaceType=ethernetCsmacd", "mtu=1500i", "speedMegabits=1000.0f", "enabled=<true>", "linkUp=<true>",
            ])
        #expect(run.attribute("addresses", of: "sw1.example.com/if/Vl10") == ["10.0.0.1", "2001:db8::1"])
        #expect(run.attribute("vlans", of: "sw1.example.com/if/Gi1/0/3") == ["10 servers"])
        #expect(run.attribute("macAddress", of: "sw1.example.com/if/Po1") == nil)
        #expect(
            run.groups == ["sw1.example.com [members] atLeast 1", "sw1.example.com/if/Po1 [links] atLeast 1"])
        #expect(
            edges("/Po1 DEPENDS_ON") == [
                "sw1/if/Po1 DEPENDS_ON sw1/if/Gi1/0/1 {group: links, inferred: true}",
                "sw1/if/Po1 DEPENDS_ON sw1/if/Gi2/0/1 {group: links, inferred: true}",
            ])
    }

    @Test("Physical parts; parts that contain each other")
    func entities() {
        #expect(
            edges("sw1.example.com/part/") == [
                "sw1/part/Switch 1 - FAN PART_OF sw1/part/Switch 1",
                "sw1/part/Switch 1 - Module CONTAINS sw1/if/Gi1/0/1",
                "sw1/part/Switch 1 - Module PART_OF sw1/part/Switch 1",
                "sw1/part/Switch 1 - Power Supply A PART_OF sw1/part/Switch 1",
                "sw1/part/Switch 1 MEMBER_OF sw1 {group: members, inferred: true}",
                "sw1/part/Switch 2 MEMBER_OF sw1 {group: members, inferred: true}",
                "sw1/part/loop PART_OF sw1/part/loop2", "sw1/part/loop2 PART_OF sw1/part/loop",
            ])
        #expect(run.attribute("serialNumber", of: "sw1.example.com/part/Switch 2") == "FOC1234X0AC")
        #expect(run.item("sw1.example.com/part/Switch 1 - Power Supply A")?.ciClass == "PowerSupplyUnit")
        // The only chassis is the device itself.
        #expect(run.item("sw2.example.com/part/Chassis") == nil)
    }

    @Test("Cables: LLDP at one end and CDP at the other are one; learnt addresses")
    func cables() throws {
        #expect(
            edges("CONNECTS_TO") == [
                "4b:56:4d:22:78:31/if/44:55:66:77:88:99 CONNECTS_TO sw1/if/Gi2/0/1",
                "mac/00:50:56:9a:11:01 CONNECTS_TO sw1/if/Gi1/0/3 {inferred: true}",
                "sw1/if/Gi1/0/1 CONNECTS_TO sw2/if/Ethernet1/1",
            ])
        #expect(Set(run.items.map(\.nativeID)).count == run.items.count)
        // An address whose bytes are printable is printed as text.
        #expect(run.item("4b:56:4d:22:78:31")?.ciClass == "Switch")
    }

    @Test("A neighbour that was not walked")
    func neighbour() throws {
        let alone = try Self.run([("sw1.txt", try Self.fixture("sw1.txt"))])
        #expect(alone.item("sw2.example.com")?.ciClass == "Switch")
        #expect(alone.attribute("managementAddress", of: "sw2.example.com") == "10.0.0.2")
        #expect(alone.edges.contains("sw1.example.com/if/Gi1/0/1 CONNECTS_TO sw2.example.com/if/Ethernet1/1"))
    }

    @Test("Several walks in one input, chunks of any length", arguments: [1, 5, 1_000])
    func chunks(length: Int) throws {
        let other = try Self.run(chunk: length)
        #expect(other.items == run.items)
        let both = try Self.fixture("sw1.txt") + Self.fixture("sw2.txt")
        let one = try Self.run([("all", both)], chunk: length * 100)
        #expect(one.edges == run.edges)
        #expect(one.items.map(\.attributes) == run.items.map(\.attributes))
    }
}
