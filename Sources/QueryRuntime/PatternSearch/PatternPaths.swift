internal import GraphModel
internal import GraphStore
internal import QueryPlanner
internal import QuerySyntax

/// The paths of a pattern to one end, shortest first, each found only when it is asked for.
///
/// Paths grow from their end to the start over the arrivals of what was reached. A rest of a path is tried next when
/// no other can become shorter: what it has, and the distance from the start to where it stands, which is exact for
/// walks. So what may not repeat on a path only ever takes rests away, and without it each rest that is tried becomes a
/// path.
struct PatternPaths {
    /// The end of a path, from a pair on.
    private struct Rest {
        var pair: Int
        /// How the pair leads to the rest behind it; -1 at the end.
        var arrival: Int
        var behind: Int
        var length: Int
        /// The last arrival at the pair that was tried.
        var tried = -1
    }

    /// A relationship of a path.
    struct Hop {
        var from: PatternReach.Pair
        var relationship: Neighbour
        var side: Direction
        var to: PatternReach.Pair
    }

    private let reach: PatternReach
    private let mode: PathMode
    private var rests: [Rest]
    /// Numbers of rests, by the least length of a path with them.
    private var waiting: [[Int]] = [[0]]
    private var least = 0
    private var kept = KeptMemory()

    init(_ reach: PatternReach, to end: NodeID, _ mode: PathMode, _ run: Execution) throws {
        self.reach = reach
        self.mode = mode
        rests = [Rest(pair: try reach.end(at: end, run), arrival: -1, behind: -1, length: 0)]
    }

    mutating func release(_ run: Execution) { kept.release(run) }

    /// The next path in reading order; nil when there is none up to a length.
    mutating func next(upTo longest: Int, _ run: Execution) throws -> [Hop]? {
        while least < waiting.count, least <= longest {
            guard let number = waiting[least].popLast() else {
                least += 1
                continue
            }
            if reach.reached[rests[number].pair].pair.state == PatternAutomaton.start { return path(number) }
            guard let arrival = try arrival(of: number, run) else { continue }
            wait(number, least)
            rests[number].tried = arrival
            try run.budget.followPath()
            if admits(arrival, before: number) {
                try kept.add(MemoryLayout<Rest>.stride + 2 * MemoryLayout<Int>.stride, run)
                let step = reach.arrivals[arrival].relationship == nil ? 0 : 1
                rests.append(
                    Rest(
                        pair: reach.arrivals[arrival].from, arrival: arrival, behind: number,
                        length: rests[number].length + step))
                wait(rests.count - 1, least)
            }
        }
        return nil
    }

    /// The next arrival at a rest with which a path has the least length. Without one the rest waits for its turn.
    private mutating func arrival(of number: Int, _ run: Execution) throws -> Int? {
        let rest = rests[number]
        // Where the pattern ends, the pairs before are noted as they are reached, elsewhere when they are gone on
        // from: either way what is not noted yet is one relationship more than the nearest pair.
        while reach.arrival(after: rest.tried, at: rest.pair) == nil, let nearest = reach.nearest {
            guard rest.length + nearest + 1 <= least else {
                wait(number, rest.length + nearest + 1)
                return nil
            }
            try reach.grow(run)
        }
        guard let arrival = reach.arrival(after: rest.tried, at: rest.pair) else { return nil }
        let (before, step) = (reach.arrivals[arrival].from, reach.arrivals[arrival].relationship == nil ? 0 : 1)
        let length = rest.length + step + reach.reached[before].distance
        if length <= least { return arrival }
        wait(number, length)
        return nil
    }

    private mutating func wait(_ number: Int, _ length: Int) {
        while waiting.count <= length { waiting.append([]) }
        waiting[length].append(number)
    }

    /// Whether the path may have the relationship of an arrival too, or its node.
    private func admits(_ arrival: Int, before number: Int) -> Bool {
        guard mode != .walk, let relationship = reach.arrivals[arrival].relationship?.relationship else { return true }
        let before = reach.reached[reach.arrivals[arrival].from].pair
        // Every path comes to the start once more.
        if mode == .acyclic, before.node == reach.start, before.state != PatternAutomaton.start { return false }
        var place = number
        while place >= 0 {
            let rest = rests[place]
            if mode == .acyclic, reach.reached[rest.pair].pair.node == before.node { return false }
            if rest.arrival >= 0, reach.arrivals[rest.arrival].relationship?.relationship == relationship {
                return false
            }
            place = rest.behind
        }
        return true
    }

    private func path(_ number: Int) -> [Hop] {
        var path: [Hop] = []
        var rest = rests[number]
        while rest.arrival >= 0 {
            let (arrival, behind) = (reach.arrivals[rest.arrival], rests[rest.behind])
            if let relationship = arrival.relationship {
                path.append(
                    Hop(
                        from: reach.reached[rest.pair].pair, relationship: relationship, side: arrival.side,
                        to: reach.reached[behind.pair].pair))
            }
            rest = behind
        }
        return path
    }
}
