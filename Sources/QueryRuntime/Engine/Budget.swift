internal import GraphModel
internal import Synchronization

/// What a query may use, and whether it shall end.
struct Budget {
    let limits: QueryLimits
    private let control: QueryControl
    private let transaction: RunningTransaction
    private let deadline: Timestamp?
    private let clock: @Sendable () -> Timestamp
    private var ticks: UInt32 = 0
    private var memory = 0
    private var paths = 0

    init(
        _ limits: QueryLimits, _ control: QueryControl, _ transaction: RunningTransaction,
        clock: @escaping @Sendable () -> Timestamp
    ) {
        self.limits = limits
        self.control = control
        self.transaction = transaction
        self.clock = clock
        deadline = limits.milliseconds.flatMap { milliseconds in
            let (microseconds, isHuge) = Int64(milliseconds).multipliedReportingOverflow(by: 1_000)
            let (end, isNever) = clock().microsecondsSinceEpoch.addingReportingOverflow(microseconds)
            return isHuge || isNever ? nil : Timestamp(microsecondsSinceEpoch: end)
        }
    }

    /// Called at least once for each row and each relationship looked at. Looks at the clock once in 1,024 times.
    @inline(__always)
    mutating func tick() throws {
        ticks &+= 1
        if ticks & 1023 == 0 { try check() }
    }

    /// Whether the query was cancelled or its time is up: for work that looks between its own steps.
    var shouldEnd: @Sendable () -> Bool {
        { [control, transaction, deadline, clock] in
            control.isCancelled || transaction.isTerminated || deadline.map { clock() > $0 } ?? false
        }
    }

    func check() throws {
        if control.isCancelled {
            throw QueryError(.cancelled, .limit, .runtime, "the query was cancelled")
        }
        if transaction.isTerminated { throw transaction.termination }
        if let deadline, clock() > deadline {
            throw QueryError(
                .timeLimit, .limit, .runtime, "the query took longer than \(limits.milliseconds ?? 0) ms",
                advice: "narrow it, or raise the limit `milliseconds`")
        }
    }

    /// Notes that so many bytes more are kept until the query or a part of it ends.
    mutating func keep(_ bytes: Int) throws {
        memory += bytes
        if memory > limits.keptBytes {
            throw QueryError(
                .memoryLimit, .limit, .runtime, "the query keeps more than \(limits.keptBytes) bytes",
                advice: "filter earlier, aggregate, or raise the limit `keptBytes`")
        }
    }

    mutating func release(_ bytes: Int) { memory -= bytes }

    /// Notes that a path was followed one relationship further.
    mutating func followPath() throws {
        paths += 1
        if paths > limits.pathSteps {
            throw QueryError(
                .pathLimit, .limit, .runtime, "the query followed paths for more than \(limits.pathSteps) steps",
                advice: "give the pattern an upper end, types or labels, or raise the limit `pathSteps`")
        }
        try tick()
    }
}

/// What one query may use.
public struct QueryLimits: Sendable, Hashable {
    /// nil: as long as it takes.
    public var milliseconds: Int?
    /// Most rows of the result.
    public var rows = Int.max
    /// Most bytes that sorting, grouping, waiting rows and growing lists keep at a time, roughly.
    public var keptBytes = 2 << 30
    /// Most relationships that are followed on paths of no fixed length.
    public var pathSteps = 1_000_000_000
    /// A search looks at so many relationships in the store before it opens the topology.
    public var relationshipsBeforeTopology = 2_000
    /// Most repeats of a quantified path on one way.
    public var repeats = 2_000

    public init() {}
}

/// A handle by which another thread ends a query.
public final class QueryControl: Sendable {
    private let cancelled = Atomic(false)

    public init() {}

    /// Makes the query throw `query.cancelled` soon.
    public func cancel() { cancelled.store(true, ordering: .relaxed) }

    public var isCancelled: Bool { cancelled.load(ordering: .relaxed) }
}
