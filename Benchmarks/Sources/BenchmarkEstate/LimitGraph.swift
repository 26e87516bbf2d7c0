public import CLimit

/// The same estate as the C program keeps it: compressed sparse rows, sorted here by counting, with scratch of its own.
public final class LimitGraph {
    public let scratch: OpaquePointer
    /// Valid for the life of this object.
    public let graph: UnsafeMutablePointer<climit_graph>
    private var arrays: [UnsafeMutablePointer<UInt32>] = []

    public init(_ estate: Estate) {
        var kept: [UnsafeMutablePointer<UInt32>] = []
        func keep(_ values: [UInt32]) -> UnsafePointer<UInt32> {
            let array = UnsafeMutablePointer<UInt32>.allocate(capacity: max(values.count, 1))
            array.initialize(from: values, count: values.count)
            kept.append(array)
            return UnsafePointer(array)
        }
        let (offsets, neighbours) = Self.rows(estate) { ($0.provider, $0.dependant) }
        let (impactOffsets, impacts) = Self.rows(estate) { relationship in
            switch relationship.kind {
            case 0: (relationship.provider, relationship.dependant)
            case 1: (relationship.provider, relationship.dependant | UInt32(CLIMIT_SOFT) << 30)
            case 2: (relationship.provider, relationship.gate | UInt32(CLIMIT_GATE) << 30)
            default: nil
            }
        }
        graph = .allocate(capacity: 1)
        graph.initialize(
            to: climit_graph(
                nodes: UInt32(estate.count), gates: UInt32(estate.gates.count), offsets: keep(offsets),
                neighbours: keep(neighbours), impact_offsets: keep(impactOffsets), impacts: keep(impacts),
                gate_owner: keep(estate.gates.map(\.owner)),
                gate_tolerance: keep(estate.gates.map { $0.members - $0.needed }),
                gate_members: keep(estate.gates.map(\.members))))
        scratch = climit_scratch_make(graph)
        arrays = kept
    }

    deinit {
        climit_scratch_free(scratch)
        graph.deallocate()
        for array in arrays { array.deallocate() }
    }

    /// Edges by their starts, in the order in which the estate has them.
    private static func rows(
        _ estate: Estate, _ edge: (Estate.Relationship) -> (from: UInt32, to: UInt32)?
    ) -> ([UInt32], [UInt32]) {
        var offsets = [UInt32](repeating: 0, count: estate.count + 1)
        for relationship in estate.relationships {
            if let edge = edge(relationship) { offsets[Int(edge.from)] += 1 }
        }
        var total: UInt32 = 0
        for place in offsets.indices {
            total += offsets[place]
            offsets[place] = total
        }
        var edges = [UInt32](repeating: 0, count: Int(total))
        for relationship in estate.relationships.reversed() {
            guard let edge = edge(relationship) else { continue }
            offsets[Int(edge.from)] -= 1
            edges[Int(offsets[Int(edge.from)])] = edge.to
        }
        return (offsets, edges)
    }
}
