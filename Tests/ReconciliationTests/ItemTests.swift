import Discovery
import GraphModel
import Reconciliation
import Testing

@Suite struct ItemTests {
    @Test func newItemsGetTheLabelsOfTheirClassAndItsAncestors() throws {
        let estate = try Estate()
        let report = try estate.importing([item("VirtualMachine", "vm-1", [Property("name", "web")])])
        #expect(report.itemsCreated == 1)
        let node = try #require(try estate.named("web").first)
        #expect(node.labels == ["ComputeResource", "ConfigurationItem", "VirtualMachine"])
        #expect(node["identity"] == .list(["cmdb#vm-1"]))
    }

    @Test func theSameItemsTwiceMakeNoNewVersion() throws {
        let estate = try Estate()
        let records = [
            item("Server", "a"), item("Server", "b"), relationship(.native("a"), "DEPENDS_ON", .native("b")),
        ]
        try estate.importing(records)
        let before = try estate.store.snapshot().commit
        let report = try estate.importing(records)
        #expect(report.changedNothing)
        #expect(report.itemsUnchanged == 2)
        #expect(report.relationshipsUnchanged == 1)
        #expect(try estate.store.snapshot().commit == before)
    }

    @Test func attributesThatDifferAreUpdatedAndOthersStay() throws {
        let estate = try Estate()
        try estate.importing([item("Server", "a", [Property("cpuCount", 4), Property("vendor", "X")])])
        var seen: [ImportDifference] = []
        let report = try estate.importing([item("Server", "a", [Property("cpuCount", 8)])]) { seen.append($0) }
        #expect(report.itemsUpdated == 1)
        let node = try #require(try estate.named("a").first)
        #expect(node["cpuCount"] == 8)
        #expect(node["vendor"] == "X")
        #expect(
            seen == [
                .itemUpdated(node.id, nativeID: "a", [PropertyChange("cpuCount", 8)], before: [4])
            ])
    }

    @Test func textBecomesTheTypeThatTheSchemaStates() throws {
        let estate = try Estate()
        try estate.importing([item("Server", "a", [Property("cpuCount", "16")])])
        #expect(try estate.named("a").first?["cpuCount"] == 16)
    }

    @Test func aValueOfTheWrongTypeIsRejectedWithItsPosition() throws {
        let estate = try Estate()
        let report = try estate.importing([
            item("Server", "a", [Property("cpuCount", "many")], line: 7), item("Server", "b"),
        ])
        #expect(report.rejected.count == 1)
        #expect(report.itemsCreated == 1)
        let problem = try #require(report.rejected.first.first)
        #expect(problem.position == SourcePosition(file: "test", line: 7))
        #expect(problem.message == "`cpuCount` of a is not integer")
    }

    @Test func anUnknownClassIsRejectedWithASuggestion() throws {
        let report = try Estate().importing([item("VirtualMachin", "a")])
        #expect(report.rejected.first.first?.advice == "Did you mean `VirtualMachine`?")
    }

    @Test func twoRecordsOfOneIdentityAreOneItemUnlessTheyContradict() throws {
        let estate = try Estate()
        let report = try estate.importing([
            item("Server", "a", [Property("vendor", "X")]), item("Server", "a", [Property("vendor", "X")]),
            item("Server", "a", [Property("vendor", "Y")], line: 3),
        ])
        #expect(report.itemsCreated == 1)
        #expect(report.rejected.first.map(\.code) == ["import.duplicateIdentity"])
        #expect(try estate.named("a").first?["vendor"] == "X")
    }

    @Test func theClassesIdentityRuleJoinsSources() throws {
        let estate = try Estate()
        try estate.importing([item("Server", "a", [Property("serialNumber", "S1"), Property("name", "host")])])
        let report = try estate.importing(
            [item("Server", "x9", [Property("serialNumber", "S1"), Property("name", "host")])], source: "scan")
        #expect(report.itemsCreated == 0)
        let nodes = try estate.named("host")
        #expect(nodes.count == 1)
        #expect(nodes.first?["identity"] == .list(["cmdb#a", "scan#x9"]))
    }

    @Test func aMoreSpecificClassUpgradesTheItem() throws {
        let estate = try Estate()
        try estate.importing([item("ComputeResource", "a")])
        try estate.importing([item("VirtualMachine", "a")])
        #expect(try estate.named("a").first?.labels == ["ComputeResource", "ConfigurationItem", "VirtualMachine"])
        try estate.importing([item("ComputeResource", "a")])
        #expect(try estate.named("a").first?.labels == ["ComputeResource", "ConfigurationItem", "VirtualMachine"])
    }
}
