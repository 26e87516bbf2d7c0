public import GraphModel

extension QueryEngine {
    /// Begins a transaction. Nothing is held until it writes.
    ///
    /// - Parameters:
    ///   - metadata: of the commit that it becomes; the time is that of its first change.
    ///   - idleLimit: how long it may wait for its next statement once it has written, while all other writes wait for
    ///     it. Past that it is undone.
    public func begin(_ metadata: CommitMetadata, idleLimit: Duration = .seconds(30)) -> QueryTransaction {
        QueryTransaction(self, metadata, idleLimit: idleLimit)
    }

    /// What runs and what is open now, in the order in which it began.
    public var transactions: [TransactionStatus] {
        let now = clock()
        return running.all.map { $0.status(at: now) }
    }

    /// Ends a statement or transaction by its identity: it throws `query.cancelled` soon. False when there is none.
    @discardableResult
    public func terminate(_ id: String) -> Bool {
        guard let transaction = running[id] else { return false }
        transaction.terminate()
        return true
    }
}
