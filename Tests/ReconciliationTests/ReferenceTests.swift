import Discovery
import GraphModel
import GraphStore
import Reconciliation
import Testing

@Suite struct ReferenceTests {
    @Test func aReferenceAheadOfItsTargetIsTiedAtTheEnd() throws {
        let estate = try Estate()
        let report = try estate.importing([
            item("Server", "a"), relationship(.native("a"), "DEPENDS_ON", .native("b")), item("Server", "b"),
        ])
        #expect(report.unresolvedReferences == 0)
        #expect(try estate.relationships() == ["a -DEPENDS_ON-> b"])
    }

    @Test func aDanglingReferenceIsKeptAndResolvesWhenItsTargetArrives() throws {
        let estate = try Estate()
        let first = try estate.importing([
            item("Server", "a"), relationship(.native("a"), "DEPENDS_ON", .native("b"), line: 4),
        ])
        #expect(first.unresolvedReferences == 1)
        #expect(first.warnings.first.first?.code == "import.danglingReference")
        #expect(first.warnings.first.first?.position?.line == 4)
        let placeholder = try #require(
            try estate.store.snapshot().relationships(of: estate.named("a")[0].id, .outgoing).first?.target)
        try estate.importing([item("Server", "b")])
        let resolved = try #require(try estate.named("b").first)
        #expect(resolved.id == placeholder)
        #expect(resolved.labels.contains("Server"))
        #expect(!resolved.labels.contains("UnresolvedReference"))
        #expect(try estate.relationships() == ["a -DEPENDS_ON-> b"])
    }

    @Test func aReferenceByClassAndNameResolvesInALaterRunOfAnotherSource() throws {
        let estate = try Estate()
        try estate.importing([
            item("Server", "a"),
            relationship(.native("a"), "DEPENDS_ON", .named(ciClass: "ComputeResource", name: "db")),
        ])
        try estate.importing([item("VirtualMachine", "77", [Property("name", "db")])], source: "vsphere")
        #expect(try estate.relationships() == ["a -DEPENDS_ON-> db"])
        #expect(try estate.store.snapshot().count(label: "UnresolvedReference") == 0)
    }

    @Test func anAmbiguousNameIsRejected() throws {
        let estate = try Estate()
        let report = try estate.importing([
            item("Server", "a"), item("Server", "1", [Property("name", "db")]),
            item("Server", "2", [Property("name", "db")]),
            relationship(.native("a"), "DEPENDS_ON", .named(ciClass: "Server", name: "db")),
        ])
        #expect(report.rejected.first.map(\.message) == ["2 CIs of class Server are named db"])
    }

    @Test func aReferenceIntoAnotherSourceIsTied() throws {
        let estate = try Estate()
        try estate.importing([item("Server", "7")], source: "dcim")
        try estate.importing([
            item("VirtualMachine", "vm"),
            relationship(.native("vm"), "RUNS_ON", .foreign(source: "dcim", nativeID: "7")),
        ])
        #expect(try estate.relationships() == ["vm -RUNS_ON-> 7"])
    }

    @Test func parallelRelationshipsAreToldApartByTheirGroups() throws {
        let estate = try Estate()
        let records = [
            item("Server", "a"), item("Server", "b"),
            relationship(.native("a"), "DEPENDS_ON", .native("b"), [Property("group", "one")]),
            relationship(.native("a"), "DEPENDS_ON", .native("b"), [Property("group", "two")]),
            relationship(.native("a"), "DEPENDS_ON", .native("b"), [Property("group", "two")]),
        ]
        let report = try estate.importing(records)
        #expect(report.relationshipsCreated == 2)
        #expect(try estate.importing(records).changedNothing)
    }

    @Test func aRelationshipThatTheSchemaForbidsIsRejectedAndTheRestGoesOn() throws {
        let estate = try Estate()
        let report = try estate.importing([
            item("Server", "a"), item("Team", "t"), item("Server", "b"),
            relationship(.native("t"), "RUNS_ON", .native("a"), line: 4),
            relationship(.native("a"), "DEPENDS_ON", .native("b")),
        ])
        #expect(report.rejected.first.map { $0.position?.line } == [4])
        #expect(try estate.relationships() == ["a -DEPENDS_ON-> b"])
        #expect(report.relationshipsCreated == 1)
    }
}
