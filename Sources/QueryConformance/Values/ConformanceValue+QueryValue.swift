public import GraphModel
public import QueryValues

extension ConformanceValue {
    /// What a query gave, without identities.
    ///
    /// - Throws: `ConformanceError` for a path whose relationships do not join its nodes.
    public init(_ value: QueryValue) throws {
        switch value {
        case .null: self = .null
        case .property(let value): self.init(value)
        case .list(let elements): self = .list(try elements.map { try ConformanceValue($0) })
        case .map(let entries): self = .map(try entries.mapValues { try ConformanceValue($0) })
        case .node(let node): self = .node(ConformanceNode(node))
        case .relationship(let relationship): self = .relationship(ConformanceRelationship(relationship))
        case .path(let path): self = .path(try ConformancePath(path))
        }
    }

    init(_ value: PropertyValue) {
        switch value {
        case .boolean(let value): self = .boolean(value)
        case .integer(let value): self = .integer(value)
        case .double(let value): self = .float(value)
        case .string(let value): self = .string(value)
        case .list(let elements): self = .list(elements.map { ConformanceValue($0) })
        case .date, .localTime, .zonedTime, .localDateTime, .zonedDateTime, .duration, .point, .bytes:
            self = .string(value.description)
        }
    }

    /// The value as a parameter of a query.
    ///
    /// - Parameter position: Where the value is written, for errors.
    /// - Throws: `ConformanceError` for elements of a graph and paths, which have no meaning without their graph.
    public func queryValue(at position: SourcePosition? = nil) throws -> QueryValue {
        switch self {
        case .null: .null
        case .boolean(let value): .property(.boolean(value))
        case .integer(let value): .property(.integer(value))
        case .float(let value): .property(.double(value))
        case .string(let value): .property(.string(value))
        case .list(let elements): .list(try elements.map { try $0.queryValue(at: position) })
        case .map(let entries): .map(try entries.mapValues { try $0.queryValue(at: position) })
        case .node, .relationship, .path: throw ConformanceError("\(self) cannot be given to a query", at: position)
        }
    }
}

extension ConformanceNode {
    init(_ node: Node) {
        self.init(Set(node.labels), node.properties.conformanceValues)
    }
}

extension ConformanceRelationship {
    init(_ relationship: Relationship) {
        self.init(relationship.type, relationship.properties.conformanceValues)
    }
}

extension [Property] {
    fileprivate var conformanceValues: [String: ConformanceValue] {
        Dictionary(map { ($0.key, ConformanceValue($0.value)) }) { first, _ in first }
    }
}

extension ConformancePath {
    init(_ path: QueryPath) throws {
        guard let start = path.nodes.first, path.nodes.count == path.relationships.count + 1 else {
            throw ConformanceError(
                "a path of \(path.nodes.count) nodes and \(path.relationships.count) relationships")
        }
        self.init(ConformanceNode(start))
        for (index, relationship) in path.relationships.enumerated() {
            let (previous, next) = (path.nodes[index], path.nodes[index + 1])
            let isForward = relationship.source == previous.id && relationship.target == next.id
            guard isForward || (relationship.source == next.id && relationship.target == previous.id) else {
                throw ConformanceError("in a path, \(relationship.id) does not join \(previous.id) and \(next.id)")
            }
            links.append(
                Link(ConformanceRelationship(relationship), isForward: isForward, ConformanceNode(next)))
        }
    }
}
