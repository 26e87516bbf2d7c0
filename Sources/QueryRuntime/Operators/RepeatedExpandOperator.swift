internal import GraphModel
internal import GraphStore
internal import QueryPlanner
internal import QuerySyntax
internal import QueryValues

/// Follows ways of several relationships from a node, depth first, without repeating a relationship.
final class RepeatedExpandOperator: Operator {
    private let expansion: Expansion
    private let range: RepeatRange
    private let condition: Evaluator?

    init(_ expansion: Expansion, _ range: RepeatRange, _ condition: Evaluator?) {
        self.expansion = expansion
        self.range = range
        self.condition = condition
    }

    /// The relationships of a node on the way, and how many of them were followed.
    private struct Level {
        var node: NodeID
        var neighbours: [(Neighbour, Direction)]
        var next = 0

        var weight: Int { neighbours.count * MemoryLayout<(Neighbour, Direction)>.stride }
    }

    override func push(_ run: Execution) throws -> Bool {
        guard let start = try run[expansion.from].endOfPattern() else { return true }
        var wanted: NodeID?
        if expansion.isInto {
            guard let bound = try run[expansion.to].endOfPattern() else { return true }
            wanted = bound
        }
        let types = run.graph.numbers(ofTypes: expansion.types)
        var way = Way(start, expansion.mode)
        if range.lower == 0, wanted ?? start == start, try !emit(way, at: start, run) { return false }
        if range.upper == 0 { return true }
        var levels = [
            Level(node: start, neighbours: try run.graph.neighbours(of: start, expansion.direction, types: types))
        ]
        // A way that comes to a hub again and again has the hub's neighbours as often.
        var kept = KeptMemory()
        defer { kept.release(run) }
        try kept.add(levels[0].weight, run)
        while var level = levels.popLast() {
            guard level.next < level.neighbours.count else {
                try kept.add(-level.weight, run)
                way.removeLast()
                continue
            }
            let (neighbour, side) = level.neighbours[level.next]
            level.next += 1
            levels.append(level)
            try run.budget.followPath()
            guard way.admits(neighbour), !run.holds(neighbour.relationship, in: expansion.excluding) else { continue }
            let relationship = run.graph.value(neighbour, from: level.node, side)
            if let condition {
                run[expansion.candidate] = .relationship(relationship)
                guard try condition.truth(run) == true else { continue }
            }
            way.append(relationship, to: neighbour.other)
            let length = way.relationships.count
            // The only ways that may never end by themselves.
            if expansion.mode == .walk, range.upper == nil, length > run.budget.limits.repeats {
                throw QueryError.tooManyRepeats(run.budget.limits)
            }
            if length >= range.lower, wanted ?? neighbour.other == neighbour.other,
                try !emit(way, at: neighbour.other, run)
            {
                return false
            }
            if length < range.upper ?? .max {
                let next = Level(
                    node: neighbour.other,
                    neighbours: try run.graph.neighbours(of: neighbour.other, expansion.direction, types: types))
                try kept.add(next.weight, run)
                levels.append(next)
            } else {
                way.removeLast()
            }
        }
        return true
    }

    private func emit(_ way: Way, at end: NodeID, _ run: Execution) throws -> Bool {
        let values = way.relationships.map(Value.relationship)
        run[expansion.relationship] = .list(expansion.isReversed ? values.reversed() : values)
        if !expansion.isInto { run[expansion.to] = .node(end) }
        return try pass(run)
    }
}

/// A way under way, and what may not repeat on it.
struct Way {
    private(set) var relationships: [RelationshipValue] = []
    private var nodes: [NodeID]
    private let mode: PathMode
    /// Relationships of long ways, where looking through all of them would take long.
    private var seen: Set<RelationshipID> = []

    init(_ start: NodeID, _ mode: PathMode) {
        nodes = [start]
        self.mode = mode
    }

    func admits(_ neighbour: Neighbour) -> Bool {
        switch mode {
        case .walk: return true
        case .acyclic: return !nodes.contains(neighbour.other)
        case .trail:
            if relationships.count > 16 { return !seen.contains(neighbour.relationship) }
            return !relationships.contains { $0.id == neighbour.relationship }
        }
    }

    mutating func append(_ relationship: RelationshipValue, to node: NodeID) {
        relationships.append(relationship)
        nodes.append(node)
        if mode == .trail { seen.insert(relationship.id) }
    }

    /// Takes back the last step; of a way without steps, nothing.
    mutating func removeLast() {
        guard let last = relationships.popLast() else { return }
        nodes.removeLast()
        if mode == .trail { seen.remove(last.id) }
    }
}
