import Discovery
import GraphModel
import GraphStore
import Reconciliation
import TestSupport
import Testing

/// What people decide holds against what sources say, whenever they say it.
@Suite struct DecisionTests {
    typealias Run = (source: String, records: [DiscoveredRecord])

    private let listed: Run = (
        "cmdb",
        [
            item("Server", "1", [Property("costCentre", "17")]), item("Application", "shop"),
            relationship(.native("shop"), "RUNS_ON", .native("1")),
        ]
    )
    private let scanned: Run = (
        "nmap",
        [
            item("Server", "x", [Property("fqdn", "web.example.org")]), item("Switch", "sw"),
            relationship(.native("x"), "CONNECTS_TO", .native("sw")),
        ]
    )
    private let measured: Run = ("agent", [item("Server", "m", [Property("fqdn", "web.example.org")])])

    private func estate(_ runs: Run...) throws -> Estate {
        let estate = try Estate()
        for run in runs { try estate.importing(run.records, source: run.source) }
        return estate
    }

    private func merge(_ estate: Estate, _ first: String, _ second: String) throws -> ImportReport {
        let (a, b) = (try #require(try estate.ci(first)), try #require(try estate.ci(second)))
        return try estate.deciding { try $0.merge(a.id, b.id) }
    }

    private func separate(_ estate: Estate, _ key: String) throws -> ImportReport {
        let node = try #require(try estate.ci(key))
        return try estate.deciding { try $0.separate(key, from: node.id) }
    }

    @Test func aMergeMovesRecordsAndRelationships() throws {
        let estate = try estate(listed, scanned)
        #expect(try merge(estate, "cmdb#1", "nmap#x").itemsMerged == 1)
        #expect(try estate.identities("Server") == ["cmdb#1 nmap#x"])
        let node = try #require(try estate.ci("cmdb#1"))
        #expect(node["asserted"] == .list(["cmdb#1 == nmap#x"]))
        #expect(node["fqdn"] == "web.example.org")
        #expect(node["costCentre"] == "17")
        #expect(try estate.relationships() == ["1 -CONNECTS_TO-> sw", "shop -RUNS_ON-> 1"])
        #expect(try estate.store.verify().isSound)
    }

    @Test func importsKeepAMergeInAnyOrder() throws {
        var first: [String]?
        for order in [listed, scanned, measured].permutations {
            let estate = try estate(listed, scanned)
            _ = try merge(estate, "cmdb#1", "nmap#x")
            for run in order { try estate.importing(run.records, source: run.source) }
            #expect(try estate.identities("Server") == ["agent#m cmdb#1 nmap#x"])
            let lines = try estate.wholeLines()
            #expect(lines == first ?? lines, "\(order.map(\.source))")
            first = first ?? lines
        }
    }

    @Test func aMergeOverrulesAContradictionAndASource() throws {
        let estate = try Estate()
        try estate.importing([
            item("Server", "1", [Property("serialNumber", "CZ-1")]), item("Server", "2"),
        ])
        try estate.importing([item("Server", "x", [Property("serialNumber", "CZ-2")])], source: "nmap")
        _ = try merge(estate, "cmdb#1", "nmap#x")
        _ = try merge(estate, "cmdb#1", "cmdb#2")
        #expect(try estate.identities("Server") == ["cmdb#1 cmdb#2 nmap#x"])
        let again = try estate.importing([item("Server", "x", [Property("serialNumber", "CZ-2")])], source: "nmap")
        #expect(again.changedNothing)
    }

    @Test func separationUndoesAMerge() throws {
        let estate = try estate(listed, scanned)
        let before = try estate.relationships()
        _ = try merge(estate, "cmdb#1", "nmap#x")
        #expect(try separate(estate, "nmap#x").itemsSeparated == 1)
        #expect(try estate.identities("Server") == ["cmdb#1", "nmap#x"])
        #expect(try estate.relationships() == before)
        #expect(try estate.ci("cmdb#1")?["fqdn"] == nil)
        for run in [scanned, listed] {
            #expect(try estate.importing(run.records, source: run.source).changedNothing)
        }
    }

    @Test func importsKeepASeparationInAnyOrder() throws {
        for order in [listed, scanned, measured].permutations {
            let estate = try estate(scanned, measured)
            #expect(try estate.identities("Server") == ["agent#m nmap#x"])
            _ = try separate(estate, "nmap#x")
            var warnings: [String] = []
            for run in order {
                warnings += try estate.importing(run.records, source: run.source).warnings.first.map(\.message)
            }
            #expect(try estate.identities("Server") == ["agent#m", "cmdb#1", "nmap#x"])
            try estate.importing(
                [item("Server", "m", [Property("fqdn", "web.example.org"), Property("cores", 4)])], source: "agent")
            #expect(try estate.identities("Server") == ["agent#m", "cmdb#1", "nmap#x"])
        }
    }

    @Test func aMergeUndoesASeparation() throws {
        let estate = try estate(scanned, measured)
        _ = try separate(estate, "nmap#x")
        _ = try merge(estate, "agent#m", "nmap#x")
        #expect(try estate.identities("Server") == ["agent#m nmap#x"])
        #expect(try estate.ci("agent#m")?["asserted"] == .list(["agent#m == nmap#x"]))
    }

    /// A merge is of all that the two CIs stand for, so that it outlasts any of it.
    @Test func aMergeOutlastsTheSourcesThatWereThere() throws {
        for (first, second) in [("nmap", "agent"), ("agent", "nmap")] {
            let estate = try estate(listed, scanned, measured)
            _ = try merge(estate, "cmdb#1", "nmap#x")
            try estate.importing([], source: first, scope: .full(.delete))
            #expect(try estate.identities("Server").count == 1)
            try estate.importing([], source: second, scope: .full(.delete))
            #expect(try estate.ci("cmdb#1")?["fqdn"] == nil)
            for run in [measured, scanned] { try estate.importing(run.records, source: run.source) }
            #expect(try estate.identities("Server") == ["agent#m cmdb#1 nmap#x"])
        }
    }
}
