internal import GraphModel
internal import GraphStore
internal import QueryPlanner
internal import QuerySyntax
internal import QueryValues

extension QueryTransaction {
    /// Runs a statement as a part of the work.
    func perform(
        _ request: QueryRequest, _ work: inout Work, _ begin: ([String]) throws -> Void,
        _ emit: ([QueryValue]) throws -> Bool
    ) throws -> QuerySummary {
        if entry.isTerminated { throw entry.termination }
        let checked = try engine.check(request)
        entry.begin(request.text, isWriting: checked.isWriting)
        let asked = Asked(request: request, checked: checked, transaction: entry, time: engine.clock())
        if asked.mode != .explain { try begin(checked.report.columns.map(\.name)) }
        switch checked.statement.body {
        case .query(let query): return try run(query, asked, &work, emit)
        case .show(let command): return try engine.show(command, asked, emit)
        case .definition:
            throw Self.refusal(
                .notAllowed, "indexes and constraints are not made or dropped in a transaction",
                "Commit first, then define them with a statement alone.")
        }
    }

    private func run(
        _ query: Query, _ asked: Asked, _ work: inout Work, _ emit: ([QueryValue]) throws -> Bool
    ) throws -> QuerySummary {
        if asked.checked.isWriting {
            if asked.checked.report.commitsInBatches {
                throw Self.refusal(
                    .notAllowed, "CALL { … } IN TRANSACTIONS makes commits of its own, and this is a transaction",
                    "Run it alone, or leave IN TRANSACTIONS out.")
            }
            if work.write == nil { work.write = try beginWrite(after: work.version) }
        }
        if asked.namesVersion { return try engine.read(query, asked, engine.snapshot(for: asked), emit) }
        guard let write = work.write else {
            let snapshot = try work.version.map { try engine.store.snapshot(asOf: $0) } ?? engine.store.snapshot()
            work.version = snapshot.commit
            return try engine.read(query, asked, snapshot, emit)
        }
        let (summary, rows) = try write.perform { writer in try engine.perform(query, asked, in: writer) }
        work.counters += summary.counters
        for row in rows { guard try emit(row) else { break } }
        return summary
    }

    /// Takes the writer.
    private func beginWrite(after version: CommitNumber?) throws -> HeldWrite {
        let write = engine.store.beginWrite(engine.dated(metadata), idleLimit: idleLimit)
        entry.whenTerminated { write.giveUp() }
        let commit = try write.perform(\.commit)
        if let version, commit != version.next {
            write.giveUp()
            throw Self.refusal(
                .transactionConflict, "commit \(version.next) came between what \(id) read and its first change",
                "Nothing is lost: run the transaction again.")
        }
        return write
    }
}
