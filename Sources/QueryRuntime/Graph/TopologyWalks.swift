internal import GraphModel
internal import GraphStore
internal import Synchronization
internal import Topology

/// Walks on the topology of the version that a query reads, if it can be had.
final class TopologyWalks {
    private let store: GraphStore?
    private let reader: GraphReader
    private let shelf: TopologyShelf?
    private var reachability: Reachability?
    private var isUnavailable = false

    /// - Parameter store: nil where the graph is being changed, which no topology shows.
    init(_ store: GraphStore?, _ reader: GraphReader, _ shelf: TopologyShelf?) {
        self.store = store
        self.reader = reader
        self.shelf = shelf
    }

    deinit {
        if let reachability, !reachability.topology.isDamaged { shelf?.give(reachability, reader.commit) }
    }

    /// The nodes that can be reached in one step or more along relationships of some types, by distance; nil when
    /// there is no topology to walk on.
    ///
    /// - Parameter onlyIfOpen: do not open a file for it.
    func ends(
        from start: NodeID, _ direction: Direction, _ types: [String]?, upper: Int?, onlyIfOpen: Bool,
        shouldStop: @escaping () -> Bool
    ) -> [NodeID]? {
        guard let reachability = open(onlyIfOpen: onlyIfOpen), let place = reachability.topology.index(of: start) else {
            return nil
        }
        let topology = reachability.topology
        let route = topology.route(types: types, [direction])
        guard case .relationships(let wanted, _) = route else { return nil }
        var first: [NodeIndex] = []
        var seen: Set<NodeIndex> = []
        for neighbour in topology.neighbours(of: place, direction) where wanted?.contains(neighbour.type) ?? true {
            if seen.insert(neighbour.node).inserted { first.append(neighbour.node) }
        }
        let limits = TraversalLimits(distance: upper.map { $0 - 1 }, shouldStop: shouldStop)
        let walk = reachability.walk(from: first, along: route, limits: limits)
        // Damage shows while pages are read; then the store itself answers.
        if topology.isDamaged {
            isUnavailable = true
            return nil
        }
        return walk.nodes.map(topology.id(of:))
    }

    /// A shortest way between two nodes along relationships of some types, either way for nil: for each relationship,
    /// its type, the direction in which it is followed and the node that it leads to. Without steps when there is no
    /// way; nil when there is no topology to walk on.
    func shortestWay(
        from start: NodeID, to end: NodeID, _ direction: Direction?, _ types: [String]?, onlyIfOpen: Bool
    ) -> [(type: String, direction: Direction, node: NodeID)]? {
        guard let reachability = open(onlyIfOpen: onlyIfOpen), let from = reachability.topology.index(of: start),
            let to = reachability.topology.index(of: end)
        else { return nil }
        let topology = reachability.topology
        let route = topology.route(types: types, direction.map { [$0] } ?? [.outgoing, .incoming])
        let path = reachability.shortestPath(from: from, to: to, along: route)
        if topology.isDamaged {
            isUnavailable = true
            return nil
        }
        return path?.steps.map { (topology.typeNames[Int($0.type)], $0.direction, topology.id(of: $0.node)) } ?? []
    }

    private func open(onlyIfOpen: Bool) -> Reachability? {
        if let reachability { return reachability }
        guard let store, let snapshot = reader as? GraphSnapshot, !isUnavailable else { return nil }
        if let known = shelf?.take(snapshot.commit) {
            reachability = known
        } else if !onlyIfOpen {
            // Without a topology the store's lists answer, only slower.
            reachability = try? Reachability(
                TopologyCache(folder: store.path).open(store, at: snapshot, onReading: true).topology)
            isUnavailable = reachability == nil
        }
        return reachability
    }
}

/// Topologies with their scratch memory that wait for the next query of the same version.
final class TopologyShelf: Sendable {
    private let waiting = Mutex<[Waiting]>([])

    /// Used by one query at a time, from one thread to the next.
    private struct Waiting: @unchecked Sendable {
        let commit: CommitNumber
        let reachability: Reachability
    }

    func take(_ commit: CommitNumber) -> Reachability? {
        let taken = waiting.withLock { waiting in
            waiting.lastIndex { $0.commit == commit }.map { waiting.remove(at: $0) }
        }
        return taken?.reachability
    }

    func give(_ reachability: Reachability, _ commit: CommitNumber) {
        let given = Waiting(commit: commit, reachability: reachability)
        waiting.withLock { waiting in
            waiting.append(given)
            if waiting.count > 4 { waiting.removeFirst() }
        }
    }
}
