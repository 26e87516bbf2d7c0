internal import GraphModel
internal import QueryPlanner
internal import QueryValues

/// One item of a `SET`, ready to be computed.
enum CompiledSetItem {
    case property(of: Evaluator, key: Evaluator, Evaluator)
    case replace(Slot, Evaluator)
    case add(Slot, Evaluator)
    case labels(Slot, [CompiledName])

    func perform(_ run: Execution) throws {
        guard let writing = run.writing else { preconditionFailure("a query that writes has a writer") }
        switch self {
        case .property(let element, let key, let value):
            let target = try element.value(run)
            if case .null = target { return }
            guard case .string(let name) = try key.value(run) else {
                throw QueryError.type(.mapElementAccessByNonString, "the key of a property is a string")
            }
            try writing.change(target, [PropertyChange(name, try value.value(run).propertyValue())])
        case .replace(let slot, let map):
            if case .null = run[slot] { return }
            let new = try map.value(run).asMap(run.graph)
            var changes = try run[slot].asMap(run.graph).entries.filter { new[$0.key] == nil }
                .map { PropertyChange($0.key, nil) }
            changes += try Self.changes(new)
            try writing.change(run[slot], changes)
        case .add(let slot, let map):
            if case .null = run[slot] { return }
            try writing.change(run[slot], try Self.changes(try map.value(run).asMap(run.graph)))
        case .labels(let slot, let labels):
            try writing.change(run[slot], addLabels: try labels.flatMap { try $0.names(run) }, removeLabels: [])
        }
    }

    private static func changes(_ map: MapValue) throws -> [PropertyChange] {
        try map.entries.map { PropertyChange($0.key, try $0.value.propertyValue()) }
    }
}

final class SetOperator: Operator {
    private let items: [CompiledSetItem]

    init(_ items: [CompiledSetItem]) { self.items = items }

    override func push(_ run: Execution) throws -> Bool {
        for item in items { try item.perform(run) }
        return try pass(run)
    }
}

/// One item of a `REMOVE`, ready to be computed.
enum CompiledRemoveItem {
    case property(of: Evaluator, key: Evaluator)
    case labels(Slot, [CompiledName])
}

final class RemoveOperator: Operator {
    private let items: [CompiledRemoveItem]

    init(_ items: [CompiledRemoveItem]) { self.items = items }

    override func push(_ run: Execution) throws -> Bool {
        guard let writing = run.writing else { preconditionFailure("a query that writes has a writer") }
        for item in items {
            switch item {
            case .property(let element, let key):
                let target = try element.value(run)
                if case .null = target { continue }
                guard case .string(let name) = try key.value(run) else {
                    throw QueryError.type(.mapElementAccessByNonString, "the key of a property is a string")
                }
                try writing.change(target, [PropertyChange(name, nil)])
            case .labels(let slot, let labels):
                try writing.change(run[slot], addLabels: [], removeLabels: try labels.flatMap { try $0.names(run) })
            }
        }
        return try pass(run)
    }
}

/// Deletes elements: relationships at once, nodes when all rows have come, for their relationships may be among them.
final class DeleteOperator: Operator {
    private let expressions: [Evaluator]
    private let isDetaching: Bool
    private var nodes: [NodeID] = []

    init(_ expressions: [Evaluator], isDetaching: Bool) {
        self.expressions = expressions
        self.isDetaching = isDetaching
    }

    override func push(_ run: Execution) throws -> Bool {
        guard let writing = run.writing else { preconditionFailure("a query that writes has a writer") }
        for expression in expressions { try delete(try expression.value(run), writing) }
        return try pass(run)
    }

    private func delete(_ value: Value, _ writing: WriteBuffer) throws {
        switch value {
        case .null: return
        case .node(let node): nodes.append(node)
        case .relationship(let relationship): try writing.delete(relationship)
        case .path(let path):
            for relationship in path.relationships { try writing.delete(relationship) }
            nodes += path.nodes
        case .list(let elements):
            for element in elements { try delete(element, writing) }
        default: throw QueryError.type(.invalidDelete, "only nodes, relationships and paths can be deleted")
        }
    }

    override func finish(_ run: Execution) throws {
        let deleted = nodes
        nodes = []
        for node in deleted { try isDetaching ? run.writing?.detach(node) : run.writing?.delete(node) }
        try super.finish(run)
    }

    override func reset() {
        nodes = []
        super.reset()
    }
}
