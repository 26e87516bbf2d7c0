internal import GraphModel
internal import Schema

/// One change of a topology in the making.
///
/// Two sets of nodes are touched. Those in `redone` get their relationships and gates anew from the source: changed
/// nodes, and dependants that gain or lose a member of a group. The other ends of changed relationships only have
/// entries taken out of their lists or added, and so do their providers, so that a hub with 100,000 dependants is not
/// read again when it gains one. What `redone` nodes depend on has its impact edges to them replaced.
struct TopologyPatch {
    let topology: Topology
    var redone: [UInt32] = []
    var isRedone: Set<UInt32> = []
    var edits: [ListEdit] = []
    var impactEdits: [ImpactEdit] = []
    /// Whether a gate came about whose members cannot reach its threshold.
    var hasBrokenGate = false
    var types: Interning
    var classes: Interning
    var resolver = ImpactResolver()
    var groupNames: [UInt32: UInt32] = [:]
    var resolution = GroupResolution()
    private var specs: [ImpactSpec: ResolvedImpact] = [:]
    private var lastSpec: (spec: ImpactSpec, impact: ResolvedImpact)?

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

    mutating func resolve(_ spec: ImpactSpec) -> ResolvedImpact {
        if let lastSpec, lastSpec.spec == spec { return lastSpec.impact }
        let resolved = specs[spec] ?? resolver.resolve(spec)
        specs[spec] = resolved
        lastSpec = (spec, resolved)
        return resolved
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
