public import GraphModel
internal import GraphStore

extension Database {
    /// Brings a CI and its relationships back to their state after a commit, as a new commit. Nil when they are in it.
    ///
    /// - Parameter forced: leaves out relationships whose other end is gone, instead of refusing.
    /// - Throws: `history.restoreConflict` with the reasons.
    public func restore(
        _ id: NodeID, to point: PointInTime, forced: Bool = false, author: String, reason: String? = nil
    ) throws -> Commit? {
        let session = try session()
        let delta = try session.snapshot.restoreDelta(of: id, to: session.number(of: point), forced: forced)
        return try commit(delta, author: author, source: "faultline restore", reason: reason)
    }

    /// Takes back everything that some commits did, such as those of an import, as a new commit.
    ///
    /// - Parameter forced: gives up what later commits did to the same elements, instead of refusing.
    /// - Throws: `history.restoreConflict` with the reasons.
    public func undo(
        _ commits: Set<CommitNumber>, forced: Bool = false, author: String, reason: String? = nil
    ) throws -> Commit? {
        let delta = try session().snapshot.restoreDelta(undoing: commits, forced: forced)
        return try commit(delta, author: author, source: "faultline restore", reason: reason)
    }

    /// Forgets how the graph was before a point in time; the state then, and everything since, stays.
    public func prune(before point: PointInTime, progress: (_ deletedRows: Int) -> Bool = { _ in true }) throws {
        try store.prune(before: session().number(of: point), progress: progress)
    }
}
