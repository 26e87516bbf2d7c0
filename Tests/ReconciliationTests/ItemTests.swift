import Discovery
import GraphModel
import GraphStore
import Reconciliation
import Testing

@Suite struct ItemTests {
    @Test func newItemsGetTheLabelsOfTheirClassAndItsAncestors() throws {
        let estate = try Estate()
        let report = try estate.importing([item("VirtualMachine", "vm-1", [Property("name", "web")])])
        #expect(report.itemsCreated == 1)
        let node = try #require(try estate.named("web").first)
        #expect(node.labels == ["ComputeResource", "ConfigurationItem", "Equipment", "VirtualMachine"])
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

    @Test func peopleAndRecordsAreFoundAgainToo() throws {
        let estate = try Estate()
        let records = [item("Team", "t"), item("Server", "a"), relationship(.native("a"), "OWNED_BY", .native("t"))]
        try estate.importing(records)
        #expect(try estate.importing(records).changedNothing)
    }

    @Test func attributesThatDifferAreUpdatedAndOthersStay() throws {
        let estate = try Estate()
        try estate.importing([item("Server", "a", [Property("processors", 4), Property("vendor", "X")])])
        var seen: [ImportDifference] = []
        let report = try estate.importing([item("Server", "a", [Property("processors", 8)])]) { seen.append($0) }
        #expect(report.itemsUpdated == 1)
        let node = try #require(try estate.named("a").first)
        #expect(node["processors"] == 8)
        #expect(node["vendor"] == "X")
        #expect(
            seen == [
                .itemUpdated(node.id, nativeID: "a", [PropertyChange("processors", 8)], before: [4])
            ])
    }

    @Test func textBecomesTheTypeThatTheSchemaStates() throws {
        let estate = try Estate()
        try estate.importing([item("Server", "a", [Property("processors", "16")])])
        #expect(try estate.named("a").first?["processors"] == 16)
    }

    @Test func aValueOfTheWrongTypeIsRejectedWithItsPosition() throws {
        let estate = try Estate()
        let report = try estate.importing([
            item("Server", "a", [Property("processors", "many")], line: 7), item("Server", "b"),
        ])
        #expect(report.rejected.count == 1)
        #expect(report.itemsCreated == 1)
        let problem = try #require(report.rejected.first.first)
        #expect(problem.position == SourcePosition(file: "test", line: 7))
        #expect(problem.message == "`processors` of a is not integer")
    }

    @Test func anUnknownClassIsRejectedWithASuggestion() throws {
        let report = try Estate().importing([item("VirtualMachin", "a")])
        #expect(
            report.rejected.first.first?.advice
                == "Did you mean `VirtualMachine`, `VirtualMachineSnapshot` or `VirtualMachineTemplate`?")
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
        try estate.importing([item("Server", "a", [Property("machineId", "S1"), Property("name", "host")])])
        let report = try estate.importing(
            [item("Server", "x9", [Property("machineId", "S1"), Property("name", "host")])], source: "scan")
        #expect(report.itemsCreated == 0)
        let nodes = try estate.named("host")
        #expect(nodes.count == 1)
        #expect(nodes.first?["identity"] == .list(["cmdb#a", "scan#x9"]))
    }

    @Test func twoItemsOfOneSourceAreNeverOne() throws {
        let estate = try Estate()
        try estate.importing([item("Server", "seed")])
        let report = try estate.importing([
            item("Application", "1", [Property("name", "billing")]),
            item("Application", "2", [Property("name", "billing")]),
        ])
        #expect(report.itemsCreated == 2)
        #expect(
            try estate.importing([item("Application", "9", [Property("name", "billing")])], source: "b").itemsCreated
                == 1)
    }

    @Test func aMoreSpecificClassUpgradesTheItem() throws {
        let estate = try Estate()
        try estate.importing([item("ComputeResource", "a")])
        try estate.importing([item("VirtualMachine", "a")])
        #expect(
            try estate.named("a").first?.labels == [
                "ComputeResource", "ConfigurationItem", "Equipment", "VirtualMachine",
            ])
        try estate.importing([item("ComputeResource", "a")])
        #expect(
            try estate.named("a").first?.labels == [
                "ComputeResource", "ConfigurationItem", "Equipment", "VirtualMachine",
            ])
    }
}
