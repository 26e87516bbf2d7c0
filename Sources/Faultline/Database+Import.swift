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
}

extension Database {
    /// Imports inputs as one commit: either all that could be used of them is in, or, after any error, nothing.
    ///
    /// Records that cannot be used are listed in the report and do not stop the rest. The same inputs twice make no
    /// second commit. Other writers wait meanwhile; readers do not.
    public func run(
        _ request: ImportRequest, with importer: any Importer, from inputs: [ImportInput]
    ) throws -> ImportOutcome {
        let metadata = metadata(author: request.author, source: request.run.source, reason: request.reason)
        var finished: ImportReport?
        do {
            let result = try store.write(metadata) { writer in
                let reconciler = try Reconciler(writer: writer, run: request.run, onDifference: request.onDifference)
                finished = try Self.feed(reconciler, importer, inputs)
                if request.isDryRun { throw DryRun() }
            }
            guard !result.counts.isEmpty else { return ImportOutcome(report: finished ?? ImportReport(), commit: nil) }
            try refreshTopology()
            return ImportOutcome(report: finished ?? ImportReport(), commit: try record(result.commit))
        } catch is DryRun {
            return ImportOutcome(report: finished ?? ImportReport(), commit: nil)
        }
    }

    /// Abandons the transaction of a dry run.
    private struct DryRun: Error {}

    private static func feed(
        _ reconciler: Reconciler, _ importer: any Importer, _ inputs: [ImportInput]
    ) throws -> ImportReport {
        do {
            // The writer thread takes what a second thread has read, checked and encoded: that is half of the work.
            try ReadAhead.run(importer, inputs, through: reconciler.packer) { (batch) throws(ImportError) in
                try reconciler.accept(batch)
            }
        } catch {
            throw reconciler.storeFault ?? error as any Error
        }
        return try reconciler.finish()
    }
}
