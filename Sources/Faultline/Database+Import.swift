public import Discovery
public import GraphModel
internal import GraphStore
public import Reconciliation

/// How to run one import.
public struct ImportRequest {
    public var run: ImportRun
    public var author: String
    public var reason: String?
    /// Compute and report the differences, then leave the store as it was.
    public var isDryRun = false
    /// When the work for it began, where that was before the import itself: a command was run for its input.
    public var started: Timestamp?
    /// Called for each difference, nearly in the order of the records: see `Reconciler`.
    public var onDifference: ((ImportDifference) -> Void)?

    public init(run: ImportRun, author: String, reason: String? = nil) {
        self.run = run
        self.author = author
        self.reason = reason
    }
}

/// What an import left behind.
public struct ImportOutcome: Sendable {
    public var report: ImportReport
    /// Nil for a dry run, and when nothing differed.
    public var commit: Commit?
    /// The number of the record that it left. Nil for a dry run.
    public var run: RunNumber?
}

extension Database {
    /// Imports inputs as one commit: either all that could be used of them is in, or, after any error, nothing.
    ///
    /// Records that cannot be used are listed in the report and do not stop the rest. The same inputs twice make no
    /// second commit. Other writers wait meanwhile; readers do not. Each import but a dry run leaves a `RunRecord`,
    /// in the transaction of its commit; one that fails leaves it in a write of its own.
    public func run(
        _ request: ImportRequest, with importer: any Importer, from inputs: [ImportInput]
    ) throws -> ImportOutcome {
        try run(request, format: type(of: importer).format, inputs: inputs.map(\.name)) { reconciler in
            // The writer thread takes what a second thread has read, checked and encoded: that is half of the work.
            try ReadAhead.run(importer, inputs, through: reconciler.packer) { (batch) throws(ImportError) in
                try reconciler.accept(batch)
            }
        }
    }

    /// Imports records that a program hands over, by the same rules as `run(_:with:from:)`: what a server receives goes
    /// this way.
    ///
    /// - Parameters:
    ///   - name: what the run's record calls the input, such as the name of the client.
    ///   - records: asked for on the writer's thread, while other writers wait: they should be at hand.
    public func ingest(
        _ request: ImportRequest, name: String, _ records: some Sequence<DiscoveredRecord>
    ) throws -> ImportOutcome {
        try run(request, format: "push", inputs: [name]) { reconciler in
            reconciler.packer.handOver = { (batch) throws(ImportError) in try reconciler.accept(batch) }
            for record in records { try reconciler.packer.accept(record) }
            try reconciler.packer.flush()
        }
    }

    private func run(
        _ request: ImportRequest, format: String, inputs: [String], _ feed: (Reconciler) throws -> Void
    ) throws -> ImportOutcome {
        let metadata = metadata(author: request.author, source: request.run.source, reason: request.reason)
        var record = RunRecord(
            run: request.run, format: format, inputs: inputs, author: request.author, reason: request.reason,
            started: request.started ?? metadata.time)
        var outcome = ImportOutcome(report: ImportReport())
        let stale = try staleSources()
        let result: WriteResult<Void>
        do {
            result = try store.write(metadata) { writer in
                let reconciler = try Reconciler(
                    writer: writer, run: request.run, staleSources: stale, onDifference: request.onDifference)
                defer { record.source = reconciler.source }
                do {
                    try feed(reconciler)
                } catch {
                    throw reconciler.storeFault ?? error
                }
                outcome.report = try reconciler.finish()
                if request.isDryRun { throw DryRun() }
                record.source = reconciler.source
                record.finish(outcome.report, seen: reconciler.seen, at: clock())
                outcome.run = try writer.leaveRun(record.encoded)
            }
        } catch is DryRun {
            return outcome
        } catch {
            if !request.isDryRun { note(&record, failedWith: error) }
            throw error
        }
        guard !result.counts.isEmpty else { return outcome }
        try refreshTopology()
        outcome.commit = try self.record(result.commit)
        return outcome
    }

    /// Leaves the record of an import that failed before there was anything to read, such as one whose command ended
    /// with an error.
    ///
    /// A store that cannot be written to takes none: that is told by whatever is done next.
    public func noteFailure(of request: ImportRequest, format: String, inputs: [String], _ error: any Error) {
        var record = RunRecord(
            run: request.run, format: format, inputs: inputs, author: request.author, reason: request.reason,
            started: request.started ?? clock())
        note(&record, failedWith: error)
    }

    private func note(_ record: inout RunRecord, failedWith error: any Error) {
        record.fail(error, at: clock())
        // The error that ended the run is the one to tell.
        _ = try? store.appendRun(record.encoded)
    }

    /// Takes back everything that an import did, as a new commit. Nil when it made no commit.
    ///
    /// - Parameter forced: gives up what later commits did to the same elements, instead of refusing. An earlier undo
    ///   of the run is such a commit.
    /// - Throws: `history.unknownRun`, `history.pruned`, `history.restoreConflict` with the reasons.
    public func undo(
        run number: RunNumber, forced: Bool = false, author: String, reason: String? = nil
    ) throws -> Commit? {
        guard let run = try session().run(number) else { throw EngineError.unknownRun(number) }
        guard let commit = run.commit else { return nil }
        return try undo(
            [commit], forced: forced, author: author, reason: reason ?? "takes back run \(number) of \(run.source)")
    }

    /// Abandons the transaction of a dry run.
    private struct DryRun: Error {}
}
