import CLimit
import GraphModel
import GraphStore

/// A store's graph in plain arrays, for the C side. Nodes are places; what is allocated stays as long as the program
/// runs.
final class LimitGraph {
    /// By place.
    let ids: [NodeID]
    private(set) var names: [String] = []
    private var graph = cquery_graph()
    private let scratch: OpaquePointer
    private var types = Numbers<String>()
    private var classes = Numbers<[String]>()
    private var environments = Numbers([""])
    private var states = Numbers([""])
    private let counts: UnsafeMutablePointer<UInt32>

    init(_ snapshot: GraphSnapshot) throws {
        var ids: [NodeID] = []
        try snapshot.forEachNode { node in
            ids.append(node)
            return true
        }
        self.ids = ids
        let places = Dictionary(uniqueKeysWithValues: ids.enumerated().map { ($1, UInt32($0)) })
        var types = Numbers<String>()
        let outgoing = try ids.map { id in
            var steps: [Step] = []
            try snapshot.neighbours(of: id, .outgoing, types: nil) { neighbour in
                if let other = places[neighbour.other] {
                    steps.append(Step(other: other, type: UInt8(types[snapshot.type(numbered: neighbour.type) ?? ""])))
                }
                return true
            }
            return steps
        }
        self.types = types
        graph.nodes = UInt32(ids.count)
        (graph.out_offsets, graph.out_neighbours, graph.out_types) = Step.rows(outgoing)
        (graph.in_offsets, graph.in_neighbours, graph.in_types) = Step.rows(Step.reversed(outgoing))
        scratch = withUnsafePointer(to: graph) { cquery_scratch_make($0) }
        counts = .allocate(capacity: 1 << 20)
        try readProperties(snapshot)
        sortNames()
    }

    private func readProperties(_ snapshot: GraphSnapshot) throws {
        var (classOf, environmentOf, stateOf): ([UInt16], [UInt8], [UInt8]) = ([], [], [])
        for id in ids {
            guard let node = try snapshot.node(id) else { preconditionFailure("node \(id) is missing") }
            names.append(node["name"]?.string ?? "")
            classOf.append(UInt16(classes[node.labels]))
            environmentOf.append(UInt8(environments[node["environment"]?.string ?? ""]))
            stateOf.append(UInt8(states[node["state"]?.string ?? ""]))
        }
        (graph.classes, graph.environments, graph.states) = (kept(classOf), kept(environmentOf), kept(stateOf))
        (graph.class_count, graph.environment_count) = (UInt32(classes.count), UInt32(environments.count))
        graph.state_count = UInt32(states.count)
        let byClass = classOf.indices.sorted { (classOf[$0], $0) < (classOf[$1], $1) }
        graph.class_nodes = kept(byClass.map { UInt32($0) })
        let sizes = classOf.reduce(into: [UInt32](repeating: 0, count: classes.count)) { $0[Int($1)] += 1 }
        graph.class_offsets = kept(sizes.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1) })
    }

    private func sortNames() {
        let order = names.indices.sorted { names[$0].utf8.lexicographicallyPrecedes(names[$1].utf8) }
        var bytes: [CChar] = []
        var offsets: [UInt32] = [0]
        for place in order {
            bytes += names[place].utf8.map { CChar(bitPattern: $0) }
            offsets.append(UInt32(bytes.count))
        }
        graph.names = UInt32(order.count)
        (graph.name_bytes, graph.name_offsets) = (kept(bytes), kept(offsets))
        graph.name_nodes = kept(order.map { UInt32($0) })
    }
}

// What C does with it.
extension LimitGraph {
    /// The types of a set, as the bits of a number.
    func mask(_ names: [String]) -> UInt32 { names.reduce(0) { $0 | 1 << UInt32(types.known($1)) } }

    func environment(_ name: String) -> UInt8 { UInt8(environments.known(name)) }

    /// By its name; `UInt32.max` when there is none.
    func find(named place: UInt32) -> UInt32 {
        var name = names[Int(place)]
        return name.withUTF8 { text in
            text.withMemoryRebound(to: CChar.self) { cquery_find(&graph, $0.baseAddress, UInt32($0.count)) }
        }
    }

    func ways(from start: UInt32, _ steps: [cquery_step]) -> Int {
        Int(cquery_chain(&graph, start, steps, UInt32(steps.count)))
    }

    /// How many others a node can be reached from, however far.
    func reach(from start: UInt32, _ types: UInt32) -> Int { Int(cquery_reach(&graph, scratch, start, types, 1)) }

    /// Whether a way leads from a node back to it.
    func isOnCycle(_ start: UInt32, _ types: UInt32) -> Bool {
        _ = cquery_reach(&graph, scratch, start, types, 1)
        return cquery_has_reached(scratch, start) != 0
    }

    /// 0 when there is no way.
    func distance(from start: UInt32, to end: UInt32, _ types: UInt32) -> Int {
        let distance = cquery_distance(&graph, scratch, start, end, types)
        return distance == .max ? 0 : Int(distance)
    }

    /// The number of the only class that has a label.
    func number(ofClass label: String) -> Int {
        let found = classes.all.indices.filter { classes.all[$0].contains(label) }
        precondition(found.count == 1, "\(label) is not one class")
        return found[0]
    }

    func count(ofClass number: Int) -> Int { Int(graph.class_offsets[number + 1] - graph.class_offsets[number]) }

    func groups() -> Int { Int(cquery_groups(&graph, counts)) }

    func groups(ofClass number: Int) -> Int { Int(cquery_class_groups(&graph, UInt32(number), counts)) }
}
