import CLimit
import GraphModel
import GraphStore

/// A store's graph in plain arrays, for the C side.
final class LimitGraph {
    var graph = cquery_graph()
    private(set) var scratch: OpaquePointer?
    /// By place.
    let ids: [NodeID]
    private(set) var names: [String] = []
    private(set) var types: [String: UInt32] = [:]
    private(set) var classes: [String] = []
    private(set) var environments: [String] = [""]

    init(_ snapshot: GraphSnapshot) throws {
        var ids: [NodeID] = []
        try snapshot.forEachNode { node in
            ids.append(node)
            return true
        }
        self.ids = ids
        let places = Dictionary(uniqueKeysWithValues: ids.enumerated().map { ($1, UInt32($0)) })
        var outgoing: [[(UInt32, UInt8)]] = Array(repeating: [], count: ids.count)
        var incoming = outgoing
        var classOf = [UInt16](repeating: 0, count: ids.count)
        var environmentOf = [UInt8](repeating: 0, count: ids.count)
        var classNumbers: [[String]: UInt16] = [:]
        for (place, id) in ids.enumerated() {
            try snapshot.neighbours(of: id, .outgoing, types: nil) { neighbour in
                let name = snapshot.type(numbered: neighbour.type) ?? ""
                let type = UInt8(types[name, default: UInt32(types.count)])
                types[name] = UInt32(type)
                guard let other = places[neighbour.other] else { return true }
                outgoing[place].append((other, type))
                incoming[Int(other)].append((UInt32(place), type))
                return true
            }
            guard let node = try snapshot.node(id) else { continue }
            names.append(node["name"]?.string ?? "")
            classOf[place] = classNumbers[node.labels, default: UInt16(classNumbers.count)]
            classNumbers[node.labels] = classOf[place]
            let environment = node["environment"]?.string ?? ""
            if !environments.contains(environment) { environments.append(environment) }
            environmentOf[place] = UInt8(environments.firstIndex(of: environment) ?? 0)
        }
        classes = classNumbers.keys.map { $0.joined(separator: ":") }
        graph.nodes = UInt32(ids.count)
        (graph.out_offsets, graph.out_neighbours, graph.out_types) = Self.rows(outgoing)
        (graph.in_offsets, graph.in_neighbours, graph.in_types) = Self.rows(incoming)
        graph.classes = Self.kept(classOf)
        graph.environments = Self.kept(environmentOf)
        sortNames()
        scratch = withUnsafePointer(to: graph) { cquery_scratch_make($0) }
    }

    private func sortNames() {
        let order = names.indices.sorted { Array(names[$0].utf8).lexicographicallyPrecedes(Array(names[$1].utf8)) }
        var bytes: [CChar] = []
        var offsets: [UInt32] = [0]
        for place in order {
            bytes += names[place].utf8.map { CChar(bitPattern: $0) }
            offsets.append(UInt32(bytes.count))
        }
        graph.names = UInt32(order.count)
        graph.name_bytes = Self.kept(bytes)
        graph.name_offsets = Self.kept(offsets)
        graph.name_nodes = Self.kept(order.map { UInt32($0) })
    }

    private static func rows(
        _ lists: [[(UInt32, UInt8)]]
    ) -> (UnsafePointer<UInt32>, UnsafePointer<UInt32>, UnsafePointer<UInt8>) {
        var offsets: [UInt32] = [0]
        for list in lists { offsets.append((offsets.last ?? 0) + UInt32(list.count)) }
        return (kept(offsets), kept(lists.flatMap { $0.map(\.0) }), kept(lists.flatMap { $0.map(\.1) }))
    }

    /// For as long as the program runs.
    private static func kept<Element>(_ elements: [Element]) -> UnsafePointer<Element> {
        let buffer = UnsafeMutableBufferPointer<Element>.allocate(capacity: max(1, elements.count))
        _ = buffer.initialize(from: elements)
        return UnsafePointer(buffer.baseAddress!)
    }

    func mask(_ names: [String]) -> UInt32 { names.reduce(0) { $0 | 1 << (types[$1] ?? 31) } }

    func find(_ name: String) -> UInt32 {
        var name = name
        return name.withUTF8 { text in
            text.withMemoryRebound(to: CChar.self) { cquery_find(&graph, $0.baseAddress, UInt32($0.count)) }
        }
    }
}
