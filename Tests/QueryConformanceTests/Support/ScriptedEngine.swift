import GraphModel
import QueryConformance
import QueryValues

/// An engine that answers from a script, on a graph that the script may change.
final class ScriptedEngine: ConformanceEngine {
    typealias Script =
        @Sendable (_ query: String, _ call: Call, _ graph: inout GraphState) throws -> ConformanceResult

    struct Call {
        let parameters: [String: QueryValue]
        let procedures: [MockProcedure]
    }

    private var graph = GraphState()
    private let script: Script

    init(_ script: @escaping Script) { self.script = script }

    func run(
        _ query: String, parameters: [String: QueryValue], procedures: [MockProcedure]
    ) throws -> ConformanceResult {
        try script(query, Call(parameters: parameters, procedures: procedures), &graph)
    }

    func graphState() throws -> GraphState { graph }

    /// Answers to the words that the tests use as queries.
    static let standard: Script = { query, call, graph in
        switch query {
        case "nothing": return ConformanceResult()
        case "one": return ConformanceResult(columns: ["n"], rows: [[1]])
        case "two": return ConformanceResult(columns: ["n"], rows: [[1], [2]])
        case "lists": return ConformanceResult(columns: ["n"], rows: [[[1, 2]], [[3, 4]]])
        case "no rows": return ConformanceResult(columns: ["n"])
        case "count": return ConformanceResult(columns: ["n"], rows: [[.property(.integer(Int64(graph.nodes.count)))]])
        case "parameter": return ConformanceResult(columns: ["n"], rows: [[call.parameters["p"] ?? .null]])
        case "procedure":
            return ConformanceResult(columns: ["n"], rows: call.procedures.first?.results(for: [1]) ?? [])
        case "create":
            graph.nodes.append(.sample(UInt64(graph.nodes.count + 1), ["A"], ["p": 1]))
            return ConformanceResult()
        case "undefined": throw QueryError.syntax(.undefinedVariable, "no such variable")
        case "overflow": throw QueryError(.integerOverflow, .arithmetic, .runtime, "too large")
        case "fails late":
            graph.nodes.append(.sample(99, [], [:]))
            throw QueryError(.integerOverflow, .arithmetic, .runtime, "too large")
        default: throw Confusion(query: query)
        }
    }

    struct Confusion: Error { let query: String }
}

extension Node {
    static func sample(_ id: UInt64, _ labels: [String], _ properties: [String: PropertyValue]) -> Node {
        Node(
            id: NodeID(id), labels: labels.sorted(),
            properties: properties.sorted { $0.key < $1.key }.map(Property.init),
            version: .zero)
    }
}

extension Relationship {
    static func sample(
        _ id: UInt64, _ type: String, from source: UInt64, to target: UInt64,
        _ properties: [String: PropertyValue] = [:]
    ) -> Relationship {
        Relationship(
            id: RelationshipID(id), type: type, source: NodeID(source), target: NodeID(target),
            properties: properties.sorted { $0.key < $1.key }.map(Property.init), version: .zero)
    }
}

extension QueryValue: ExpressibleByIntegerLiteral, ExpressibleByStringLiteral, ExpressibleByArrayLiteral {
    init(integerLiteral value: Int64) { self = .property(.integer(value)) }
    init(stringLiteral value: String) { self = .property(.string(value)) }
    init(arrayLiteral elements: QueryValue...) { self = .list(elements) }
}
