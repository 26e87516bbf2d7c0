internal import GraphModel
internal import GraphStore
public import QueryValues
internal import Synchronization

/// Several statements that become one commit, or nothing.
///
///     let transaction = engine.begin(metadata)
///     try transaction.run(QueryRequest("MATCH (s:Server {name: 'srv-1'}) SET s.state = 'retired'")) { _ in true }
///     try transaction.run(QueryRequest("MATCH (s:Server {state: 'retired'}) RETURN count(s)")) { row in … }
///     try transaction.commit()
///
/// Its statements see what those before them wrote; nobody else does before the commit. Until its first change it holds
/// nothing and reads one version; from its first change to its end all other writes wait for it. A statement that
/// fails undoes everything. Dropping the last reference rolls back.
///
/// May be used from any thread, for one statement at a time.
public final class QueryTransaction: Sendable {
    /// As `SHOW TRANSACTIONS` shows it.
    public var id: String { entry.id }

    let engine: QueryEngine
    let metadata: CommitMetadata
    let idleLimit: Duration
    let entry: RunningTransaction
    private let state = Mutex(State.open(Work()))

    private enum State {
        case open(Work)
        case busy
        case failed
        case ended
    }

    /// What the statements so far did.
    struct Work {
        /// The version that was read.
        var version: CommitNumber?
        var write: HeldWrite?
        var counters = QueryCounters()
    }

    init(_ engine: QueryEngine, _ metadata: CommitMetadata, idleLimit: Duration) {
        self.engine = engine
        self.metadata = metadata
        self.idleLimit = idleLimit
        entry = engine.running.open(author: metadata.author, at: engine.clock(), statement: nil, isWriting: false)
    }

    deinit { rollback() }

    /// Runs a statement as `QueryEngine.run` does.
    ///
    /// Once the transaction has written, rows come when the statement is done, on the thread that asks.
    ///
    /// - Throws: besides what statements throw: `query.transactionConflict` when another commit came between what the
    ///   transaction read and its first change, `storage.writeExpired` when it was idle for too long,
    ///   `query.transactionBusy`, `query.transactionFailed`, `query.transactionEnded`, and `query.notAllowed` for what
    ///   cannot be part of a transaction. After any of these but `query.transactionBusy` it can only be rolled back.
    @discardableResult
    public func run(
        _ request: QueryRequest, columns begin: ([String]) throws -> Void = { _ in },
        _ emit: ([QueryValue]) throws -> Bool
    ) throws -> QuerySummary {
        var work = try take()
        do {
            let summary = try perform(request, &work, begin, emit)
            entry.endStatement()
            give(.open(work))
            return summary
        } catch {
            throw fail(error, work)
        }
    }

    /// Makes one commit of everything, and returns when it is durable. Counters are those of all statements together.
    ///
    /// - Throws: as `run`, and what the store refuses: constraints and the schema are checked now. Then nothing is
    ///   kept.
    @discardableResult
    public func commit() throws -> QuerySummary {
        let work = try take()
        do {
            if entry.isTerminated { throw entry.termination }
            let version = try work.write?.commit().commit ?? work.version ?? engine.store.snapshot().commit
            end()
            var summary = QuerySummary(columns: [], version: version)
            summary.counters = work.counters
            return summary
        } catch {
            throw fail(error, work)
        }
    }

    /// Undoes everything. A statement that runs on another thread is cancelled. Of a transaction that has ended nothing
    /// changes.
    public func rollback() {
        let (isBusy, write) = state.withLock { state in
            defer { state = .ended }
            switch state {
            case .open(let work): return (false, work.write)
            case .busy: return (true, nil)
            case .failed, .ended: return (false, nil)
            }
        }
        write?.rollback()
        if isBusy { entry.terminate() }
        engine.running.close(entry)
    }

    // MARK: The state

    /// Takes the work, so that nobody else does.
    private func take() throws -> Work {
        try state.withLock { state in
            switch state {
            case .open(let work):
                state = .busy
                return work
            case .busy:
                throw Self.refusal(
                    .transactionBusy, "a statement of \(id) is still running", "Run one statement after the other.")
            case .failed:
                throw Self.refusal(
                    .transactionFailed, "a statement of \(id) failed, and nothing of it is kept",
                    "Roll it back, and begin again.")
            case .ended:
                throw Self.refusal(.transactionEnded, "\(id) was committed or rolled back", "Begin another one.")
            }
        }
    }

    /// Gives the work back, unless the transaction was rolled back meanwhile.
    private func give(_ next: State) {
        let isOver = state.withLock { state in
            guard case .busy = state else { return true }
            state = next
            return false
        }
        if isOver, case .open(let work) = next { work.write?.giveUp() }
    }

    private func end() {
        state.withLock { $0 = .ended }
        engine.running.close(entry)
    }

    /// Undoes everything because of an error, which is told better where the transaction was terminated.
    private func fail(_ error: any Error, _ work: Work) -> any Error {
        work.write?.giveUp()
        give(.failed)
        engine.running.close(entry)
        return entry.isTerminated ? entry.termination : error
    }

    static func refusal(_ detail: QueryErrorDetail, _ message: String, _ advice: String) -> QueryError {
        QueryError(detail, .semantic, .runtime, message, advice: advice)
    }
}
