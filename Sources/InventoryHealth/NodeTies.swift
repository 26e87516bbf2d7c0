internal import GraphModel
internal import Schema
internal import Topology

/// What the relationships of a node say of it.
struct NodeTies {
    var isAlone = true
    /// Whether one leads to or from another item.
    var reachesItem = false
    /// The first unresolved reference, and how many there are.
    var unresolved: NodeIndex?
    var unresolvedCount = 0
    /// Whoever answers for it: of several, the one with the lowest number.
    var owner: NodeIndex?
}

/// Reads relationships from a topology, with the schema's view of their types.
struct TieReader {
    let topology: Topology
    let schema: CompiledSchema
    let classes: ClassTable
    /// By the topology's type code.
    private let types: [RelationshipTypeCode?]
    /// By type code: the direction in which the owner stands; nil for types that mean something else.
    private let ownership: [Direction?]

    init(_ topology: Topology, _ schema: CompiledSchema, _ classes: ClassTable) {
        self.topology = topology
        self.schema = schema
        self.classes = classes
        types = topology.typeNames.map { schema.typeCode($0) }
        ownership = types.map { code in
            guard let responsibility = code.flatMap({ schema[$0].responsibility }), responsibility.role == .owner
            else { return nil }
            return responsibility.holder == .target ? .outgoing : .incoming
        }
    }

    /// Linear in the node's relationships.
    func ties(of node: NodeIndex) -> NodeTies {
        var ties = NodeTies()
        for direction in Direction.allCases {
            for neighbour in topology.neighbours(of: node, direction) {
                ties.isAlone = false
                let code = Int(topology.classCode(of: neighbour.node))
                if classes.isItem[code], neighbour.node != node { ties.reachesItem = true }
                if classes.isUnresolved[code] {
                    ties.unresolvedCount += 1
                    ties.unresolved = first(ties.unresolved, neighbour.node)
                }
                if ownership[Int(neighbour.type)] == direction { ties.owner = first(ties.owner, neighbour.node) }
            }
        }
        return ties
    }

    private func first(_ known: NodeIndex?, _ other: NodeIndex) -> NodeIndex {
        known.map { topology.id(of: $0) < topology.id(of: other) ? $0 : other } ?? other
    }

    /// The first item in use that feels a node's failure, as far as the types of the relationships tell: what is
    /// retired has no part in the topology's own impact edges.
    func dependant(on node: NodeIndex) -> NodeIndex? {
        var found: NodeIndex?
        for direction in Direction.allCases {
            for neighbour in topology.neighbours(of: node, direction)
            where neighbour.node != node && topology.isInImpact(neighbour.node) {
                let other = classes.entries[Int(topology.classCode(of: neighbour.node))]
                guard other.isItem, let type = types[Int(neighbour.type)], let theirs = other.code,
                    let mine = classes.entries[Int(topology.classCode(of: node))].code
                else { continue }
                let isSource = direction == .outgoing
                let spec = schema.impactSpec(
                    type: type, source: isSource ? mine : theirs, target: isSource ? theirs : mine)
                let effect = isSource ? spec.effectOnTarget : spec.effectOnSource
                if effect != .none { found = first(found, neighbour.node) }
            }
        }
        return found
    }
}
