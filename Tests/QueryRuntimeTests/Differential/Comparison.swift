import GraphModel
import QueryConformance
import QueryValues

/// Rows as texts that can be compared: in order, or as a multiset.
struct ComparableRows: Equatable, CustomStringConvertible {
    private var rows: [String]

    init(_ rows: [[QueryValue]], _ query: RandomQuery) throws {
        let texts = try rows.map { row in
            try row.map { try ConformanceValue($0).text(ignoringListOrder: query.ignoresListOrder) }
                .joined(separator: " | ")
        }
        self.rows = query.isOrdered ? texts : texts.sorted()
    }

    var description: String { rows.isEmpty ? "no rows" : rows.joined(separator: "\n") }
}

/// A graph as a text in which identities that the language does not show are left out.
func graphText(_ state: GraphState) throws -> String {
    var nodes: [NodeID: String] = [:]
    for node in state.nodes { nodes[node.id] = try ConformanceValue(.node(node)).text() }
    let relationships = try state.relationships.map { relationship in
        let text = try ConformanceValue(.relationship(relationship)).text()
        return "\(nodes[relationship.source] ?? "?") \(text) \(nodes[relationship.target] ?? "?")"
    }
    return (nodes.values.sorted() + relationships.sorted()).joined(separator: "\n")
}

/// What running a query gave: rows, or the kind of error.
enum Outcome: Equatable, CustomStringConvertible {
    case rows(ComparableRows)
    case error(String)

    init(_ query: RandomQuery, _ body: () throws -> [[QueryValue]]) throws {
        do { self = .rows(try ComparableRows(try body(), query)) } catch let error as QueryError {
            // Whether a node that was deleted too early is met first, or missed at the end, is chance.
            self = .error(
                error.detail == .deleteConnectedNode ? QueryErrorDetail.deletedEntityAccess.rawValue : error.code)
        }
    }

    /// Whether the query is none, so that nothing was tested.
    var isSyntaxError: Bool { self == .error("query.unexpectedSyntax") || self == .error("query.undefinedVariable") }

    var description: String {
        switch self {
        case .rows(let rows): rows.description
        case .error(let code): "error \(code)"
        }
    }
}
