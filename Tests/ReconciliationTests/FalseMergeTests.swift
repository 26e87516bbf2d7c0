import Discovery
import GraphModel
import Reconciliation
import TestSupport
import Testing

/// Values that several items have in common and that tell nothing: what has them stays apart, and the report says why.
@Suite struct FalseMergeTests {
    typealias Run = (source: String, records: [DiscoveredRecord])

    /// Imports the runs in every order, and expects the same CIs each time.
    private func expect(
        _ identities: [String], of runs: [Run], _ ciClass: String = "ConfigurationItem", warning: String? = nil,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        for order in runs.permutations {
            let estate = try Estate()
            let warnings = try estate.warnings(order)
            #expect(
                try estate.identities(ciClass) == identities, "\(order.map(\.source))", sourceLocation: sourceLocation)
            guard let warning else { continue }
            #expect(warnings.contains(warning), "\(order.map(\.source)): \(warnings)", sourceLocation: sourceLocation)
        }
    }

    private func host(_ id: String, _ attributes: [(String, PropertyValue)], _ ciClass: String = "Server")
        -> DiscoveredRecord
    {
        item(ciClass, id, attributes.map { Property($0.0, $0.1) })
    }

    @Test func aMachineIDOfClonesIsNobodys() throws {
        try expect(
            ["agent#1 cmdb#a", "agent#2"],
            of: [
                (
                    "agent",
                    [
                        host("1", [("machineId", "m"), ("fqdn", "a.example.org")]),
                        host("2", [("machineId", "m"), ("fqdn", "b.example.org")]),
                    ]
                ),
                ("cmdb", [host("a", [("machineId", "m"), ("fqdn", "a.example.org")])]),
            ],
            warning: "machineId=m identifies nobody: agent#1 and agent#2 share it, and their source tells them apart")
    }

    @Test func serialNumbersContradictAMachineIDInCommon() throws {
        try expect(
            ["agent#1", "cmdb#a"],
            of: [
                ("agent", [host("1", [("machineId", "m"), ("serialNumber", "CZ-1")])]),
                ("cmdb", [host("a", [("machineId", "m"), ("serialNumber", "CZ-2")])]),
            ],
            warning: "machineId=m identifies nobody: agent#1 and cmdb#a share it, "
                + "and serialNumber=cz-1 is not serialNumber=cz-2")
    }

    @Test func anAddressThatTwoComputersShareIsNobodys() throws {
        let shared: PropertyValue = .list(["00:1b:21:aa:00:01"])
        try expect(
            ["agent#1", "agent#2", "scan#x"],
            of: [
                ("agent", [host("1", [("macAddresses", shared)]), host("2", [("macAddresses", shared)])]),
                ("scan", [host("x", [("macAddresses", shared)])]),
            ],
            warning: "macAddresses=00:1b:21:aa:00:01 identifies nobody: agent#1 and agent#2 share it, "
                + "and their source tells them apart")
    }

    @Test(
        "Addresses that software makes up",
        arguments: [
            "02:42:ac:11:00:09", "52:54:00:aa:bb:cc", "00:00:5e:00:01:7b", "00:00:0c:07:ac:2a", "ff:ff:ff:ff:ff:ff",
            "00:00:00:00:00:00", "00:50:56:c0:00:08",
        ])
    func addressesOfSoftware(address: String) throws {
        let runs: [Run] = [
            ("agent", [host("1", [("macAddresses", .list([.string(address)]))])]),
            ("scan", [host("x", [("macAddresses", .list([.string(address)]))])]),
        ]
        try expect(["agent#1", "scan#x"], of: runs)
    }

    @Test func theNameAloneMakesNoComputerTheSame() throws {
        try expect(
            ["agent#1", "cmdb#a", "scan#x"],
            of: [
                ("agent", [host("1", [("name", "web-01")])]), ("cmdb", [host("a", [("name", "web-01")])]),
                ("scan", [host("x", [("name", "web-01"), ("fqdn", "localhost.localdomain")])]),
            ])
    }

    @Test(
        "What makers leave in place of a serial number",
        arguments: [
            "To be filled by O.E.M.", " to be filled by o.e.m. ", "0", "NA", "N/A", "None", "Default string",
            "System Serial Number", "00000000", "xxxxxxxxxxxxxxxxx", "---", "",
        ])
    func placeholderSerialNumbers(serial: String) throws {
        try expect(
            ["agent#1", "cmdb#a"],
            of: [
                ("agent", [host("1", [("serialNumber", .string(serial))])]),
                ("cmdb", [host("a", [("serialNumber", .string(serial))])]),
            ])
    }

    @Test(
        "UUIDs of firmware that was never given one",
        arguments: [
            "00000000-0000-0000-0000-000000000000", "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF",
            "03000200-0400-0500-0006-000700080009", "00020003-0004-0005-0006-000700080009", "Not Settable",
        ])
    func placeholderUUIDs(uuid: String) throws {
        try expect(
            ["agent#1", "vsphere#vm-1"],
            of: [
                ("agent", [host("1", [("biosUUID", .string(uuid))])]),
                ("vsphere", [host("vm-1", [("biosUUID", .string(uuid))])]),
            ])
    }

    @Test func aPlaceholderDoesNotContradictEither() throws {
        try expect(
            ["agent#1 cmdb#a"],
            of: [
                ("agent", [host("1", [("fqdn", "a.example.org"), ("serialNumber", "CZ-1")])]),
                ("cmdb", [host("a", [("fqdn", "a.example.org"), ("serialNumber", "N/A")])]),
            ])
    }

    @Test func machinesOfOneNameInTwoVCentersAreTwo() throws {
        func run(_ source: String, _ uuid: String) -> Run {
            (source, [host("vm-12", [("name", "web"), ("instanceUUID", .string(uuid))], "VirtualMachine")])
        }
        try expect(
            ["vsphere-bern#vm-12", "vsphere-zurich#vm-12"],
            of: [
                run("vsphere-zurich", "503e1a2b-0000-4000-8000-000000000001"),
                run("vsphere-bern", "503e1a2b-0000-4000-8000-000000000002"),
            ])
    }

    /// A copy of a machine keeps its firmware's UUID; the managers' own tell them apart.
    @Test func copiesInAnotherVCenterAreOthers() throws {
        func run(_ source: String, _ uuid: String) -> Run {
            (
                source,
                [
                    host(
                        "vm-1",
                        [
                            ("instanceUUID", .string(uuid)), ("biosUUID", "421e1a2b-0000-4000-8000-00000000000b"),
                        ], "VirtualMachine")
                ]
            )
        }
        try expect(
            ["vsphere-bern#vm-1", "vsphere-zurich#vm-1"],
            of: [
                run("vsphere-zurich", "503e1a2b-0000-4000-8000-000000000001"),
                run("vsphere-bern", "503e1a2b-0000-4000-8000-000000000002"),
            ])
    }

    @Test func itemsOfUnrelatedClassesShareValues() throws {
        try expect(
            ["agent#1", "netbox#s"],
            of: [
                ("agent", [host("1", [("macAddresses", .list(["00:1b:21:aa:00:01"]))])]),
                ("netbox", [host("s", [("macAddresses", .list(["00:1b:21:aa:00:01"]))], "Switch")]),
            ])
    }

    @Test func whatMostBearersHaveIsNobodys() throws {
        let many = (1...20).map { host("\($0)", [("assetTag", "GENERIC")]) }
        let estate = try Estate()
        try estate.importing(many, source: "agent")
        let warnings = try estate.warnings([("cmdb", [host("a", [("assetTag", "generic")])])])
        #expect(warnings == ["assetTag=generic is borne by 20 CIs: it identifies nobody"])
        #expect(try estate.identities("Server").count == 21)
    }
}

extension Array {
    /// Every order of the elements.
    var permutations: [[Element]] {
        if count < 2 { return [self] }
        return indices.flatMap { place in
            var rest = self
            let first = rest.remove(at: place)
            return rest.permutations.map { [first] + $0 }
        }
    }
}
