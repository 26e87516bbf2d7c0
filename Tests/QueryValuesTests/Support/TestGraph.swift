import GraphModel
import QueryValues

/// A few nodes and relationships in memory. An element that is not there was deleted.
final class TestGraph: GraphAccess {
    var nodes: [UInt64: (labels: [String], properties: [Property])] = [:]
    var relationships: [UInt64: [Property]] = [:]

    func labels(of node: NodeID) throws -> [String] { try entry(node).labels }

    func hasLabel(_ node: NodeID, _ label: String) throws -> Bool { try labels(of: node).contains(label) }

    func properties(of node: NodeID) throws -> [Property] { try entry(node).properties }

    func properties(of relationship: RelationshipValue) throws -> [Property] {
        guard let properties = relationships[relationship.id.rawValue] else { throw Self.deleted }
        return properties
    }

    func property(of node: NodeID, _ key: String) throws -> PropertyValue? {
        try properties(of: node).first { $0.key == key }?.value
    }

    func property(of relationship: RelationshipValue, _ key: String) throws -> PropertyValue? {
        try properties(of: relationship).first { $0.key == key }?.value
    }

    func degree(of node: NodeID, _ direction: Direction, types: [String]?) throws -> Int { 0 }

    private func entry(_ node: NodeID) throws -> (labels: [String], properties: [Property]) {
        guard let entry = nodes[node.rawValue] else { throw Self.deleted }
        return entry
    }

    private static let deleted = QueryError(.deletedEntityAccess, .entityNotFound, .runtime, "deleted")
}

extension FunctionContext {
    static func fixed(_ graph: TestGraph = TestGraph()) -> FunctionContext {
        let moment = Timestamp(microsecondsSinceEpoch: 1_234_567)
        return FunctionContext(
            statementTime: moment, transactionTime: moment, clock: { moment }, random: { 0.5 }, graph: graph)
    }
}
