import Discovery
import GraphModel
import GraphStore
import Reconciliation
import TestSupport
import Testing

/// Which source's word a CI shows, and what becomes of the others'.
@Suite struct ValueTests {
    typealias Run = (source: String, records: [DiscoveredRecord])

    private func seen(_ source: String, _ ciClass: String, _ attributes: [Property]) -> Run {
        (
            source,
            [item(ciClass, "1", [Property("fqdn", "web.example.org"), Property("name", .string(source))] + attributes)]
        )
    }

    private func cores(_ number: Int64) -> Property { Property("cores", .integer(number)) }

    /// The CI of the runs, which it must be whatever their order is.
    private func shown(_ runs: [Run], _ key: String) throws -> PropertyValue? {
        var values: [PropertyValue?] = []
        for order in runs.permutations {
            let estate = try Estate()
            for run in order { try estate.importing(run.records, source: run.source) }
            values.append(try #require(try estate.ci("\(runs[0].source)#1"))[key])
        }
        #expect(Set(values).count == 1, "\(key): \(values)")
        return values[0]
    }

    @Test func theBestSourceOfTheClassAndAttributeIsShown() throws {
        let runs = [
            seen("cmdb", "Server", [cores(1), Property("operatingSystem", "a list's")]),
            seen("ansible", "Server", [cores(2), Property("operatingSystem", "an agent's")]),
            seen("nmap", "Server", [cores(3), Property("operatingSystem", "a guess")]),
        ]
        #expect(try shown(runs, "operatingSystem") == "an agent's")
        #expect(try shown(runs, "cores") == 2)
        #expect(try shown(runs, "name") == "cmdb")
    }

    /// How large a virtual machine is, its manager decides; what runs inside, the agent.
    @Test func theNearestClassDecides() throws {
        let runs = [
            seen("vsphere", "VirtualMachine", [cores(4), Property("operatingSystem", "other 64 bit")]),
            seen("ansible", "ComputeResource", [cores(2), Property("operatingSystem", "Debian 13")]),
        ]
        #expect(try shown(runs, "cores") == 4)
        #expect(try shown(runs, "operatingSystem") == "Debian 13")
    }

    @Test func sourcesThatNoRuleNamesComeLastAndAreRankedByName() throws {
        let runs = [seen("zeta", "Server", [cores(1)]), seen("eta", "Server", [cores(2)]), seen("nmap", "Server", [])]
        #expect(try shown(runs, "cores") == 2)
        #expect(try shown(runs, "name") == "nmap")
    }

    @Test func anEmptyValueSaysNothing() throws {
        let runs = [
            seen("ansible", "Server", [Property("operatingSystem", ""), Property("macAddresses", .list([]))]),
            seen(
                "nmap", "Server",
                [Property("operatingSystem", "Linux"), Property("macAddresses", .list(["00:1b:21:aa:00:01"]))]),
        ]
        #expect(try shown(runs, "operatingSystem") == "Linux")
        #expect(try shown(runs, "macAddresses") == .list(["00:1b:21:aa:00:01"]))
    }

    @Test func aStaleSourceGivesWayUntilItIsBack() throws {
        let estate = try Estate()
        let agent = seen("ansible", "Server", [cores(2)])
        let scan = seen("nmap", "Server", [cores(3)])
        for run in [agent, scan] { try estate.importing(run.records, source: run.source) }
        #expect(try estate.ci("nmap#1")?["cores"] == 2)
        // The scan says what it said before, and is believed now.
        try estate.importing(scan.records, source: "nmap", stale: ["ansible"])
        #expect(try estate.ci("nmap#1")?["cores"] == 3)
        #expect(try estate.importing(scan.records, source: "nmap", stale: ["ansible"]).changedNothing)
        // So does the agent: what was known of it when its run began is no longer so.
        try estate.importing(agent.records, source: "ansible", stale: ["ansible"])
        #expect(try estate.ci("nmap#1")?["cores"] == 2)
        #expect(try estate.importing(scan.records, source: "nmap").changedNothing)
    }

    @Test func aStaleSourceIsShownWhereNoOtherSpeaks() throws {
        let estate = try Estate()
        for run in [seen("ansible", "Server", [cores(2)]), seen("nmap", "Server", [])] {
            try estate.importing(run.records, source: run.source, stale: ["ansible"])
        }
        #expect(try estate.ci("nmap#1")?["cores"] == 2)
    }

    private func lock(_ estate: Estate, _ property: Property) throws {
        let node = try #require(try estate.ci("cmdb#1"))
        _ = try estate.store.commit(
            GraphDelta(operations: [
                .updateNode(
                    .existing(node.id), addLabels: [], removeLabels: [],
                    properties: [
                        PropertyChange(property.key, property.value),
                        PropertyChange("locked", .list([.string(property.key)])),
                    ])
            ]), Estate.metadata("person"))
    }

    @Test func aLockedValueStaysAndTheSourcesWordIsKept() throws {
        let estate = try Estate()
        try estate.importing(seen("cmdb", "Server", [cores(1)]).records)
        try lock(estate, cores(8))
        for source in ["cmdb", "ansible"] {
            try estate.importing(seen(source, "Server", [cores(2)]).records, source: source)
        }
        let node = try #require(try estate.ci("cmdb#1"))
        #expect(node["cores"] == 8)
        let provenance = try #require(try Provenance([node], estate.store.snapshot().schema))
        #expect(provenance.locked == ["cores"])
        #expect(
            provenance.statements.filter { $0.attribute == "cores" }.map { "\($0.record) \($0.value) \($0.isShown)" }
                == ["ansible#1 2 false", "cmdb#1 2 false"])
        try estate.importing([], source: "ansible", scope: .full(.retire))
        #expect(try estate.ci("cmdb#1")?["cores"] == 8)
    }

    @Test func whatASourceAloneSaidGoesWithIt() throws {
        let estate = try Estate()
        try estate.importing(seen("cmdb", "ComputeResource", [Property("costCentre", "17"), cores(1)]).records)
        try estate.importing(
            seen("vsphere", "VirtualMachine", [Property("powerState", "on"), cores(4)]).records, source: "vsphere")
        #expect(try estate.ci("cmdb#1")?["cores"] == 4)
        try estate.importing([], source: "vsphere", scope: .full(.byClass))
        let node = try #require(try estate.ci("cmdb#1"))
        #expect(node["powerState"] == nil)
        #expect(node["cores"] == 1)
        #expect(!node.labels.contains("VirtualMachine"))
        #expect(!node.properties.contains { $0.key.hasPrefix("said.") })
        #expect(try estate.ci("vsphere#1") == nil)
    }
}
