import GraphModel
import QueryRuntime
import QueryValues

extension QueryTransaction {
    /// The rows of a statement.
    @discardableResult
    func rows(_ query: String) throws -> [[QueryValue]] {
        var rows: [[QueryValue]] = []
        try run(QueryRequest(query)) { row in
            rows.append(row)
            return true
        }
        return rows
    }
}

extension QueryEngine {
    func begin(idleLimit: Duration = .seconds(30)) -> QueryTransaction {
        let metadata = CommitMetadata(author: "ada", source: "test", reason: "why", time: StoreEngine.start)
        return begin(metadata, idleLimit: idleLimit)
    }
}

extension StoreEngine {
    func begin(idleLimit: Duration = .seconds(30)) -> QueryTransaction { engine.begin(idleLimit: idleLimit) }

    /// The only value of the only row of a query.
    func value(_ query: String) throws -> QueryValue? { try rows(query).first?.first }
}

extension QueryValue {
    static func number(_ number: Int64) -> QueryValue { .property(.integer(number)) }
    static func text(_ text: String) -> QueryValue { .property(.string(text)) }
}
