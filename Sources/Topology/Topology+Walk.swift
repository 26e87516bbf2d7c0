public import GraphModel

extension Topology {
    /// The names of the relationship types, in order of their codes.
    public var typeNames: [String] { names.types.all() }

    /// The names of the classes, in order of their codes.
    public var classNames: [String] { names.classes.all() }

    /// The class of a node, as a place in `classNames`.
    public func classCode(of node: NodeIndex) -> UInt16 { nodes.classes[node.offset] }

    /// How many relationships a node has in a direction.
    public func degree(of node: NodeIndex, _ direction: Direction) -> Int {
        settle(listsOf: node.rawValue)
        let range = nodes.adjacency[node.offset]
        return Int(direction == .outgoing ? range.outgoing : range.incoming)
    }

    /// One relationship of a node, seen from it.
    public struct Neighbour: Hashable, Sendable {
        public var node: NodeIndex
        /// A place in `typeNames`.
        public var type: UInt16
        /// What the neighbour's failure does to the node by this relationship.
        public var dependence: Dependence
    }

    /// What a provider's failure does to a dependant.
    public enum Dependence: UInt8, Hashable, Sendable {
        case none = 0
        /// It takes it down.
        case hard = 1
        /// It degrades it.
        case soft = 2
        /// The provider is a member of one of the dependant's groups, which decides.
        case member = 3
    }

    /// The relationships of a node in a direction, without properties.
    public func neighbours(of node: NodeIndex, _ direction: Direction) -> [Neighbour] {
        settle(listsOf: node.rawValue)
        let range = nodes.adjacency[node.offset]
        let start = Int(range.start) + (direction == .outgoing ? 0 : Int(range.outgoing))
        return (start..<start + degree(of: node, direction)).map { place in
            let other = edges.others[place]
            return Neighbour(
                node: NodeIndex(other & indexMask), type: edges.types[place],
                dependence: Dependence(rawValue: UInt8(other >> ProviderKind.shift)) ?? .none)
        }
    }

    /// What a node depends on by its relationships, each provider once for each of them.
    public func providers(of node: NodeIndex) -> [Neighbour] {
        Direction.allCases.flatMap { neighbours(of: node, $0) }.filter { $0.dependence != .none }
    }
}
