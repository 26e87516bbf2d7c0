public import GraphModel

/// Gathers what an importer pushes into batches, since handing something to another thread costs as much as many
/// records.
public protocol BatchingSink: DiscoverySink {
    /// What one batch is handed over as; the sink keeps no part of it.
    associatedtype Batch: Sendable

    /// Takes each full batch; throws when nobody wants more.
    var handOver: (Batch) throws(ImportError) -> Void { get set }

    /// Hands over what has gathered, if anything.
    func flush() throws(ImportError)
}

/// Runs an importer on a thread of its own, a bounded number of batches ahead of their receiver, so that reading and
/// storing use two processors.
public enum ReadAhead {
    /// Reads inputs one after the other, finishes, and gives the batches that `sink` makes of it to `receive` on the
    /// calling thread, in order.
    ///
    /// Until this returns, importer, inputs and sink belong to the other thread.
    ///
    /// - Throws: What the importer throws, after everything before it was received; or what `receive` throws, which
    ///   stops the importer.
    public static func run<Sink: BatchingSink>(
        _ importer: any Importer, _ inputs: [ImportInput], through sink: Sink,
        into receive: (Sink.Batch) throws(ImportError) -> Void
    ) throws(ImportError) {
        let queue = ReadAheadQueue<Sink.Batch>()
        sink.handOver = { (batch) throws(ImportError) in
            guard queue.push(batch) else {
                throw ImportError(.refused, "the receiver of the records stopped the import")
            }
        }
        let started = Threads.tryStart {
            do throws(ImportError) {
                try read(importer, inputs, into: sink)
                queue.close(nil)
            } catch {
                queue.close(error)
            }
        }
        guard let thread = started else {
            throw ImportError(
                .refused, "the system gives no thread to read with",
                advice: "Raise the limit on threads (ulimit -u), or end other programs.")
        }
        let outcome = receiveAll(queue, receive)
        queue.cancel()
        thread.join()
        try outcome.get()
        if let failure = queue.failure { throw failure }
    }

    private static func receiveAll<Batch>(
        _ queue: ReadAheadQueue<Batch>, _ receive: (Batch) throws(ImportError) -> Void
    ) -> Result<Void, ImportError> {
        Result { () throws(ImportError) in
            while let batch = queue.pop() { try receive(batch) }
        }
    }

    private static func read(
        _ importer: any Importer, _ inputs: [ImportInput], into sink: some BatchingSink
    ) throws(ImportError) {
        do throws(ImportError) {
            for input in inputs {
                if try input.head().isEmpty {
                    sink.warn(emptiness(of: input))
                } else {
                    try importer.read(input, into: sink)
                }
            }
            try importer.finish(into: sink)
        } catch {
            try sink.flush()
            throw error
        }
        try sink.flush()
    }

    /// Most formats can say that there is nothing; nobody means it by an empty file.
    private static func emptiness(of input: ImportInput) -> ImportError {
        ImportError(
            .badRecord, "the input is empty", at: SourcePosition(file: input.name),
            advice: "Look at whether the command that made it failed.")
    }
}
