import Glibc

/// Runs an importer on a thread of its own, a bounded number of records ahead of their receiver, so that reading and
/// storing use two processors.
public enum ReadAhead {
    /// Reads inputs one after the other, finishes, and hands everything to `sink` on the calling thread, in the order
    /// in which the importer alone would have.
    ///
    /// Until this returns, importer and inputs belong to the other thread.
    ///
    /// - Throws: What the importer throws, after everything before it was handed over; or what `sink` throws, which
    ///   stops the importer.
    public static func run(
        _ importer: any Importer, _ inputs: [ImportInput], into sink: any DiscoverySink
    ) throws(ImportError) {
        let work = ReadAheadWork(importer, inputs)
        guard let thread = work.start() else {
            for input in inputs { try importer.read(input, into: sink) }
            return try importer.finish(into: sink)
        }
        defer {
            work.queue.cancel()
            pthread_join(thread, nil)
        }
        while let batch = work.queue.pop() {
            for event in batch { try deliver(event, to: sink) }
        }
        if let failure = work.queue.failure { throw failure }
    }

    private static func deliver(_ event: consuming ReadAheadEvent, to sink: any DiscoverySink) throws(ImportError) {
        switch consume event {
        case .record(let record): try sink.accept(record)
        case .rejected(let error): sink.reject(error)
        case .warning(let error): sink.warn(error)
        case .source(let name): sink.declare(source: name)
        }
    }
}

/// What a sink is told.
enum ReadAheadEvent: Sendable {
    case record(DiscoveredRecord)
    case rejected(ImportError)
    case warning(ImportError)
    case source(String)
}

/// The other thread's part. Only that thread touches importer and inputs while it runs.
private final class ReadAheadWork: @unchecked Sendable {
    let queue = ReadAheadQueue()
    private let importer: any Importer
    private let inputs: [ImportInput]

    init(_ importer: any Importer, _ inputs: [ImportInput]) {
        self.importer = importer
        self.inputs = inputs
    }

    /// Nil when the system gives no thread.
    func start() -> pthread_t? {
        var thread = pthread_t()
        let work = Unmanaged.passRetained(self)
        let status = pthread_create(
            &thread, nil,
            { argument in
                guard let argument else { return nil }
                Unmanaged<ReadAheadWork>.fromOpaque(argument).takeRetainedValue().run()
                return nil
            }, work.toOpaque())
        guard status == 0 else {
            work.release()
            return nil
        }
        return thread
    }

    private func run() {
        let sink = BatchingSink(queue)
        do {
            for input in inputs { try importer.read(input, into: sink) }
            try importer.finish(into: sink)
            sink.flush()
            queue.close(nil)
        } catch {
            sink.flush()
            queue.close(error)
        }
    }
}

/// Gathers what an importer pushes and hands it over in batches, since waking a thread costs as much as many records.
private final class BatchingSink: DiscoverySink {
    static let batchSize = 1_024

    private let queue: ReadAheadQueue
    private var batch: [ReadAheadEvent] = []

    init(_ queue: ReadAheadQueue) {
        self.queue = queue
        batch.reserveCapacity(Self.batchSize)
    }

    func accept(_ record: consuming DiscoveredRecord) throws(ImportError) {
        guard add(.record(record)) else {
            throw ImportError(.refused, "the receiver of the records stopped the import")
        }
    }

    func reject(_ error: ImportError) { _ = add(.rejected(error)) }
    func warn(_ error: ImportError) { _ = add(.warning(error)) }
    func declare(source: String) { _ = add(.source(source)) }

    /// False when nobody wants more.
    private func add(_ event: consuming ReadAheadEvent) -> Bool {
        batch.append(event)
        return batch.count < Self.batchSize || flush()
    }

    @discardableResult
    func flush() -> Bool {
        guard !batch.isEmpty else { return true }
        var full: [ReadAheadEvent] = []
        full.reserveCapacity(Self.batchSize)
        swap(&full, &batch)
        return queue.push(full)
    }
}
