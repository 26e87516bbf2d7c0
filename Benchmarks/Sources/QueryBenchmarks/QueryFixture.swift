import GraphModel
import GraphStore
import QueryRuntime
import QueryValues
import Topology

/// A store with the engine that is measured, its topology, and its graph in plain arrays.
struct QueryFixture {
    let graph: LimitGraph
    let topology: Topology
    private let snapshot: GraphSnapshot
    private let reachability: Reachability
    private let places: [NodeID: UInt32]
    private let asking: Asking

    init(_ store: GraphStore) throws {
        snapshot = try store.snapshot()
        graph = try LimitGraph(snapshot)
        topology = try TopologyCache(folder: store.path).open(store, at: snapshot).topology
        reachability = try Reachability(topology)
        places = Dictionary(uniqueKeysWithValues: graph.ids.enumerated().map { ($1, UInt32($0)) })
        asking = Asking(store)
    }

    /// So many of the nodes of a class, from all over it.
    func places(_ label: String, _ count: Int) throws -> [UInt32] {
        var all: [UInt32] = []
        try snapshot.nodes(withLabel: label) { node in
            if let place = places[node] { all.append(place) }
            return true
        }
        return evenly(all, count)
    }

    func named(_ place: UInt32) -> [String: QueryValue] {
        ["name": .property(.string(graph.names[Int(place)]))]
    }

    /// The number in the single row that comes; 0 when none does.
    func ask(_ text: String, _ parameters: [String: QueryValue] = [:]) throws -> Int {
        var number = 0
        try asking.run(text, parameters) { row in number = row.first?.integer ?? 0 }
        return number
    }

    /// How many rows come.
    func askRows(_ text: String, _ parameters: [String: QueryValue] = [:]) throws -> Int {
        var rows = 0
        try asking.run(text, parameters) { _ in rows += 1 }
        return rows
    }

    /// The sum of the squares of what the last column counts: not the same for other groups.
    func askGroups(_ text: String) throws -> Int {
        var sum = 0
        try asking.run(text) { row in
            let count = row.last?.integer ?? 0
            sum += count * count
        }
        return sum
    }

    func count(from start: UInt32, along route: Route) -> Int {
        reachability.count(from: [node(start)], along: route)
    }

    /// 0 when there is no way.
    func distance(from start: UInt32, to end: UInt32, along route: Route) -> Int {
        reachability.shortestPath(from: node(start), to: node(end), along: route)?.steps.count ?? 0
    }

    private func node(_ place: UInt32) -> NodeIndex {
        guard let node = topology.index(of: graph.ids[Int(place)]) else {
            preconditionFailure("the topology lacks \(graph.ids[Int(place)])")
        }
        return node
    }
}

/// So many of the elements, or all when there are fewer.
func evenly<Element>(_ elements: [Element], _ count: Int) -> [Element] {
    stride(from: 0, to: elements.count, by: max(1, elements.count / count)).prefix(count).map { elements[$0] }
}

extension QueryValue {
    fileprivate var integer: Int? {
        if case .property(.integer(let number)) = self { Int(number) } else { nil }
    }
}
