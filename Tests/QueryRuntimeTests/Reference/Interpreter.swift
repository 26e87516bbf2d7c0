import GraphModel
import QueryConformance
import QuerySyntax
import QueryValues

/// What the language means, said as plainly as possible: every clause makes a list of rows of the list before it.
///
/// It shares the parser and the values with the engine, and nothing else.
final class Interpreter {
    typealias Row = [String: Value]

    /// Where interpreting a random query is given up.
    static let mostRows = 1_000

    let graph: ReferenceGraph
    let parameters: [String: Value]
    let context: FunctionContext
    private var hidden = 0

    init(_ graph: ReferenceGraph, parameters: [String: QueryValue] = [:]) {
        self.graph = graph
        self.parameters = parameters.mapValues { Value($0) }
        context = FunctionContext(
            statementTime: StoreEngine.start, transactionTime: StoreEngine.start, clock: { StoreEngine.start },
            random: { 0.5 }, graph: graph)
    }

    struct Result {
        var columns: [String]
        var rows: [[QueryValue]]
    }

    /// Runs a statement; the graph is as it leaves it.
    func run(_ text: String) throws -> Result {
        guard case .query(let query) = try QueryParser.parse(text).body else {
            throw QueryError.syntax(.unexpectedSyntax, "only queries are interpreted")
        }
        let (columns, rows) = try perform(query, [:])
        guard graph.isWhole else {
            throw QueryError(
                .deleteConnectedNode, .constraintVerification, .runtime, "a node was deleted with relationships")
        }
        return Result(
            columns: columns,
            rows: columns.isEmpty
                ? [] : try rows.map { row in try columns.map { try graph.complete(row[$0] ?? .null) } })
    }

    /// The rows of a query for one row of what is round it.
    func perform(_ query: Query, _ outer: Row) throws -> (columns: [String], rows: [Row]) {
        var (columns, rows) = try perform(query.first, outer)
        for part in query.others {
            let other = try perform(part.query, outer)
            columns = columns.isEmpty ? other.columns : columns
            rows += other.rows.map { row in row.filter { columns.contains($0.key) } }
        }
        if query.others.contains(where: { !$0.keepsRepeats }) { rows = distinct(rows, columns) }
        return (columns, rows)
    }

    private func perform(_ query: SingleQuery, _ outer: Row) throws -> (columns: [String], rows: [Row]) {
        var rows = [outer]
        var columns: [String] = []
        for clause in query.clauses {
            switch clause.kind {
            case .match(let match): rows = try rows.flatMap { try perform(match, $0) }
            case .unwind(let list, let name): rows = try rows.flatMap { try unwind(list, name.text, $0) }
            case .with(let projection, let predicate):
                rows = try project(projection, rows).rows
                // What a subquery sees of the outside it sees throughout.
                rows = rows.map { $0.merging(outer) { own, _ in own } }
                if let predicate { rows = try rows.filter { try holds(predicate, $0) } }
            case .returning(let projection): (columns, rows) = try project(projection, rows)
            case .finish: rows = []
            case .subquery(let call): rows = try rows.flatMap { try perform(call, $0) }
            default: rows = try update(clause, rows)
            }
            if rows.count > Self.mostRows { throw TooManyRows() }
        }
        // What does not return gives no rows; inside of a subquery each row counts all the same.
        return (columns, rows)
    }

    func hiddenName() -> String {
        hidden += 1
        return "\u{0}\(hidden)"
    }

    private func perform(_ match: MatchClause, _ row: Row) throws -> [Row] {
        var found = try matches(match.patterns, row)
        if let predicate = match.predicate { found = try found.filter { try holds(predicate, $0) } }
        if !found.isEmpty || !match.isOptional { return found }
        var nulls = row
        for name in match.patterns.flatMap(\.names) where nulls[name] == nil { nulls[name] = .null }
        return [nulls]
    }

    private func unwind(_ list: Expression, _ name: String, _ row: Row) throws -> [Row] {
        let elements: [Value]
        switch try value(list, row) {
        case .null: elements = []
        case .list(let list): elements = list
        case let single: elements = [single]
        }
        return elements.map { row.merging([name: $0]) { _, new in new } }
    }

    private func perform(_ call: SubqueryCall, _ row: Row) throws -> [Row] {
        var inner: Row = [:]
        switch call.imports {
        case .all: inner = row
        case .variables(let names): for name in names { inner[name.text] = row[name.text] }
        case .leadingWith: throw QueryError.syntax(.unexpectedSyntax, "the old form is not interpreted")
        }
        let (columns, rows) = try perform(call.query, inner)
        if columns.isEmpty { return [row] }
        let results = rows.map { result in
            row.merging(columns.map { ($0, result[$0] ?? .null) }) { _, new in new }
        }
        if !results.isEmpty || !call.isOptional { return results }
        return [row.merging(columns.map { ($0, .null) }) { _, new in new }]
    }

    func distinct(_ rows: [Row], _ columns: [String]) -> [Row] {
        var seen: Set<GroupingKey> = []
        return rows.filter { row in seen.insert(GroupingKey(columns.map { row[$0] ?? .null })).inserted }
    }
}

/// A query is too much work for a naive interpreter.
struct TooManyRows: Error {}

extension PathPattern {
    /// Every name that the pattern gives to something.
    var names: [String] {
        var names = variable.map { [$0.text] } ?? []
        for element in elements {
            switch element {
            case .node(let node): names += node.variable.map { [$0.text] } ?? []
            case .relationship(let relationship): names += relationship.variable.map { [$0.text] } ?? []
            case .quantified(let path): names += path.pattern.names
            }
        }
        return names
    }
}
