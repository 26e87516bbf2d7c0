internal import GraphModel
internal import GraphStore
internal import QueryPlanner
internal import QueryValues

/// The shortest paths of a pattern between two bound nodes, by a breadth-first search of the graph and the pattern's
/// automaton together.
final class PatternSearchOperator: Operator {
    private let search: PatternSearch
    private let automaton: PatternAutomaton
    private let count: Evaluator?
    /// Whether rows with the same start share what was reached from it.
    private let isShared: Bool
    private var shared: PatternReach?

    init(_ search: PatternSearch, _ count: Evaluator?, _ compiler: Compiler) {
        self.search = search
        self.count = count
        automaton = PatternAutomaton(search, compiler)
        isShared = search.dependsOnStartOnly
    }

    override func push(_ run: Execution) throws -> Bool {
        var wanted = WantedPaths(search.wanted, try count?.value(run).rowCount("SHORTEST"))
        guard let start = try run[search.from].endOfPattern(), let end = try run[search.to].endOfPattern() else {
            return true
        }
        let reach = try reach(from: start, run)
        var paths = try PatternPaths(reach, to: end, search.mode, run)
        defer {
            paths.release(run)
            if shared !== reach { reach.release(run) }
        }
        while let longest = wanted.longest, let path = try paths.next(upTo: longest, run), wanted.take(path.count) {
            bind(path, from: start, run)
            guard try pass(run) else { return false }
        }
        return true
    }

    private func reach(from start: NodeID, _ run: Execution) throws -> PatternReach {
        if let shared, shared.start == start { return shared }
        forget(run)
        let reach = try PatternReach(automaton, from: start, run)
        if isShared, !run.graph.isChanging { shared = reach }
        return reach
    }

    private func forget(_ run: Execution) {
        shared?.release(run)
        shared = nil
    }

    /// Gives the pattern's variables their values.
    private func bind(_ path: [PatternPaths.Hop], from start: NodeID, _ run: Execution) {
        var rest = path[...]
        var node = start
        for (number, part) in search.parts.enumerated() {
            if let slot = part.node { run[slot] = .node(node) }
            let hops = Array(rest.prefix { automaton.place(of: $0.to.state)?.part == number })
            rest = rest.dropFirst(hops.count)
            node = hops.last?.to.node ?? node
            let relationships = hops.map {
                Value.relationship(run.graph.value($0.relationship, from: $0.from.node, $0.side))
            }
            run[part.relationship] = part.isList ? .list(relationships) : relationships.first ?? .null
            for group in part.groups {
                let rounds = stride(from: 0, to: hops.count, by: part.steps.count)
                switch group.element {
                case .relationship(let place): run[group.list] = .list(rounds.map { relationships[$0 + place] })
                case .node(0): run[group.list] = .list(rounds.map { .node(hops[$0].from.node) })
                case .node(let place): run[group.list] = .list(rounds.map { .node(hops[$0 + place - 1].to.node) })
                }
            }
        }
    }

    override func finish(_ run: Execution) throws {
        forget(run)
        try super.finish(run)
    }

    override func reset() {
        shared = nil
        super.reset()
    }
}
