import Discovery
import GraphModel
import GraphStore
import Reconciliation
import TestSupport
import Testing

/// A run that ends half-way leaves nothing, and the next is right.
@Suite struct FailedRunTests {
    private struct Interruption: Error {}

    private func server(_ id: String, _ attributes: [Property] = []) -> DiscoveredRecord {
        item("Server", id, [Property("machineId", .string("m-\(id)"))] + attributes)
    }

    private let listed: [DiscoveredRecord] = [
        item("Server", "1", [Property("machineId", "m-1")]), item("Server", "2", [Property("machineId", "m-2")]),
        relationship(.native("1"), "DEPENDS_ON", .native("2")),
        relationship(.native("2"), "DEPENDS_ON", .named(ciClass: "Service", name: "mail")),
    ]

    /// Ends a run of another source after some of its records, or when all but the commit is done.
    private func interrupt(_ estate: Estate, after count: Int, of records: [DiscoveredRecord], isFinished: Bool) {
        #expect(throws: Interruption.self) {
            try estate.store.write(Estate.metadata("agent")) { writer in
                let reconciler = try Reconciler(
                    writer: writer, run: ImportRun(source: "agent", scope: .full(.delete)))
                reconciler.packer.handOver = { (batch) throws(ImportError) in try reconciler.accept(batch) }
                for record in records.prefix(count) {
                    try reconciler.packer.accept(record)
                    try reconciler.packer.flush()
                }
                if isFinished { _ = try reconciler.finish() }
                throw Interruption()
            }
        }
    }

    @Test(arguments: [false, true])
    func whereverItEnds(isFinished: Bool) throws {
        let reported =
            [server("2", [Property("cores", 4)]), server("3"), item("Service", "mail")]
            + [("2", "3"), ("3", "mail")].map { relationship(.native($0.0), "DEPENDS_ON", .native($0.1)) }
        let whole = try Estate()
        try whole.importing(listed)
        try whole.importing(reported, source: "agent", scope: .full(.delete))
        for count in 0...reported.count {
            let estate = try Estate()
            try estate.importing(listed)
            let (commit, lines) = (try estate.store.snapshot().commit, try estate.wholeLines())
            interrupt(estate, after: count, of: reported, isFinished: isFinished)
            #expect(try estate.store.snapshot().commit == commit)
            #expect(try estate.wholeLines() == lines)
            try estate.importing(reported, source: "agent", scope: .full(.delete))
            #expect(try estate.wholeLines() == whole.wholeLines(), "after \(count) records")
            #expect(try estate.store.verify().isSound)
        }
    }

    /// The numbers of nodes that the run had reserved are no one's.
    @Test func aDecisionMayFailToo() throws {
        let estate = try Estate()
        try estate.importing(listed)
        let before = try estate.wholeLines()
        let (a, b) = (try #require(try estate.ci("cmdb#1")), try #require(try estate.ci("cmdb#2")))
        #expect(throws: Interruption.self) {
            _ = try estate.deciding { reconciler in
                _ = try reconciler.merge(a.id, b.id)
                throw Interruption()
            }
        }
        #expect(try estate.wholeLines() == before)
        #expect(throws: StoreError.self) { try estate.deciding { try $0.merge(a.id, NodeID(999)) } }
        #expect(throws: StoreError.self) { try estate.deciding { try $0.separate("cmdb#1", from: a.id) } }
        #expect(try estate.wholeLines() == before)
    }
}
