public import GraphModel

/// A way through the graph: relationships, each from where the one before led.
public struct Path: Hashable, Sendable {
    public struct Step: Hashable, Sendable {
        /// A place in `typeNames`.
        public var type: UInt16
        /// `outgoing` when the step goes from the relationship's source to its target.
        public var direction: Direction
        /// Where the step leads.
        public var node: NodeIndex
    }

    public var start: NodeIndex
    public var steps: [Step]

    public var end: NodeIndex { steps.last?.node ?? start }
}

extension Topology {
    /// A relationship between two nodes that a route follows, as a step from the first; nil when there is none.
    /// Linear in the shorter of their lists where the route allows.
    func step(from start: NodeIndex, to end: NodeIndex, along route: Route) -> Path.Step? {
        switch route {
        case .dependants:
            return relationship(of: end, to: start) { $0 != .none }
                .map { Path.Step(type: $0.type, direction: $0.direction.opposite, node: end) }
        case .providers:
            return relationship(of: start, to: end) { $0 != .none }
                .map { Path.Step(type: $0.type, direction: $0.direction, node: end) }
        case .relationships(let types, let directions):
            let wanted = Set(directions.map(\.opposite))
            if nodes.adjacency[start.offset].count <= nodes.adjacency[end.offset].count {
                return relationship(of: start, to: end, types, directions)
                    .map { Path.Step(type: $0.type, direction: $0.direction, node: end) }
            }
            return relationship(of: end, to: start, types, wanted)
                .map { Path.Step(type: $0.type, direction: $0.direction.opposite, node: end) }
        }
    }

    private func relationship(
        of node: NodeIndex, to other: NodeIndex, _ types: Set<UInt16>? = nil,
        _ directions: Set<Direction> = [.outgoing, .incoming], where allows: (Dependence) -> Bool = { _ in true }
    ) -> (type: UInt16, direction: Direction)? {
        let range = nodes.adjacency[node.offset]
        for place in Int(range.start)..<range.end where edges.others[place] & indexMask == other.rawValue {
            let direction: Direction = place < Int(range.start) + Int(range.outgoing) ? .outgoing : .incoming
            let type = edges.types[place]
            let dependence = Dependence(rawValue: UInt8(edges.others[place] >> ProviderKind.shift)) ?? .none
            guard directions.contains(direction), types?.contains(type) ?? true, allows(dependence) else { continue }
            return (type, direction)
        }
        return nil
    }
}

extension AdjacencyRange {
    var count: Int { Int(outgoing) + Int(incoming) }
}

extension Direction {
    var opposite: Direction { self == .outgoing ? .incoming : .outgoing }
}
