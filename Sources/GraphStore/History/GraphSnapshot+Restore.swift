public import GraphModel
internal import KeyValueStore

/// Going back is going forward: a restore is a delta, committed like any other, and stays in history itself.
extension GraphSnapshot {
    /// The delta that brings a node and its relationships back to their state after a commit. Empty when they are in
    /// it.
    ///
    /// It is computed against the latest commit, whatever commit the snapshot is at, and is refused as stale
    /// when the node changes before it is committed.
    ///
    /// - Parameter forced: leaves out relationships that cannot come back, instead of refusing.
    ///
    /// Errors: `history.restoreConflict` with the reasons, `history.pruned`, `history.unknownCommit`,
    /// `graph.nodeUnknown`.
    public func restoreDelta(
        of node: NodeID, to commit: CommitNumber, forced: Bool = false
    ) throws(StoreError) -> GraphDelta {
        let last = try transaction.head().commit
        try transaction.requireRetained(commit, last: last)
        var plan = RestorePlan(transaction, VersionDecoder(names: names), present: last)
        try plan.restore(node, to: commit)
        try plan.requireNoConflicts(forced: forced)
        return try plan.delta(reads: [.node(node), .relationships(of: node)])
    }

    /// The delta that takes back everything that some commits did, such as those of one import.
    ///
    /// Elements that later commits, not among them, changed again are conflicts; so are relationships that would lose
    /// an end. The delta is refused as stale when anything changes before it is committed.
    ///
    /// - Parameter forced: gives the later changes of those elements up, instead of refusing.
    ///
    /// Errors: `history.restoreConflict` with the reasons, `history.pruned`, `history.unknownCommit`.
    public func restoreDelta(
        undoing commits: Set<CommitNumber>, forced: Bool = false
    ) throws(StoreError) -> GraphDelta {
        let last = try transaction.head().commit
        for commit in commits {
            guard commit > .zero else { throw StoreError(.unknownCommit, "commits are counted from 1") }
            try transaction.requireRetained(commit, last: last)
            try transaction.requireRetained(CommitNumber(commit.rawValue - 1), last: last)
        }
        var plan = RestorePlan(transaction, VersionDecoder(names: names), present: last)
        try plan.undo(commits)
        try plan.requireNoConflicts(forced: forced)
        return try plan.delta(reads: [.everything])
    }
}
