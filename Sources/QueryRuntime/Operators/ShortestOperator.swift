internal import GraphModel
internal import GraphStore
internal import QueryPlanner
internal import QuerySyntax
internal import QueryValues

/// The shortest ways of a repeated relationship between two bound nodes.
///
/// Ways grow by one relationship a round, all of a length before any longer one. Where only the shortest are wanted, a
/// node that an earlier round reached is not entered again, so that the search is linear in what it reaches; where
/// longer ones are wanted too, or a node may be entered twice, every way is followed. Where one shortest is wanted and
/// the search turns out to be much, it goes over to the topology.
final class ShortestOperator: Operator {
    private let search: PathSearch
    private let condition: Evaluator?
    private let count: Evaluator?

    init(_ search: PathSearch, _ condition: Evaluator?, _ count: Evaluator?) {
        self.search = search
        self.condition = condition
        self.count = count
    }

    /// A way under way: its last relationship, and the way before it.
    private final class Way {
        let node: NodeID
        let last: RelationshipValue?
        let before: Way?
        let length: Int

        /// Bytes of a way, with its relationship and its entry in a table.
        static let weight = 160

        init(_ node: NodeID, _ last: RelationshipValue? = nil, after before: Way? = nil) {
            self.node = node
            self.last = last
            self.before = before
            length = (before?.length ?? -1) + 1
        }

        var relationships: [RelationshipValue] {
            var result: [RelationshipValue] = []
            var way: Way? = self
            while let step = way, let last = step.last {
                result.append(last)
                way = step.before
            }
            return result.reversed()
        }

        func contains(where condition: (Way) -> Bool) -> Bool {
            var way: Way? = self
            while let step = way {
                if condition(step) { return true }
                way = step.before
            }
            return false
        }
    }

    override func push(_ run: Execution) throws -> Bool {
        guard let start = try run[search.expansion.from].endOfPattern(),
            let end = try run[search.expansion.to].endOfPattern()
        else { return true }
        var wanted = WantedPaths(search.wanted, try count?.value(run).rowCount("SHORTEST"))
        let (lower, upper) = (search.range.lower, search.range.upper ?? .max)
        // A way back to its start, or one that must be longer than the shortest, may have to enter nodes twice.
        let entersOnce = wanted.isShortestOnly && lower <= 1 && start != end
        let hasTopology = entersOnce && wanted.isSingle && condition == nil && search.expansion.excluding.isEmpty
        if hasTopology, let way = try walk(from: start, to: end, onlyIfOpen: true, run) {
            return try hand(out: way, run)
        }
        var looked = 0
        var entered: [NodeID: Int] = [start: 0]
        var ways = [Way(start)]
        let types = run.graph.numbers(ofTypes: search.expansion.types)
        var length = 0
        var kept = KeptMemory()
        defer { kept.release(run) }
        while !ways.isEmpty, wanted.isOpen {
            if length >= lower {
                for way in ways where way.node == end && wanted.take(length) {
                    run[search.expansion.relationship] = .list(way.relationships.map(Value.relationship))
                    guard try pass(run) else { return false }
                }
            }
            guard length < upper, wanted.isOpen else { break }
            length += 1
            var longer: [Way] = []
            for way in ways {
                let direction = search.expansion.direction
                _ = try run.graph.neighbours(of: way.node, direction, types: types) { neighbour, side in
                    try run.budget.followPath()
                    looked += 1
                    if entersOnce {
                        if entered[neighbour.other] ?? length < length { return true }
                        // One way to each node is enough where one in all is.
                        if wanted.isSingle, entered[neighbour.other] != nil { return true }
                    }
                    guard try admits(neighbour, after: way, side, run) else { return true }
                    entered[neighbour.other] = length
                    try kept.add(Way.weight, run)
                    longer.append(Way(neighbour.other, run.graph.value(neighbour, from: way.node, side), after: way))
                    return true
                }
                if hasTopology, looked > run.budget.limits.relationshipsBeforeTopology,
                    let way = try walk(from: start, to: end, onlyIfOpen: false, run)
                {
                    return try hand(out: way, run)
                }
            }
            ways = longer
        }
        return true
    }

    /// A shortest way as the topology knows it; without relationships when there is none, nil without a topology.
    private func walk(
        from start: NodeID, to end: NodeID, onlyIfOpen: Bool, _ run: Execution
    ) throws -> [RelationshipValue]? {
        let expansion = search.expansion
        guard
            let steps = run.walks.shortestWay(
                from: start, to: end, expansion.direction, expansion.types, onlyIfOpen: onlyIfOpen)
        else { return nil }
        try run.budget.check()
        var way: [RelationshipValue] = []
        var node = start
        for step in steps {
            let types = run.graph.numbers(ofTypes: [step.type])
            _ = try run.graph.neighbours(of: node, step.direction, types: types, to: step.node) { neighbour, side in
                way.append(run.graph.value(neighbour, from: node, side))
                return false
            }
            node = step.node
        }
        return way.count == steps.count ? way : nil
    }

    private func hand(out way: [RelationshipValue], _ run: Execution) throws -> Bool {
        guard !way.isEmpty, way.count <= search.range.upper ?? .max else { return true }
        run[search.expansion.relationship] = .list(way.map(Value.relationship))
        return try pass(run)
    }

    private func admits(_ neighbour: Neighbour, after way: Way, _ side: Direction, _ run: Execution) throws -> Bool {
        if run.holds(neighbour.relationship, in: search.expansion.excluding) { return false }
        switch search.expansion.mode {
        case .walk: break
        case .trail: if way.contains(where: { $0.last?.id == neighbour.relationship }) { return false }
        case .acyclic: if way.contains(where: { $0.node == neighbour.other }) { return false }
        }
        guard let condition else { return true }
        run[search.expansion.candidate] = .relationship(run.graph.value(neighbour, from: way.node, side))
        return try condition.truth(run) == true
    }
}
