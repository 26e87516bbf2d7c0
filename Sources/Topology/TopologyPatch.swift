internal import GraphModel
internal import Schema

/// One change of a topology in the making.
///
/// Two sets of nodes are touched. Those in `redone` get their relationships and gates anew from the source: changed
/// nodes, and dependants of changed relationships. The other ends of changed relationships only have entries taken out
/// of their lists or added, so that a hub with 100,000 dependants is not read again when it gains one. What `redone`
/// nodes depend on has its impact edges to them replaced.
struct TopologyPatch {
    /// An entry of a list to take out or to add.
    struct Edit {
        var direction: Direction
        var type: UInt16
        var other: UInt32
        var isAdded: Bool
    }

    let topology: Topology
    var redone: [UInt32] = []
    var isRedone: Set<UInt32> = []
    /// Edits by node.
    var edits: [UInt32: [Edit]] = [:]
    /// New impact edges by provider; providers that only lose edges have an empty list.
    var impacts: [UInt32: [UInt32]] = [:]
    var types: Interning
    var classes: Interning
    var resolver = ImpactResolver()
    var groupNames: [UInt32: UInt32] = [:]
    var resolution = GroupResolution()
    var specs: [ImpactSpec: ResolvedImpact] = [:]

    init(_ topology: Topology) {
        self.topology = topology
        types = Interning(topology.typeNames)
        classes = Interning(topology.classNames)
    }

    mutating func redo(_ place: UInt32) {
        if isRedone.insert(place).inserted { redone.append(place) }
    }

    /// The place of a node that exists.
    func livePlace(_ id: NodeID) -> UInt32? { topology.index(of: id)?.rawValue }

    mutating func typeCode(_ name: String) throws(TopologyError) -> UInt16 {
        let number = types.number(of: name)
        guard let code = UInt16(exactly: number), code < .max else {
            throw TopologyError(.tooLarge, "more than 65,535 relationship types")
        }
        return code
    }

    /// Writes the names that came up.
    mutating func finish() throws(TopologyError) {
        for name in types.names.dropFirst(topology.typeNames.count) { _ = topology.names.types.append(name) }
        for name in classes.names.dropFirst(topology.classNames.count) { _ = topology.names.classes.append(name) }
        guard topology.edges.others.count < Int(UInt32.max), topology.edges.impacts.count < Int(UInt32.max) else {
            throw TopologyError(.tooLarge, "the lists of relationships are full", advice: "Build the topology anew.")
        }
    }
}
