import Discovery
import GraphModel
import Reconciliation
import TestSupport
import Testing

/// The same thing under as many names and spellings as it has sources: one CI.
@Suite struct OneDeviceTests {
    typealias Run = (source: String, records: [DiscoveredRecord])

    private func expectOne(
        _ runs: [Run], ciClass: String, findings: [String] = [], sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        // Of five sources there are 120 orders.
        let orders = runs.permutations
        let step = Effort.isLong ? 1 : max(1, orders.count / 12)
        for order in stride(from: 0, to: orders.count, by: step).map({ orders[$0] }) {
            let estate = try Estate()
            let warnings = try estate.warnings(order)
            #expect(warnings.isEmpty, sourceLocation: sourceLocation)
            let cis = try estate.identities()
            #expect(cis.count == 1, "\(order.map(\.source)): \(cis)", sourceLocation: sourceLocation)
            guard let node = try estate.ci(cis[0].split(separator: " ").first.map(String.init) ?? "") else { continue }
            #expect(node.labels.contains(ciClass), "\(node.labels)", sourceLocation: sourceLocation)
            let explanation = try estate.deciding { try $0.explain(node.id, node.id) }
            #expect(explanation.isSame && explanation.objections.isEmpty, sourceLocation: sourceLocation)
            #expect(
                Set(findings).isSubset(of: explanation.findings), "\(explanation.findings)",
                sourceLocation: sourceLocation)
        }
    }

    private func seen(_ source: String, _ ciClass: String, _ id: String, _ attributes: [(String, PropertyValue)]) -> Run
    {
        (source, [item(ciClass, id, attributes.map { Property($0.0, $0.1) })])
    }

    /// No two of the five have all identifiers in common, and the list and the manager have none.
    @Test func aMachineUnderFiveNames() throws {
        try expectOne(
            [
                seen("cmdb", "ComputeResource", "SRV-0815", [("serialNumber", "vmware-42 1e 1a 2b")]),
                seen(
                    "vsphere", "VirtualMachine", "vm-12",
                    [
                        ("name", "web"), ("instanceUUID", "503e1a2b-0000-4000-8000-000000000001"),
                        ("biosUUID", "421e1a2b-0001-4002-8000-00000000000b"),
                    ]),
                seen(
                    "ansible", "ComputeResource", "web.example.org",
                    [
                        ("machineId", "0f1e2d3c4b5a69788796a5b4c3d2e1f0"), ("serialNumber", "VMware-42 1e 1a 2b"),
                        ("biosUUID", "2B1A1E42-0100-0240-8000-00000000000B"),
                        ("macAddresses", .list(["00:50:56:9a:00:01", "00:50:56:9a:00:02"])),
                    ]),
                seen(
                    "nmap", "ComputeResource", "10.0.0.7",
                    [
                        ("macAddresses", .list(["00-50-56-9A-00-01"])), ("fqdn", "WEB.example.org."),
                    ]),
                seen("lldp", "ComputeResource", "0050.569a.0002", [("macAddresses", .list(["0050.569A.0002"]))]),
            ], ciClass: "VirtualMachine",
            findings: [
                "serialNumber=vmware-42 1e 1a 2b makes one of ansible#web.example.org, cmdb#SRV-0815",
                "biosUUID=2b1a1e4201000240800000000000000b makes one of ansible#web.example.org, vsphere#vm-12",
                "macAddresses=00:50:56:9a:00:01 makes one of ansible#web.example.org, nmap#10.0.0.7",
                "macAddresses=00:50:56:9a:00:02 makes one of ansible#web.example.org, lldp#0050.569a.0002",
            ])
    }

    @Test func aSwitchUnderThreeNames() throws {
        try expectOne(
            [
                seen(
                    "snmp", "Switch", "10.0.0.2",
                    [
                        ("serialNumber", "FOC1234X0YZ"), ("macAddress", "00:1b:21:aa:00:01"),
                    ]),
                seen("lldp", "NetworkDevice", "chassis", [("macAddress", "001B21AA0001")]),
                seen("netbox", "NetworkDevice", "17", [("serialNumber", " foc1234x0yz ")]),
            ], ciClass: "Switch",
            findings: [
                "serialNumber=foc1234x0yz makes one of netbox#17, snmp#10.0.0.2",
                "macAddresses=00:1b:21:aa:00:01 makes one of lldp#chassis, snmp#10.0.0.2",
            ])
    }

    /// The list of a machine's addresses and the one of an interface are one kind of value.
    @Test func aDevicesOwnAddressIsOneOfItsAddresses() throws {
        try expectOne(
            [
                seen("snmp", "Switch", "10.0.0.2", [("macAddress", "00:1b:21:aa:00:01")]),
                seen("nmap", "NetworkDevice", "10.0.0.2", [("macAddresses", .list(["00:1b:21:aa:00:01"]))]),
            ], ciClass: "Switch")
    }

    @Test(
        "Spellings of one value",
        arguments: [
            ("serialNumber", "CZJ12345", "czj12345"), ("serialNumber", " CZJ12345", "CZJ12345 "),
            ("fqdn", "Web.Example.ORG.", "web.example.org"),
            ("biosUUID", "421E1A2B-0001-4002-8000-00000000000B", "2b1a1e42-0100-0240-8000-00000000000b"),
            ("biosUUID", "{421e1a2b-0001-4002-8000-00000000000b}", "421e1a2b-0001-4002-8000-00000000000b"),
            ("biosUUID", "42 1e 1a 2b 00 01 40 02-80 00 00 00 00 00 00 0b", "421e1a2b-0001-4002-8000-00000000000b"),
            ("machineId", "0F1E2D3C4B5A69788796A5B4C3D2E1F0", "0f1e2d3c4b5a69788796a5b4c3d2e1f0"),
        ])
    func spellings(attribute: String, one: String, other: String) throws {
        try expectOne(
            [
                seen("agent", "Server", "1", [(attribute, .string(one))]),
                seen("cmdb", "Server", "a", [(attribute, .string(other))]),
            ], ciClass: "Server")
    }

    @Test(
        "Spellings of one hardware address",
        arguments: [
            "00:1b:21:AA:00:01", "00-1B-21-AA-00-01", "001b.21aa.0001", "001B21AA0001", "0:1b:21:aa:0:1",
        ])
    func hardwareAddresses(spelling: String) throws {
        try expectOne(
            [
                seen("agent", "Server", "1", [("macAddresses", .list(["00:1b:21:aa:00:01"]))]),
                seen("cmdb", "Server", "a", [("macAddresses", .list([.string(spelling)]))]),
            ], ciClass: "Server")
    }
}
