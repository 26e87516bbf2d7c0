public import GraphModel
internal import KeyValueStore

extension GraphStore {
    /// The last commit at or before a time; zero when there is none.
    public func commitNumber(at time: Timestamp) throws(StoreError) -> CommitNumber {
        try snapshot().commitNumber(at: time)
    }

    /// Forgets how the graph was before a commit; the state after it, and everything since, stays. Commits keep their
    /// records. What was pruned before stays pruned.
    ///
    /// Works in steps between which other writers get their turn. `progress` is told the rows deleted so far, and stops
    /// the work by returning false; what is left is harmless and goes with the next pruning.
    ///
    /// Errors: `history.unknownCommit`, those of writing. Cost: one pass over the history's tables.
    public func prune(
        before commit: CommitNumber, progress: (_ deletedRows: Int) -> Bool = { _ in true }
    ) throws(StoreError) {
        let floor = try environment.write { (transaction) throws(StoreError) in
            let last = try transaction.unsafe.head().commit
            guard commit <= last else {
                throw StoreError(.unknownCommit, "there is no commit \(commit) yet; the last one is \(last)")
            }
            let floor = max(commit, try transaction.unsafe.retentionFloor())
            var payload = ByteWriter()
            payload.varint(floor.rawValue)
            try transaction.put(.meta, Retention.key, payload.bytes)
            return floor
        }
        var pruning = Pruning(floor: floor)
        while !pruning.isDone {
            // Each step starts from the last one that is durable.
            let before = pruning
            pruning = try environment.write { (transaction) throws(StoreError) in
                var step = before
                try step.step(transaction.unsafe)
                return step
            }
            if !progress(pruning.deleted) { return }
        }
    }

    /// Checks the whole store: every record is what was written, and every table agrees with all others.
    ///
    /// Findings are in the report; errors are those of reading at all. Cost: several passes over all tables.
    public func verify() throws(StoreError) -> VerificationReport {
        try environment.read(ageLimit: .seconds(86_400)) { transaction in StoreVerifier.verify(transaction.unsafe) }
    }
}
