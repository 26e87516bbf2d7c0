import GraphModel
import QuerySyntax
import QueryValues

/// Orders the parts of a pattern: always next what is expected to leave the fewest rows, from exact counts.
struct PatternPlanner {
    let planner: Planner
    var graph: PatternGraph
    var builder: PipelineBuilder
    /// Places in `graph.ties` that are still to do.
    private var open: [Int]
    private var relationships: [Slot] = []

    init(_ planner: Planner, _ graph: PatternGraph, _ builder: PipelineBuilder) {
        self.planner = planner
        self.graph = graph
        self.builder = builder
        open = Array(graph.ties.indices)
    }

    private var statistics: any PlanningStatistics { planner.environment.statistics }

    /// Adds the steps for everything.
    mutating func run() throws(QueryError) {
        if planner.isDeleting { requireLiveElements() }
        if planner.isOn(.earlyFilter) { try applyConditions() }
        while true {
            try bindPaths()
            if let tie = bestTie() {
                open.removeAll { $0 == tie.place }
                try follow(graph.ties[tie.place], rows: tie.rows)
            } else if let node = bestStart() {
                try scan(node)
            } else if let place = open.first {
                graph.askLater(place)
            } else {
                break
            }
            if planner.isOn(.earlyFilter) { try applyConditions() }
        }
        try bindPaths()
        try applyConditions()
    }

    /// A pattern finds nothing at what the statement has deleted. Asked before anything is read of it, which would be
    /// an error.
    private mutating func requireLiveElements() {
        let elements = graph.nodes + graph.ties.filter(\.isBound).map(\.relationship)
        for slot in elements where graph.bound.contains(slot) { builder.append(.filter(.isLive(slot)), planner) }
    }

    // MARK: Choosing

    /// The tie to follow next, of those with an end that is bound.
    private func bestTie() -> (place: Int, rows: Double)? {
        var best: (place: Int, rows: Double)?
        for place in open {
            let tie = graph.ties[place]
            guard isReady(tie) else { continue }
            let rows = builder.rows * fanOut(tie)
            if !planner.isOn(.joinOrder) { return (place, rows) }
            if best.map({ rows < $0.rows }) ?? true { best = (place, rows) }
        }
        return best
    }

    private func isReady(_ tie: PatternGraph.Tie) -> Bool {
        let (from, to) = (graph.bound.contains(tie.from), graph.bound.contains(tie.to))
        guard graph.canAsk(tie) else { return false }
        if case .selected = tie.kind { return from && to }
        return from || to || (tie.isBound && graph.bound.contains(tie.relationship))
    }

    /// How many rows a row becomes.
    private func fanOut(_ tie: PatternGraph.Tie) -> Double {
        let nodes = Double(max(1, statistics.nodeCount))
        let (from, to) = (graph.bound.contains(tie.from), graph.bound.contains(tie.to))
        if tie.isBound { return 1 }
        var each = steps(tie, from: from ? tie.from : tie.to, leaving: from ? .outgoing : .incoming)
        if tie.arrow == .either { each *= 2 }
        switch tie.kind {
        case .single: break
        case .repeated(let range): each = Self.repeated(each, range)
        case .group(let group, _): each = Self.repeated(each, group.range)
        case .selected: each = 1
        }
        return from && to ? min(1, each / nodes) : each * selectivity(from ? tie.to : tie.from)
    }

    private static func repeated(_ each: Double, _ range: RepeatRange) -> Double {
        let times = Double(min(range.upper ?? min(range.lower, 12) + 8, 12))
        var (sum, power) = (0.0, 1.0)
        for _ in 0..<Int(max(1, times)) {
            power *= max(each, 0.1)
            sum += power
            if sum > 1e9 { break }
        }
        return sum
    }

    /// Relationships of a tie's types that a node has on average.
    private func steps(_ tie: PatternGraph.Tie, from slot: Slot, leaving direction: Direction) -> Double {
        let side: Direction = tie.arrow == .left ? (direction == .outgoing ? .incoming : .outgoing) : direction
        let label = graph.labels[slot]?.min { statistics.count(label: $0) < statistics.count(label: $1) }
        let nodes = max(1, label.map { statistics.count(label: $0) } ?? statistics.nodeCount)
        guard let types = tie.types else {
            return Double(statistics.relationshipCount) / Double(max(1, statistics.nodeCount))
        }
        let count = types.reduce(0) { sum, type in
            sum + (label.map { statistics.count(label: $0, type: type, side) } ?? statistics.count(type: type))
        }
        return Double(count) / Double(nodes)
    }

    /// The share of nodes that the labels of a node leave.
    private func selectivity(_ slot: Slot) -> Double {
        let nodes = Double(max(1, statistics.nodeCount))
        let label = graph.labels[slot]?.map { Double(statistics.count(label: $0)) / nodes }.min() ?? 1
        return max(label, 1 / nodes)
    }

    /// The unbound node whose scan gives the fewest rows.
    private func bestStart() -> Slot? {
        let unbound = graph.nodes.filter { !graph.bound.contains($0) }
        guard planner.isOn(.joinOrder) else { return unbound.first }
        return unbound.min { source(of: $0).rows < source(of: $1).rows }
    }

