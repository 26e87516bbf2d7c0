import GraphModel
import GraphStore
import KeyValueStore
import TestSupport
import Testing

/// A store beside the plain graph of each of its commits.
final class RecordedStore {
    let folder: TemporaryFolder
    let store: GraphStore
    /// By commit number; the first is the empty graph.
    private(set) var graphs = [ReferenceGraph()]
    private(set) var metadata: [CommitMetadata] = []
    private(set) var refusals = 0
    var deltas: RandomGraphDeltas

    var last: CommitNumber { CommitNumber(UInt64(graphs.count - 1)) }
    var present: ReferenceGraph { graphs[graphs.count - 1] }

    init(seed: UInt64) throws {
        folder = try temporaryFolder()
        store = try GraphStore.create(at: folder.path + "/store", settings: Self.settings)
        deltas = RandomGraphDeltas(seed: seed)
    }

    /// Nothing here survives the process, so nothing need be flushed.
    static var settings: StoreSettings {
        var settings = StoreSettings()
        settings.environment.durability = .none
        return settings
    }

    func run(commits: Int, operations: Int) throws {
        for _ in 0..<commits {
            let delta = deltas.delta(for: present, operations: 1 + deltas.random.below(2 * operations))
            try commit(delta)
        }
    }

    /// Commits to the store and the plain graph; both must agree on whether that is possible.
    func commit(_ delta: GraphDelta) throws {
        let number = UInt64(graphs.count)
        let stated = CommitMetadata(
            author: "author \(number % 3)", source: "test", reason: number.isMultiple(of: 2) ? "reason \(number)" : nil,
            time: Timestamp(microsecondsSinceEpoch: Int64(number / 2) * 1_000_000))
        var expected = present
        // Identities far from any that the store gives.
        let fakes = (0..<100).map { UInt64(1_000_000_000 + $0) }
        let isPossible =
            (try? expected.apply(
                delta, nodes: fakes.map { NodeID($0) }, relationships: fakes.map { RelationshipID($0) })) != nil
        guard let result = try accepted(delta, stated) else {
            #expect(!isPossible, "refused: \(delta)")
            refusals += 1
            return
        }
        #expect(isPossible, "accepted: \(delta)")
        var graph = present
        try graph.apply(delta, nodes: result.created.nodes, relationships: result.created.relationships)
        guard let committed = graph.committed(CommitNumber(number), after: present) else {
            #expect(result.counts.isEmpty && result.commit == last)
            return
        }
        #expect(result.commit == CommitNumber(number))
        deltas.note(present, committed)
        graphs.append(committed)
        metadata.append(stated)
    }

    /// Nil when the store refuses the delta.
    private func accepted(_ delta: GraphDelta, _ metadata: CommitMetadata) throws(StoreError) -> CommitResult? {
        do throws(StoreError) {
            return try store.commit(delta, metadata)
        } catch {
            guard error.isRefusal else { throw error }
            return nil
        }
    }

    /// Asserts that the verifier finds nothing.
    func verify() throws {
        let report = try store.verify()
        #expect(report.isSound, "\(report.findings.prefix(5))")
        #expect(report.nodes == present.nodes.count && report.relationships == present.relationships.count)
        #expect(report.commits == graphs.count - 1)
    }
}
