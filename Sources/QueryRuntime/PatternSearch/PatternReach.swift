internal import GraphModel
internal import GraphStore
internal import QueryPlanner
internal import QueryValues

/// What can be reached from a node along a pattern: pairs of a state of its automaton and a node, in order of their
/// distance, with every relationship that leads to each.
///
/// Grows pair by pair, only as far as it is asked to, and serves every end. What may not repeat on a path is no matter
/// here: these are walks.
final class PatternReach {
    struct Pair: Hashable {
        var state: Int
        var node: NodeID
    }

    /// How a pair is reached from the one before it.
    struct Arrival {
        var from: Int
        /// nil where the pattern ends, which takes no relationship.
        var relationship: Neighbour?
        var side: Direction
        /// The next arrival at the same pair, whose distance is not smaller; -1 as long as there is none.
        fileprivate(set) var next = -1
    }

    struct Reached {
        let pair: Pair
        /// Relationships of the shortest walk.
        let distance: Int
        fileprivate(set) var firstArrival = -1
        fileprivate var lastArrival = -1
    }

    /// The state of pairs in which the pattern has ended.
    private static let end = -1
    /// Of a pair whose node the pattern refuses.
    private static let refused = -1
    private static let weight = MemoryLayout<Reached>.stride + 3 * MemoryLayout<Pair>.stride

    let start: NodeID
    private let automaton: PatternAutomaton
    private let types: [[[UInt16]?]]
    private(set) var reached: [Reached] = []
    private(set) var arrivals: [Arrival] = []
    private var numbers: [Pair: Int] = [:]
    /// Pairs from which the search goes on, in order of their distance, and how many it has gone on from.
    private var open: [Int] = []
    private var left = 0
    private var kept = KeptMemory()

    init(_ automaton: PatternAutomaton, from start: NodeID, _ run: Execution) throws {
        self.automaton = automaton
        self.start = start
        types = automaton.parts.map { $0.steps.map { run.graph.numbers(ofTypes: $0.plan.types) } }
        _ = try add(Pair(state: PatternAutomaton.start, node: start), distance: 0, run)
    }

    func release(_ run: Execution) { kept.release(run) }

    /// The distance of the pair from which the search goes on next; nil when everything has been reached.
    var nearest: Int? { left < open.count ? reached[open[left]].distance : nil }

    /// The number of the pair in which the pattern has ended at a node.
    func end(at node: NodeID, _ run: Execution) throws -> Int {
        let pair = Pair(state: Self.end, node: node)
        if let known = numbers[pair] { return known }
        return try note(pair, distance: 0, run)
    }

    /// The arrival at a pair after another one, the first after -1.
    func arrival(after last: Int, at pair: Int) -> Int? {
        let next = last < 0 ? reached[pair].firstArrival : arrivals[last].next
        return next < 0 ? nil : next
    }

    /// Goes one relationship on from the nearest pair.
    func grow(_ run: Execution) throws {
        let from = open[left]
        left += 1
        let (pair, distance) = (reached[from].pair, reached[from].distance)
        for place in try automaton.next(pair.state, at: pair.node, run).places {
            let step = automaton.parts[place.part].steps[place.step]
            if let slot = step.plan.from { run[slot] = .node(pair.node) }
            if let condition = step.fromCondition, try condition.truth(run) != true { continue }
            let (state, types) = (automaton.state(place), types[place.part][place.step])
            _ = try run.graph.neighbours(of: pair.node, step.plan.direction, types: types) { neighbour, side in
                try run.budget.followPath()
                let target = Pair(state: state, node: neighbour.other)
                let known = numbers[target]
                if known == Self.refused { return true }
                if let condition = step.condition {
                    run[step.plan.relationship] = .relationship(run.graph.value(neighbour, from: pair.node, side))
                    if let slot = step.plan.to { run[slot] = .node(neighbour.other) }
                    guard try condition.truth(run) == true else { return true }
                }
                guard let number = try known ?? enter(target, step, distance: distance + 1, run) else { return true }
                try add(Arrival(from: from, relationship: neighbour, side: side), at: number, run)
                return true
            }
        }
    }

    /// A pair that was not reached before; nil if the pattern refuses its node.
    private func enter(_ pair: Pair, _ step: PatternAutomaton.Step, distance: Int, _ run: Execution) throws -> Int? {
        if let condition = step.toCondition {
            if let slot = step.plan.to { run[slot] = .node(pair.node) }
            guard try condition.truth(run) == true else {
                try kept.add(Self.weight, run)
                numbers[pair] = Self.refused
                return nil
            }
        }
        return try add(pair, distance: distance, run)
    }

    private func add(_ pair: Pair, distance: Int, _ run: Execution) throws -> Int {
        let number = try note(pair, distance: distance, run)
        open.append(number)
        if automaton.mayEnd(pair.state), try automaton.next(pair.state, at: pair.node, run).mayEnd {
            let end = try end(at: pair.node, run)
            try add(Arrival(from: number, relationship: nil, side: .outgoing), at: end, run)
        }
        return number
    }

    private func note(_ pair: Pair, distance: Int, _ run: Execution) throws -> Int {
        try kept.add(Self.weight, run)
        numbers[pair] = reached.count
        reached.append(Reached(pair: pair, distance: distance))
        return reached.count - 1
    }

    private func add(_ arrival: Arrival, at pair: Int, _ run: Execution) throws {
        try kept.add(MemoryLayout<Arrival>.stride, run)
        let number = arrivals.count
        arrivals.append(arrival)
        if reached[pair].firstArrival < 0 {
            reached[pair].firstArrival = number
        } else {
            arrivals[reached[pair].lastArrival].next = number
        }
        reached[pair].lastArrival = number
    }
}
