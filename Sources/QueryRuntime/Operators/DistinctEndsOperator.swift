internal import GraphModel
internal import GraphStore
internal import QueryPlanner
internal import QuerySyntax
internal import QueryValues

/// The nodes that can be reached by repeating a relationship, each once: a breadth-first search.
///
/// It begins on the store's lists. When that turns out to be much, it goes over to the topology, where a relationship
/// costs a hundredth.
final class DistinctEndsOperator: Operator {
    private let expansion: Expansion
    private let range: RepeatRange

    init(_ expansion: Expansion, _ range: RepeatRange) {
        self.expansion = expansion
        self.range = range
    }

    override func push(_ run: Execution) throws -> Bool {
        guard let start = try run[expansion.from].endOfPattern(), let direction = expansion.direction else {
            return true
        }
        var wanted: NodeID?
        if expansion.isInto {
            guard let bound = try run[expansion.to].endOfPattern() else { return true }
            wanted = bound
        }
        let ends: [NodeID]
        if let walked = try walk(from: start, direction, onlyIfOpen: true, run) {
            ends = walked
        } else {
            ends = try search(from: start, direction, run)
        }
        if range.lower == 0, !ends.contains(start), try !emit(start, wanted, run) { return false }
        for end in ends {
            try run.budget.tick()
            guard try emit(end, wanted, run) else { return false }
        }
        return true
    }

    private func emit(_ end: NodeID, _ wanted: NodeID?, _ run: Execution) throws -> Bool {
        if let wanted {
            if wanted != end { return true }
        } else {
            run[expansion.to] = .node(end)
        }
        return try pass(run)
    }

    private func walk(
        from start: NodeID, _ direction: Direction, onlyIfOpen: Bool, _ run: Execution
    ) throws -> [NodeID]? {
        let ends = run.walks.ends(
            from: start, direction, expansion.types, upper: range.upper, onlyIfOpen: onlyIfOpen,
            shouldStop: run.budget.shouldEnd)
        try run.budget.check()
        return ends
    }

    /// What can be reached in one step or more, in order of distance.
    private func search(from start: NodeID, _ direction: Direction, _ run: Execution) throws -> [NodeID] {
        let types = run.graph.numbers(ofTypes: expansion.types)
        var found: [NodeID] = []
        var seen: Set<NodeID> = []
        var level = [start]
        var (distance, looked) = (0, 0)
        while !level.isEmpty, distance < range.upper ?? .max {
            distance += 1
            var next: [NodeID] = []
            for node in level {
                _ = try run.graph.neighbours(of: node, direction, types: types) { neighbour, _ in
                    try run.budget.followPath()
                    looked += 1
                    if seen.insert(neighbour.other).inserted { next.append(neighbour.other) }
                    return true
                }
                if looked > run.budget.limits.relationshipsBeforeTopology,
                    let walked = try walk(from: start, direction, onlyIfOpen: false, run)
                {
                    return walked
                }
            }
            found += next
            level = next
        }
        return found
    }
}
