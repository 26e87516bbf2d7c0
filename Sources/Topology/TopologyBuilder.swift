public import GraphModel
public import Schema

/// Builds a topology from a stream of nodes in ascending order of identity, then a stream of relationships.
///
///     var builder = TopologyBuilder(stamp: stamp)
///     for node in nodes { try builder.add(node) }
///     for relationship in relationships { try builder.add(relationship) }
///     let topology = try builder.finish()
///
/// Bulk callers intern names and impact specs first and use `addNode` and `addRelationship`, which do no more than
/// append 16 bytes. Memory: 11 bytes a node and 16 a relationship beside the topology itself.
public struct TopologyBuilder: ~Copyable {
    /// The number that stands for an impact spec in `addRelationship`.
    public struct ImpactCode: Hashable, Sendable, BitwiseCopyable {
        let rawValue: UInt32

        /// Nothing crosses the relationship.
        public static let none = ImpactCode(rawValue: 0)
    }

    let stamp: TopologyStamp
    var ids = MappedArray<UInt64>()
    var classes = MappedArray<UInt16>()
    var flags = MappedArray<UInt8>()
    var staged = MappedArray<StagedRelationship>()
    /// Ascending by node.
    var stated: [(node: UInt32, group: StatedGroup)] = []
    var classNames = Interning()
    var typeNames = Interning()
    var resolver = ImpactResolver()
    var impacts = [ResolvedImpact.none]
    private var impactCodes: [ImpactSpec: ImpactCode] = [.none: .none]
    private var lastImpact: (ImpactSpec, ImpactCode) = (.none, .none)
    private var places: IdentityPlaces?

    public init(stamp: TopologyStamp) {
        self.stamp = stamp
    }

    /// The number that stands for a class in `addNode`. At most 65,535 classes.
    public mutating func code(ofClass name: String) throws(TopologyError) -> UInt16 {
        try Self.code(classNames.number(of: name), "classes")
    }

    /// The number that stands for a relationship type in `addRelationship`. At most 65,535 types.
    public mutating func code(ofType name: String) throws(TopologyError) -> UInt16 {
        try Self.code(typeNames.number(of: name), "relationship types")
    }

    private static func code(_ number: UInt32, _ what: String) throws(TopologyError) -> UInt16 {
        guard let code = UInt16(exactly: number), code < .max else {
            throw TopologyError(.tooLarge, "more than 65,535 \(what)")
        }
        return code
    }

    /// The number that stands for an impact spec in `addRelationship`.
    public mutating func code(of spec: ImpactSpec) -> ImpactCode {
        if lastImpact.0 == spec { return lastImpact.1 }
        let code: ImpactCode
        if let known = impactCodes[spec] {
            code = known
        } else {
            let resolved = resolver.resolve(spec)
            code = resolved.crosses ? ImpactCode(rawValue: UInt32(impacts.count)) : .none
            if resolved.crosses { impacts.append(resolved) }
            impactCodes[spec] = code
        }
        lastImpact = (spec, code)
        return code
    }

    /// - Throws: `topology.input` unless `node.id` is larger than every one before.
    public mutating func add(_ node: TopologyNode) throws(TopologyError) {
        try addNode(
            node.id, class: code(ofClass: node.nodeClass), inImpact: node.inImpact, unresolved: node.unresolved)
        for group in node.groups { addGroup(group.name, group.threshold) }
    }

    /// - Throws: `topology.input` unless `id` is larger than every one before.
    public mutating func addNode(
        _ id: NodeID, class code: UInt16, inImpact: Bool, unresolved: Bool = false
    ) throws(TopologyError) {
        guard ids.count == 0 || ids[ids.count - 1] < id.rawValue, places == nil else {
            throw TopologyError(.input, "node \(id) comes out of order")
        }
        guard ids.count < Int(indexMask) else { throw TopologyError(.tooLarge, "more than 2^30 nodes") }
        ids.append(id.rawValue)
        classes.append(code)
        flags.append(
            NodeFlags.live | (inImpact ? NodeFlags.inImpact : 0) | (unresolved ? NodeFlags.unresolved : 0))
    }

    /// States a threshold of the node added last.
    public mutating func addGroup(_ name: String, _ threshold: GroupThreshold) {
        addGroup(resolver.state(TopologyGroup(name, threshold)))
    }

    /// States a threshold, which `resolver` knows, of the node added last.
    mutating func addGroup(_ group: StatedGroup) {
        precondition(ids.count > 0, "a group belongs to a node")
        stated.append((UInt32(ids.count - 1), group))
    }

    /// - Throws: `topology.input` when an end was not added.
    public mutating func add(_ relationship: TopologyRelationship) throws(TopologyError) {
        try addRelationship(
            type: code(ofType: relationship.type), source: relationship.source, target: relationship.target,
            impact: code(of: relationship.impact))
    }

    /// Adds a relationship between nodes that were added before; no node may follow.
    ///
    /// - Throws: `topology.input` when an end was not added.
    public mutating func addRelationship(
        type: UInt16, source: NodeID, target: NodeID, impact: ImpactCode
    ) throws(TopologyError) {
        addRelationship(type: type, from: try place(of: source), to: try place(of: target), impact: impact)
    }

    mutating func addRelationship(type: UInt16, from: UInt32, to: UInt32, impact: ImpactCode) {
        staged.append(StagedRelationship(source: from, target: to, impact: impact.rawValue, type: type))
    }

    /// The place of a node that was added; no node may follow.
    private mutating func place(of id: NodeID) throws(TopologyError) -> UInt32 {
        if places == nil { places = IdentityPlaces(ids) }
        guard let place = places?.place(of: id.rawValue, in: ids.elements) else { throw Self.unknown(id) }
        return place
    }

    static func unknown(_ id: NodeID) -> TopologyError {
        TopologyError(.input, "a relationship names node \(id), which was not given")
    }
}

/// A relationship between places.
struct StagedRelationship: BitwiseCopyable {
    var source: UInt32
    var target: UInt32
    var impact: UInt32
    var type: UInt16
    var reserved: UInt16 = 0
}
