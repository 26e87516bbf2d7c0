import GraphModel
import QueryValues

/// A value as text in which different values differ: integers and floats too.
func show(_ value: Value) -> String {
    switch value {
    case .list(let elements): "[" + elements.map(show).joined(separator: ", ") + "]"
    case .map(let map): "{" + map.entries.map { "\($0.key): \(show($0.value))" }.joined(separator: ", ") + "}"
    case .node(let id): id.description
    case .relationship(let relationship): relationship.id.description
    case .path(let path): path.nodes.map(\.description).joined() + path.relationships.map(\.id.description).joined()
    case .null: "null"
    case .boolean, .integer, .float, .string, .date, .localTime, .localDateTime, .zonedTime, .zonedDateTime,
        .duration, .point, .bytes:
        ((try? value.propertyValue()) ?? nil).map { QueryValue.property($0).description } ?? "?"
    }
}

func show(_ truth: Bool?) -> String { truth.map { $0 ? "true" : "false" } ?? "null" }

/// What an evaluation gives, or the category and detail of the error that it throws.
func outcome(_ body: () throws -> Value) -> String {
    do {
        return show(try body())
    } catch let error as QueryError {
        let detail = error.detail.rawValue.dropFirst("query.".count)
        return "\(error.category.rawValue) \(error.phase == .runtime ? "" : "compile time ")\(detail)"
    } catch {
        return "\(error)"
    }
}

/// The function of the catalogue on these arguments, in a world where nothing changes.
func call(_ name: String, _ arguments: Value..., on graph: TestGraph = TestGraph()) -> String {
    call(name, arguments, on: graph)
}

func call(_ name: String, _ arguments: [Value], on graph: TestGraph = TestGraph()) -> String {
    guard let function = FunctionCatalog.standard[name] else { return "no function \(name)" }
    return outcome { try function.evaluate(arguments, .fixed(graph)) }
}

/// A call of a table of expectations.
struct Call: Sendable, CustomStringConvertible {
    var name: String
    var arguments: [Value]
    var expected: String

    init(_ name: String, _ arguments: [Value], _ expected: String) {
        self.name = name
        self.arguments = arguments
        self.expected = expected
    }

    var description: String { "\(name)(\(arguments.map(show).joined(separator: ", "))) = \(expected)" }

    var result: String { call(name, arguments) }
}
