public import GraphModel
internal import GraphStore
public import Reconciliation

extension Database {
    /// Makes one CI of two, as a new commit: records, relationships and what waits for either go to one of them, and
    /// the decision is kept. `separate` undoes it.
    ///
    /// Errors: `ci.notFound`, `graph.nodeUnknown`, those of commits. Nil when they were one.
    public func merge(_ a: NodeID, _ b: NodeID, author: String, reason: String? = nil) throws -> Commit? {
        try decide(author, reason) { _ = try $0.merge(a, b) }
    }

    /// Takes a record (`source#nativeID`) out of a CI, as a new commit: it becomes a CI of its own and stays one.
    ///
    /// Errors: `graph.nodeUnknown` when the CI does not stand for the record and others.
    public func separate(
        _ record: String, from node: NodeID, author: String, reason: String? = nil
    ) throws -> Commit? {
        try decide(author, reason) { _ = try $0.separate(record, from: node) }
    }

    /// Why two CIs are one, or are not; asked of one and the same, why its records are. Waits for writers; writes
    /// nothing.
    public func explain(_ a: NodeID, _ b: NodeID) throws -> IdentityExplanation { try explain([(a, b)])[0] }

    func explain(_ pairs: [(NodeID, NodeID)]) throws -> [IdentityExplanation] {
        var explanations: [IdentityExplanation] = []
        do {
            _ = try decide("", nil) { reconciler in
                explanations = try pairs.map { try reconciler.explain($0, $1) }
                throw Asked()
            }
        } catch is Asked {}
        return explanations
    }

    /// Ends a write that only asked.
    private struct Asked: Error {}

    private func decide(
        _ author: String, _ reason: String?, _ body: (Reconciler) throws -> Void
    ) throws -> Commit? {
        let source = "faultline reconcile"
        let stale = try staleSources()
        let result = try store.write(metadata(author: author, source: source, reason: reason)) { writer in
            try body(Reconciler(writer: writer, run: ImportRun(source: source), staleSources: stale))
        }
        guard !result.counts.isEmpty else { return nil }
        try refreshTopology()
        return try record(result.commit)
    }

    /// The sources that share CIs with others and whose last run is longer ago than the schema lets it count.
    ///
    /// Cost: the runs since the oldest that could count.
    func staleSources() throws -> Set<String> {
        let session = try session()
        let schema = session.snapshot.schema
        var limits: [String: Timestamp] = [:]
        for source in SourceRecord.sharingSources(in: session.snapshot) {
            guard let days = schema.effectiveDays(of: source) else { continue }
            let age = Int64(days) * 86_400_000_000
            limits[source] = Timestamp(microsecondsSinceEpoch: clock().microsecondsSinceEpoch - age)
        }
        guard let oldest = limits.values.min() else { return [] }
        var stale: Set<String> = []
        var seen: Set<String> = []
        try session.forEachRunStart { source, started in
            if let limit = limits[source], seen.insert(source).inserted, started < limit { stale.insert(source) }
            return started >= oldest || seen.count < limits.count
        }
        return stale
    }
}
