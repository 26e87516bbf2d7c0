internal import GraphModel
internal import GraphStore
internal import QueryValues

extension QueryGraph {
    /// A value with everything that it names, which `kept` counts as it is read.
    func materialize(_ value: Value, _ kept: inout KeptMemory, _ run: Execution) throws -> QueryValue {
        switch value {
        case .null: return .null
        case .list(let elements): return .list(try elements.map { try materialize($0, &kept, run) })
        case .map(let map):
            let entries = try map.entries.map { ($0.key, try materialize($0.value, &kept, run)) }
            return .map(Dictionary(entries) { first, _ in first })
        case .node(let id): return .node(try node(id, &kept, run))
        case .relationship(let relationship): return .relationship(try self.relationship(relationship, &kept, run))
        case .path(let path):
            return .path(
                QueryPath(
                    nodes: try path.nodes.map { try node($0, &kept, run) },
                    relationships: try path.relationships.map { try relationship($0, &kept, run) }))
        default:
            try kept.add(MemoryLayout<QueryValue>.stride + value.weight, run)
            return try value.propertyValue().map(QueryValue.property) ?? .null
        }
    }

    /// Of a node that the query deleted, the identity is left.
    private func node(_ id: NodeID, _ kept: inout KeptMemory, _ run: Execution) throws -> Node {
        guard !isDeleted(id), let node = try reader.node(id) else {
            return Node(id: id, labels: [], properties: [], version: reader.commit)
        }
        try kept.add(Self.weight(ofElementWith: node.properties), run)
        return node
    }

    private func relationship(
        _ value: RelationshipValue, _ kept: inout KeptMemory, _ run: Execution
    ) throws -> Relationship {
        guard !isDeleted(value.id), let relationship = try reader.relationship(value.reference) else {
            let reference = value.reference
            return Relationship(
                id: reference.id, type: reference.type, source: reference.source, target: reference.target,
                properties: [], version: reader.commit)
        }
        try kept.add(Self.weight(ofElementWith: relationship.properties), run)
        return relationship
    }

    private static func weight(ofElementWith properties: [Property]) -> Int {
        properties.reduce(2 * MemoryLayout<QueryValue>.stride) {
            $0 + MemoryLayout<Property>.stride + Value($1.value).weight
        }
    }
}
