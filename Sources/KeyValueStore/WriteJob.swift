/// How a write shares its commit.
public enum WriteKind: Sendable {
    /// With every other write that waits: one flush of the disk for all. Each is undone alone when it fails.
    case grouped
    /// As `grouped`, for a body that may run a second time, from the start, when it or a write beside it fails: the
    /// cost of nesting is paid only then.
    case repeatable
    /// A transaction of its own, for bulk loads: no cost of nesting.
    case exclusive
}

/// One write in the queue of the writer thread. Handed from the submitting thread to the writer and back, never shared.
final class WriteJob: @unchecked Sendable {
    let kind: WriteKind
    /// Run on the writer thread when the work is durable.
    var hooks: [() -> Void] = []
    private var body: ((inout WriteTransaction) throws -> Void)?
    private var finish: (((any Error)?) -> Void)?
    /// Whom the submitter waits for, if it waits.
    private let done: Signal?

    /// - Parameters:
    ///   - body: does the work; what it throws undoes it.
    ///   - done: sent after `finish`.
    ///   - finish: told once: nil when the work is durable, else why not.
    init(
        _ kind: WriteKind, done: Signal? = nil, body: @escaping (inout WriteTransaction) throws -> Void,
        finish: @escaping ((any Error)?) -> Void
    ) {
        self.kind = kind
        self.done = done
        self.body = body
        self.finish = finish
    }

    func run(_ transaction: inout WriteTransaction) throws { try body?(&transaction) }

    /// Tells the submitter.
    func complete(_ failure: (any Error)?) { Self.complete([self], failure) }

    /// Tells the submitters of jobs that ended together.
    static func complete(_ jobs: [WriteJob], _ failure: (any Error)?) {
        for job in jobs { job.settle(failure) }
        Signal.send(jobs.compactMap(\.done))
    }

    /// The body goes first: it may use the submitter's stack, which goes on as soon as it is told.
    private func settle(_ failure: (any Error)?) {
        body = nil
        hooks = []
        finish?(failure)
        finish = nil
    }
}
