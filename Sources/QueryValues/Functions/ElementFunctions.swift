import GraphModel

/// Functions of nodes, relationships, paths and maps.
enum ElementFunctions {
    static let all: [Function] = [
        id, elementId, labels, type, startNode, endNode, properties, keys, length, nodes, relationships,
    ]

    static let id = Function.strict(
        "id", [.init("element", .element)], gives: .integer, "The number of a node or relationship."
    ) { arguments, _ in
        switch arguments[0] {
        case .node(let id): .integer(Int64(id.rawValue))
        case .relationship(let relationship): .integer(Int64(relationship.id.rawValue))
        default: throw QueryError.argument(of: "id", takes: "a node or a relationship", not: arguments[0])
        }
    }

    static let elementId = Function.strict(
        "elementId", [.init("element", .element)], gives: .string,
        "The identity of a node or relationship as a text that no other element has."
    ) { arguments, _ in
        switch arguments[0] {
        case .node(let id): .string(id.description)
        case .relationship(let relationship): .string(relationship.id.description)
        default: throw QueryError.argument(of: "elementId", takes: "a node or a relationship", not: arguments[0])
        }
    }

    static let labels = Function.strict("labels", [.init("node", .node)], gives: .list, "The labels of a node.") {
        arguments, context in
        .list(try context.graph.labels(of: arguments[0].node(for: "labels")).map(Value.string))
    }

    static let type = Function.strict(
        "type", [.init("relationship", .relationship)], gives: .string, "The type of a relationship."
    ) { arguments, _ in
        .string(try arguments[0].relationship(for: "type").reference.type)
    }

    static let startNode = Function.strict(
        "startNode", [.init("relationship", .relationship)], gives: .node, "The node that a relationship begins at."
    ) { arguments, _ in
        .node(try arguments[0].relationship(for: "startNode").reference.source)
    }

    static let endNode = Function.strict(
        "endNode", [.init("relationship", .relationship)], gives: .node, "The node that a relationship ends at."
    ) { arguments, _ in
        .node(try arguments[0].relationship(for: "endNode").reference.target)
    }

    static let properties = Function.strict(
        "properties", [.init("element", [.node, .relationship, .map])], gives: .map,
        "The properties of a node or relationship as a map; a map is given back."
    ) { arguments, context in
        switch arguments[0] {
        case .node(let id): .map(MapValue(try context.graph.properties(of: id)))
        case .relationship(let relationship): .map(MapValue(try context.graph.properties(of: relationship)))
        case .map: arguments[0]
        default:
            throw QueryError.argument(of: "properties", takes: "a node, a relationship or a map", not: arguments[0])
        }
    }

    static let keys = Function.strict(
        "keys", [.init("element", [.node, .relationship, .map])], gives: .list,
        "The names of the properties of a node or relationship, or the keys of a map."
    ) { arguments, context in
        switch arguments[0] {
        case .node(let id): .list(try context.graph.properties(of: id).map { .string($0.key) })
        case .relationship(let relationship):
            .list(try context.graph.properties(of: relationship).map { .string($0.key) })
        case .map(let map): .list(map.entries.map { .string($0.key) })
        default: throw QueryError.argument(of: "keys", takes: "a node, a relationship or a map", not: arguments[0])
        }
    }

    static let length = Function.strict(
        "length", [.init("path", .path)], gives: .integer, "The number of relationships of a path."
    ) { arguments, _ in
        .integer(Int64(try arguments[0].path(for: "length").relationships.count))
    }

    static let nodes = Function.strict("nodes", [.init("path", .path)], gives: .list, "The nodes of a path.") {
        arguments, _ in
        .list(try arguments[0].path(for: "nodes").nodes.map(Value.node))
    }

    static let relationships = Function.strict(
        "relationships", [.init("path", .path)], gives: .list, "The relationships of a path."
    ) { arguments, _ in
        .list(try arguments[0].path(for: "relationships").relationships.map(Value.relationship))
    }
}
