import Discovery
import GraphModel
import Reconciliation
import Testing

@Suite struct DisappearanceTests {
    private let pair = [
        item("Server", "a"), item("Server", "b"), relationship(.native("a"), "DEPENDS_ON", .native("b")),
    ]

    @Test func aPartialRunLeavesWhatItDoesNotReport() throws {
        let estate = try Estate()
        try estate.importing(pair)
        #expect(try estate.importing([item("Server", "a")]).changedNothing)
    }

    @Test func aFullRunRetiresItemsAndDeletesRelationshipsThatItNoLongerReports() throws {
        let estate = try Estate()
        try estate.importing(pair)
        let report = try estate.importing([item("Server", "a")], scope: .full(.retire))
        #expect(report.itemsDisappeared == 1)
        #expect(report.relationshipsDeleted == 1)
        #expect(try estate.named("b").first?["state"] == "retired")
        #expect(try estate.relationships().isEmpty)
    }

    @Test func aRetiredItemThatIsReportedAgainIsBack() throws {
        let estate = try Estate()
        try estate.importing(pair)
        try estate.importing([item("Server", "a")], scope: .full(.retire))
        try estate.importing(pair, scope: .full(.retire))
        let back = try #require(try estate.named("b").first)
        #expect(back["state"] == nil)
        #expect(back["missing"] == nil)
        #expect(try estate.relationships() == ["a -DEPENDS_ON-> b"])
    }

    @Test func theSameFullRunTwiceChangesNothing() throws {
        let estate = try Estate()
        try estate.importing(pair)
        try estate.importing([item("Server", "a")], scope: .full(.retire))
        #expect(try estate.importing([item("Server", "a")], scope: .full(.retire)).changedNothing)
    }

    @Test func deletionIsAPolicyToo() throws {
        let estate = try Estate()
        try estate.importing(pair)
        try estate.importing([item("Server", "a")], scope: .full(.delete))
        #expect(try estate.named("b").isEmpty)
    }

    @Test func whatAnotherSourceReportsStays() throws {
        let estate = try Estate()
        try estate.importing([item("Server", "a", [Property("machineId", "S")])], source: "one")
        try estate.importing(
            [item("Server", "z", [Property("machineId", "S"), Property("name", "a")])], source: "two")
        try estate.importing([], source: "one", scope: .full(.retire))
        let node = try #require(try estate.named("a").first)
        #expect(node["state"] == nil)
        #expect(node["identity"] == .list(["two#z"]))
    }

    @Test func aStatedRemovalDeletesTheItem() throws {
        let estate = try Estate()
        try estate.importing(pair)
        let report = try estate.importing([.removedItem(nativeID: "b", SourcePosition(file: "test"))])
        #expect(report.itemsDisappeared == 1)
        #expect(try estate.named("b").isEmpty)
    }
}