    // MARK: Steps

    private func source(of slot: Slot) -> NodeSourceChoice {
        NodeSourceChoice(slot, graph, planner)
    }

    private mutating func scan(_ slot: Slot) throws(QueryError) {
        let choice = source(of: slot)
        let source = try choice.source(graph.scope, planner)
        builder.append(.scan(slot, source), rows: builder.rows * choice.rows, planner)
        graph.bound.insert(slot)
        if let label = choice.coveredLabel {
            graph.conjuncts.removeAll { $0.expression.isLabel(label, of: graph.names[slot]) }
        }
    }

    private mutating func follow(_ tie: PatternGraph.Tie, rows: Double) throws(QueryError) {
        let fromIsBound = graph.bound.contains(tie.from)
        // Of two bound ends either will do; otherwise from the one that is.
        let isReversed = !fromIsBound && !tie.isBound
        let expansion = Expansion(
            from: isReversed ? tie.to : tie.from, relationship: tie.relationship, to: isReversed ? tie.from : tie.to,
            direction: Self.direction(tie.arrow, isReversed: isReversed), types: tie.types,
            condition: try condition(of: tie), candidate: tie.candidate,
            isInto: graph.bound.contains(isReversed ? tie.from : tie.to), excluding: relationships,
            isReversed: isReversed, mode: tie.mode)
        switch tie.kind {
        case .single where tie.isBound: builder.append(self.tie(expansion, isList: false), rows: rows, planner)
        case .repeated where tie.isBound: builder.append(self.tie(expansion, isList: true), rows: rows, planner)
        case .single: builder.append(.expand(expansion), rows: rows, planner)
        case .repeated(let range): builder.append(.expandRepeatedly(expansion, range), rows: rows, planner)
        case .group(let group, let groups):
            let operation = try repeatPath(expansion, group, groups)
            builder.append(operation, rows: rows, planner)
            for group in groups { graph.bound.insert(group.list) }
        case .selected(let pattern, let range):
            try select(pattern, range, expansion, rows: rows)
        }
        if tie.mode != .walk { relationships.append(tie.relationship) }
        graph.bound.formUnion([tie.from, tie.to, tie.relationship])
    }

    private func tie(_ expansion: Expansion, isList: Bool) -> Operation {
        .tie(
            expansion, isList: isList, fromIsBound: graph.bound.contains(expansion.from),
            toIsBound: graph.bound.contains(expansion.to))
    }

    private func condition(of tie: PatternGraph.Tie) throws(QueryError) -> PlanExpression? {
        var scope = graph.scope
        if let name = tie.candidateName { scope.bind(name, tie.candidate) }
        return try planner.bind(tie.condition, scope)
    }

    static func direction(_ arrow: RelationshipPattern.Arrow, isReversed: Bool) -> Direction? {
        switch arrow {
        case .either: nil
        case .right: isReversed ? .incoming : .outgoing
        case .left: isReversed ? .outgoing : .incoming
        }
    }

    /// Filters by the conditions whose slots are bound.
    private mutating func applyConditions() throws(QueryError) {
        let bound = graph.bound
        let ready = graph.conjuncts.filter { $0.needs.isSubset(of: bound) }
        guard !ready.isEmpty else { return }
        graph.conjuncts.removeAll { $0.needs.isSubset(of: bound) }
        for conjunct in ready {
            builder.append(
                .filter(try planner.bind(conjunct.expression, graph.scope)), rows: builder.rows / 2, planner)
        }
    }

    /// Makes the paths whose relationships are bound.
    private mutating func bindPaths() throws(QueryError) {
        for path in graph.paths where !graph.bound.contains(path.slot) {
            guard graph.bound.contains(path.start), path.relationships.allSatisfy(graph.bound.contains) else {
                continue
            }
            builder.append(
                .assign([Assignment(path.slot, .path(start: path.start, relationships: path.relationships))]), planner)
            graph.bound.insert(path.slot)
        }
    }
}

extension Planner {
    /// Adds the steps of a `MATCH` and gives the scope that it leaves.
    func plan(
        patterns: [PathPattern], where predicate: Expression?, _ scope: Scope, _ builder: inout PipelineBuilder
    ) throws(QueryError) -> Scope {
        let elements = patterns.reduce(0) { $0 + $1.elements.count }
        guard elements <= PlanLimits.patternElements else {
            throw .syntax(
                .nestingLimit, "the pattern has \(elements) parts, and \(PlanLimits.patternElements) are the most",
                advice: "match it in several clauses")
        }
        let graph = PatternGraph(patterns, where: predicate, scope, self)
        var patternPlanner = PatternPlanner(self, graph, builder)
        try patternPlanner.run()
        builder = patternPlanner.builder
        builder.hasOpenReads = true
        return graph.result
    }
}

extension Expression {
    /// Whether it says that a variable has a label, and nothing else.
    fileprivate func isLabel(_ label: String, of name: String?) -> Bool {
        guard case .hasLabels(let operand, .name(let own)) = kind, case .variable(let variable) = operand.kind else {
            return false
        }
        return own.text == label && variable == name
    }
}
