public import QueryRuntime
public import QueryValues

extension Database {
    /// Runs a statement of the query language and hands each row to `emit`, until that returns false.
    ///
    /// Rows of a statement that only reads come while it runs; those of one that writes come when its commit is
    /// durable. Nothing of a statement that fails is kept. Statements that were asked before are not planned again.
    ///
    ///     let request = QueryRequest("MATCH (s:Server) WHERE s.name = $name RETURN s.state",
    ///         parameters: ["name": .property(.string("srv-1"))])
    ///     try database.query(request, author: "ada", source: "audit") { row in
    ///         …
    ///         return true
    ///     }
    ///
    /// - Parameters:
    ///   - author: of the commit that a writing statement makes, as `source` and `reason`.
    ///   - columns: gets the names of the columns before the first row, also when there is none; not for `EXPLAIN`.
    /// - Throws: `QueryError`, with `query.notAllowed` for a writing statement when the store was opened for reading;
    ///   `StoreError` for what the store refuses or cannot read; what procedures and `emit` throw.
    @discardableResult
    public func query(
        _ request: QueryRequest, author: String, source: String, reason: String? = nil,
        columns: ([String]) throws -> Void = { _ in }, _ emit: ([QueryValue]) throws -> Bool
    ) throws -> QuerySummary {
        try queries.run(
            request, metadata(author: author, source: source, reason: reason), columns: columns, emit)
    }

    /// Begins a transaction: several statements that become one commit, or nothing. Nothing is held until it writes.
    ///
    ///     let transaction = database.begin(author: "ada", source: "console")
    ///     try transaction.run(QueryRequest("CREATE (:Team {name: 'Operations'})")) { _ in true }
    ///     try transaction.commit()
    ///
    /// - Parameters:
    ///   - author: of the commit that it becomes, as `source` and `reason`.
    ///   - idleLimit: how long it may wait for its next statement once it has written, while all other writes wait for
    ///     it. Past that it is undone.
    public func begin(
        author: String, source: String, reason: String? = nil, idleLimit: Duration = .seconds(30)
    ) -> QueryTransaction {
        queries.begin(metadata(author: author, source: source, reason: reason), idleLimit: idleLimit)
    }

    /// The statements that run and the transactions that are open now, in the order in which they began.
    public var transactions: [TransactionStatus] { queries.transactions }

    /// Ends a statement or transaction by its identity: it throws `query.cancelled` soon, and nothing of it is kept.
    /// False when there is none.
    @discardableResult
    public func terminate(_ id: String) -> Bool { queries.terminate(id) }

    /// Whether a statement may change the graph or its definitions. Nothing is run.
    ///
    /// - Throws: `QueryError` for a text that is no sound statement.
    public func isWriting(_ request: QueryRequest) throws -> Bool { try queries.isWriting(request) }
}
