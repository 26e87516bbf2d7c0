import Foundation
import GraphModel
import KeyValueStore
import TestSupport
import Testing

@testable import GraphStore

/// Commits that share a transaction leave what the same commits one by one leave.
@Suite struct GroupTests {
    private struct Attempt {
        let delta: GraphDelta
        let metadata: CommitMetadata
    }

    /// Commits of random deltas, one by one, and what was tried. Without refused ones and such as change nothing, a
    /// group goes through in one piece.
    private static func attempts(_ recorded: RecordedStore, count: Int, onlyChanges: Bool) throws -> [Attempt] {
        var attempts: [Attempt] = []
        for _ in 0..<count {
            let delta = recorded.deltas.delta(
                for: recorded.present, operations: 1 + recorded.deltas.random.below(10))
            let before = recorded.last
            try recorded.commit(delta)
            guard recorded.last > before || !onlyChanges else { continue }
            // Of one that comes to nothing, no trace is left of the metadata either.
            let metadata = recorded.last > before ? recorded.metadata.last : nil
            attempts.append(Attempt(delta: delta, metadata: metadata ?? TestStore.metadata()))
        }
        return attempts
    }

    /// Writes the attempts in order, all in one group.
    private static func commit(_ attempts: ArraySlice<Attempt>, to store: GraphStore) {
        let gate = DispatchSemaphore(value: 0)
        let group = DispatchGroup()
        store.environment.enqueueWrite(.exclusive) { _ in
            gate.wait()
        } completion: { (_: Result<Void, any Error>) in
        }
        for attempt in attempts {
            group.enter()
            store.environment.enqueueWrite(.repeatable) { transaction in
                let session = try store.begin(&transaction, attempt.metadata)
                _ = try GraphWriter(session).apply(attempt.delta)
                _ = try store.end(session, transaction, ())
            } completion: { (_: Result<Void, any Error>) in
                group.leave()
            }
        }
        gate.signal()
        group.wait()
    }

    @Test(arguments: Seeds.first(40))
    func aGroupLeavesWhatItsCommitsLeaveAlone(seed: UInt64) throws {
        let recorded = try RecordedStore(seed: seed)
        let attempts = try Self.attempts(recorded, count: 60, onlyChanges: seed.isMultiple(of: 2))
        let folder = try temporaryFolder()
        let copy = try GraphStore.create(at: folder.path("copy"), settings: RecordedStore.settings)
        var place = 0
        while place < attempts.count {
            let end = min(attempts.count, place + 1 + recorded.deltas.random.below(20))
            Self.commit(attempts[place..<end], to: copy)
            place = end
            #expect(try copy.snapshot().commit <= recorded.last)
        }
        var (alone, together) = (try StoreContents(recorded.store), try StoreContents(copy))
        // Each store has an identity of its own.
        alone.tables["meta"] = nil
        together.tables["meta"] = nil
        #expect(alone == together, "\(alone.differences(from: together))")
        #expect(try copy.verify().isSound)
    }
}
