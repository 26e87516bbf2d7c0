internal import GraphModel
internal import GraphStore
internal import QueryPlanner
internal import QueryValues

/// Binds each node of a source.
final class ScanOperator: Operator {
    private let slot: Slot
    private let source: CompiledSource

    init(_ slot: Slot, _ source: CompiledSource) {
        self.slot = slot
        self.source = source
    }

    override func push(_ run: Execution) throws -> Bool {
        try source.scan(run) { node in
            try run.budget.tick()
            run[slot] = .node(node)
            return try pass(run)
        }
    }
}

/// Where the nodes of a scan come from, ready to be asked.
enum CompiledSource {
    case all
    case label(String)
    case index(IndexDefinition, [(value: Evaluator, isList: Bool)])
    case range(IndexDefinition, from: CompiledBound?, to: CompiledBound?)
    case prefix(IndexDefinition, Evaluator)
    indirect case provided(label: String, implies: String, CompiledSource)
    case identity(Evaluator, isElement: Bool, isList: Bool)

    struct CompiledBound {
        var value: Evaluator
        var isIncluded: Bool
    }

    /// Hands out the nodes until `body` returns false. Candidates: the conditions of the pattern are asked again of
    /// what an index gives.
    func scan(_ run: Execution, _ body: (NodeID) throws -> Bool) throws -> Bool {
        let graph = run.graph
        switch self {
        case .all: return try graph.scan(label: nil, body)
        case .label(let label): return try graph.scan(label: label, body)
        case .index(let index, let values):
            guard let keys = try keys(values, run) else { return try scan(index, graph, body) }
            var seen: Set<NodeID> = []
            for key in keys {
                for node in try graph.reader.nodes(index: index.name, equals: key)
                where !graph.isDeleted(node) && (keys.count == 1 || seen.insert(node).inserted) {
                    guard try body(node) else { return false }
                }
            }
            return true
        case .prefix(let index, let prefix):
            guard case .string(let text) = try prefix.value(run) else { return true }
            return try hand(out: graph.reader.nodes(index: index.name, prefix: text), graph, body)
        case .range(let index, let from, let to):
            guard let range = try range(from, to, run) else { return try scan(index, graph, body) }
            return try hand(out: graph.reader.nodes(index: index.name, range), graph, body)
        case .provided(let label, let implied, let source):
            return try graph.reader.nodes(withLabel: label, have: implied)
                ? source.scan(run, body) : graph.scan(label: label, body)
        case .identity(let value, let isElement, let isList):
            return try identified(value, isElement: isElement, isList: isList, run, body)
        }
    }

    /// What an index cannot say, its label can.
    private func scan(_ index: IndexDefinition, _ graph: QueryGraph, _ body: (NodeID) throws -> Bool) throws -> Bool {
        guard case .label(let label) = index.element else { return true }
        return try graph.scan(label: label, body)
    }

    private func hand(
        out nodes: [NodeID], _ graph: QueryGraph, _ body: (NodeID) throws -> Bool
    ) throws -> Bool {
        for node in nodes where !graph.isDeleted(node) {
            guard try body(node) else { return false }
        }
        return true
    }

    private func identified(
        _ value: Evaluator, isElement: Bool, isList: Bool, _ run: Execution, _ body: (NodeID) throws -> Bool
    ) throws -> Bool {
        let wanted = try value.value(run)
        var nodes: Set<NodeID> = []
        for candidate in isList ? try wanted.elements() ?? [] : [wanted] {
            guard let node = candidate.node(isElement: isElement) else { continue }
            if try run.graph.reader.contains(node) { nodes.insert(node) }
        }
        return try hand(out: nodes.sorted(), run.graph, body)
    }

    /// Every combination of values to look up; nil when an index orders some of them unlike the language.
    private func keys(_ values: [(value: Evaluator, isList: Bool)], _ run: Execution) throws -> [[PropertyValue]]? {
        var keys: [[PropertyValue]] = [[]]
        for value in values {
            let wanted = try value.value.value(run)
            var alternatives: [PropertyValue] = []
            for candidate in value.isList ? try wanted.elements() ?? [] : [wanted] {
                guard let spellings = try candidate.indexSpellings() else { return nil }
                alternatives += spellings
            }
            keys = keys.flatMap { key in alternatives.map { key + [$0] } }
        }
        return keys
    }

    private func range(_ from: CompiledBound?, _ to: CompiledBound?, _ run: Execution) throws -> IndexRange? {
        let lower = try from?.value.value(run).rangeBound()
        let upper = try to?.value.value(run).rangeBound()
        if (from != nil && lower == nil) || (to != nil && upper == nil) { return nil }
        return .values(
            from: lower, includesFrom: from?.isIncluded ?? true, to: upper, includesTo: to?.isIncluded ?? true)
    }
}

extension Value {
    /// The stored values that are equal to this one under `=`; empty for what nothing equals, nil when an index cannot
    /// tell them all.
    fileprivate func indexSpellings() throws -> [PropertyValue]? {
        switch self {
        case .null, .map, .node, .relationship, .path: return []
        case .integer(let number):
            let float = Double(number)
            return [.integer(number)] + (Int64(exactly: float) == number ? [.double(float)] : [])
        case .float(let number):
            if number.isNaN { return [] }
            let zeros: [PropertyValue] = number == 0 ? [.double(0.0), .double(-0.0)] : [.double(number)]
            return zeros + (Int64(exactly: number).map { [.integer($0)] } ?? [])
        case .boolean, .string, .date, .localTime, .localDateTime, .bytes:
            return try propertyValue().map { [$0] }
        case .zonedTime, .zonedDateTime, .duration, .point, .list: return nil
        }
    }

    /// A bound of a range, where an index orders as the language does; nil otherwise.
    fileprivate func rangeBound() throws -> PropertyValue? {
        switch self {
        case .string, .date, .localTime, .localDateTime: return try propertyValue()
        default: return nil
        }
    }

    /// The node that an identity names: `elementId` gives text, `id` a number.
    fileprivate func node(isElement: Bool) -> NodeID? {
        switch self {
        case .integer(let number) where !isElement && number >= 0: NodeID(UInt64(number))
        case .string(let text) where isElement && text.hasPrefix("#"): UInt64(text.dropFirst()).map { NodeID($0) }
        default: nil
        }
    }
}
