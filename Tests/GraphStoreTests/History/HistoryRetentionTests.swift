import GraphModel
import GraphStore
import TestSupport
import Testing

/// Pruned history is refused, what is kept still answers, and going on works.
@Suite struct HistoryRetentionTests {
    @Test(arguments: Seeds.first(15))
    func whatIsKeptStillAnswers(seed: UInt64) throws {
        let recorded = try RecordedStore(seed: seed)
        try recorded.run(commits: 25, operations: 5)
        let floor = recorded.deltas.random.below(recorded.graphs.count)
        try recorded.store.prune(before: CommitNumber(UInt64(floor)))
        try recorded.verify()
        try recorded.run(commits: 5, operations: 5)
        try recorded.verify()
        let highest = (recorded.graphs.flatMap(\.nodes.keys).max()?.rawValue ?? 0) + 1
        for commit in [floor, (floor + recorded.graphs.count - 1) / 2] {
            let snapshot = try recorded.store.snapshot(asOf: CommitNumber(UInt64(commit)))
            try recorded.graphs[commit].expectSame(in: snapshot, highest: highest)
        }
        let snapshot = try recorded.store.snapshot()
        #expect(try snapshot.retentionFloor == CommitNumber(UInt64(floor)))
        for id in recorded.present.nodes.keys.sorted() {
            let history = try snapshot.history(of: id)
            #expect(history.last?.node == recorded.present.nodes[id])
            #expect(history.dropFirst().allSatisfy { !$0.changes.isEmpty })
        }
    }

    @Test func askingBeforeTheFloorNamesIt() throws {
        let recorded = try RecordedStore(seed: 3)
        try recorded.run(commits: 12, operations: 4)
        try recorded.store.prune(before: CommitNumber(5))
        // An earlier floor does not come back.
        try recorded.store.prune(before: CommitNumber(2))
        let snapshot = try recorded.store.snapshot()
        let refusals: [() throws -> Void] = [
            { _ = try recorded.store.snapshot(asOf: CommitNumber(4)) },
            { _ = try snapshot.changes(from: CommitNumber(4), to: CommitNumber(6)) },
            { _ = try snapshot.delta(of: CommitNumber(5)) },
            { _ = try snapshot.restoreDelta(of: NodeID(1), to: CommitNumber(4)) },
            { _ = try snapshot.restoreDelta(undoing: [CommitNumber(5)]) },
            { _ = try recorded.store.exportLog(from: CommitNumber(5)) { _ in } },
        ]
        for refusal in refusals {
            let error = #expect(throws: StoreError.self) { try refusal() }
            #expect(error?.kind == .pruned && error?.advice == "History reaches back to commit 5.")
        }
        _ = try snapshot.delta(of: CommitNumber(6))
        #expect(try snapshot.commitRecord(CommitNumber(1)) != nil)
        let future = #expect(throws: StoreError.self) { try recorded.store.prune(before: CommitNumber(99)) }
        #expect(future?.kind == .unknownCommit)
    }

    @Test func pruningStopsBetweenStepsWithoutHarm() throws {
        let recorded = try RecordedStore(seed: 4)
        try recorded.run(commits: 20, operations: 5)
        try recorded.store.prune(before: recorded.last) { _ in false }
        try recorded.verify()
        var deleted = 0
        try recorded.store.prune(before: recorded.last) {
            deleted = $0
            return true
        }
        #expect(deleted > 0)
        try recorded.verify()
    }
}
