internal import GraphModel
internal import QueryPlanner
internal import QueryValues

/// What a `CREATE` makes, ready to be computed.
struct CompiledCreation {
    struct Node {
        var slot: Slot
        var labels: [CompiledName]
        var properties: Evaluator?
    }

    struct Relationship {
        var slot: Slot
        var type: CompiledName
        var source: Slot
        var target: Slot
        var properties: Evaluator?
    }

    var nodes: [Node]
    var relationships: [Relationship]

    /// - Parameter refusesNull: as `MERGE` does, which could never find again what it makes.
    func make(_ run: Execution, refusesNull: Bool) throws {
        guard let writing = run.writing else { preconditionFailure("a query that writes has a writer") }
        for node in nodes {
            let labels = try node.labels.flatMap { try $0.names(run) }
            let properties = try Self.properties(node.properties, run, refusesNull: refusesNull)
            run[node.slot] = .node(try writing.createNode(labels: labels, properties: properties))
        }
        for relationship in relationships {
            let types = try relationship.type.names(run)
            guard types.count == 1 else {
                throw QueryError.type(.invalidArgumentValue, "a relationship is created with exactly one type")
            }
            let properties = try Self.properties(relationship.properties, run, refusesNull: refusesNull)
            run[relationship.slot] = .relationship(
                try writing.createRelationship(
                    type: types[0], source: try Self.end(relationship.source, run),
                    target: try Self.end(relationship.target, run), properties: properties))
        }
    }

    private static func end(_ slot: Slot, _ run: Execution) throws -> NodeID {
        guard case .node(let node) = run[slot] else {
            throw QueryError.type(.invalidArgumentType, "an end of the relationship to create is null")
        }
        return node
    }

    private static func properties(
        _ map: Evaluator?, _ run: Execution, refusesNull: Bool
    ) throws -> [Property] {
        guard let map else { return [] }
        var properties: [Property] = []
        for entry in try map.value(run).asMap(run.graph).entries {
            if let value = try entry.value.propertyValue() {
                properties.append(Property(entry.key, value))
            } else if refusesNull {
                throw QueryError(
                    .mergeReadOwnWrites, .semantic, .runtime, "MERGE cannot use null for property `\(entry.key)`",
                    advice: "filter such rows out first")
            }
        }
        return properties
    }
}

/// A label or type to write, ready to be computed.
enum CompiledName {
    case name(String)
    case dynamic(Evaluator)

    func names(_ run: Execution) throws -> [String] {
        switch self {
        case .name(let name): [name]
        case .dynamic(let expression): try expression.value(run).names()
        }
    }
}

final class CreateOperator: Operator {
    private let creation: CompiledCreation

    init(_ creation: CompiledCreation) { self.creation = creation }

    override func push(_ run: Execution) throws -> Bool {
        try creation.make(run, refusesNull: false)
        return try pass(run)
    }
}

/// `MERGE`: what matches, or what is made where nothing does.
final class MergeOperator: WithinOperator {
    private let merge: Merge
    private let creation: CompiledCreation
    private let onMatch: [CompiledSetItem]
    private let onCreate: [CompiledSetItem]

    init(
        _ merge: Merge, _ creation: CompiledCreation, onMatch: [CompiledSetItem], onCreate: [CompiledSetItem],
        _ compiler: Compiler
    ) {
        self.merge = merge
        self.creation = creation
        self.onMatch = onMatch
        self.onCreate = onCreate
        super.init([merge.match], compiler)
    }

    override func accept(_ run: Execution) throws -> Bool {
        for item in onMatch { try item.perform(run) }
        return try super.accept(run)
    }

    override func push(_ run: Execution) throws -> Bool {
        let goesOn = try runWithin(run)
        if accepted > 0 { return goesOn }
        try creation.make(run, refusesNull: true)
        for item in onCreate { try item.perform(run) }
        return try pass(run)
    }
}
