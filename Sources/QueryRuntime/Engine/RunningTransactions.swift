public import GraphModel
internal import Synchronization

/// A statement that runs, or a transaction that is open, at one moment.
public struct TransactionStatus: Sendable, Hashable {
    /// What `QueryEngine.terminate` takes.
    public var id: String
    public var author: String
    /// The text of the statement that runs; nil: the transaction waits for one.
    public var statement: String?
    /// Whether that statement writes or the transaction has written.
    public var isWriting: Bool
    public var isTerminated: Bool
    public var began: Timestamp
    public var elapsed: Duration
    /// How many rows its statements gave so far.
    public var rows: Int
}

/// A statement that runs alone, or a transaction of several: what is told of it, and the way to end it.
final class RunningTransaction: Sendable {
    let number: Int
    let author: String
    let began: Timestamp
    private let isEnded = Atomic(false)
    private let rows = Atomic(0)
    private let state: Mutex<State>

    private struct State {
        var statement: String?
        var isWriting: Bool
        var whenTerminated: @Sendable () -> Void = {}
    }

    init(_ number: Int, author: String, began: Timestamp, statement: String?, isWriting: Bool) {
        self.number = number
        self.author = author
        self.began = began
        state = Mutex(State(statement: statement, isWriting: isWriting))
    }

    var id: String { "transaction-\(number)" }

    /// Looked at by the statement that runs, as often as it looks at its limits.
    var isTerminated: Bool { isEnded.load(ordering: .relaxed) }

    var termination: QueryError {
        QueryError(
            .cancelled, .limit, .runtime, "\(id) was terminated",
            advice: "nothing of it is kept: begin again")
    }

    func terminate() {
        isEnded.store(true, ordering: .sequentiallyConsistent)
        state.withLock(\.whenTerminated)()
    }

    /// Has `action` run when the transaction is terminated; at once if it is.
    func whenTerminated(_ action: @escaping @Sendable () -> Void) {
        state.withLock { $0.whenTerminated = action }
        if isEnded.load(ordering: .sequentiallyConsistent) { action() }
    }

    func begin(_ statement: String, isWriting: Bool) {
        state.withLock { state in
            state.statement = statement
            if isWriting { state.isWriting = true }
        }
    }

    func endStatement() { state.withLock { $0.statement = nil } }

    /// Called by the thread that runs the statement only.
    func countRow() { rows.store(rows.load(ordering: .relaxed) &+ 1, ordering: .relaxed) }

    func status(at now: Timestamp) -> TransactionStatus {
        let (statement, isWriting) = state.withLock { ($0.statement, $0.isWriting) }
        let elapsed = max(0, now.microsecondsSinceEpoch - began.microsecondsSinceEpoch)
        return TransactionStatus(
            id: id, author: author, statement: statement, isWriting: isWriting, isTerminated: isTerminated,
            began: began, elapsed: .microseconds(elapsed), rows: rows.load(ordering: .relaxed))
    }
}

/// What runs and what is open on one engine. A statement costs two turns of the lock and one object.
final class RunningTransactions: Sendable {
    private struct State {
        var open: [RunningTransaction] = []
        var last = 0
    }

    private let state = Mutex(State())

    func open(author: String, at now: Timestamp, statement: String?, isWriting: Bool) -> RunningTransaction {
        state.withLock { state in
            state.last += 1
            let transaction = RunningTransaction(
                state.last, author: author, began: now, statement: statement, isWriting: isWriting)
            state.open.append(transaction)
            return transaction
        }
    }

    func close(_ transaction: RunningTransaction) {
        state.withLock { state in
            // What came last is looked at first: most statements are short.
            if let place = state.open.lastIndex(where: { $0 === transaction }) { state.open.remove(at: place) }
        }
    }

    /// In the order in which they began.
    var all: [RunningTransaction] { state.withLock(\.open) }

    subscript(id: String) -> RunningTransaction? { all.first { $0.id == id } }
}
