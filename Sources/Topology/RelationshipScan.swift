internal import GraphModel
internal import GraphStore
internal import Schema

/// Reads relationships of some of a store's nodes, on a thread of its own: with the types' tokens and with numbers of
/// its own for what crosses them, which `StoreScan` turns into the builder's.
final class RelationshipScan: @unchecked Sendable {
    /// What decides how failure crosses a relationship: a spec of the schema, and the number of its overrides.
    struct Impact: Hashable {
        var spec: Int
        var override: UInt32
    }

    /// The relationships of one block of nodes.
    final class Block {
        var staged: MappedArray<StagedRelationship>

        init(capacity: Int) { staged = MappedArray(capacity: capacity) }
    }

    private let snapshot: GraphSnapshot
    private let nodes: NodeLookup
    private let overrides: RelationshipOverrides
    private let translation: ElementTranslation
    /// By type token.
    private var types: [RelationshipTypeCode??] = []
    /// By spec: the number of its impact without overrides.
    private var plainNumbers: [UInt32?]
    private var numbers: [Impact: UInt32] = [:]

    private(set) var blocks: [Block] = []
    /// By the number that staged relationships have.
    private(set) var impacts: [Impact] = []
    private(set) var failure: (any Error)?

    init(
        _ snapshot: GraphSnapshot, _ nodes: NodeLookup, _ overrides: RelationshipOverrides,
        _ translation: ElementTranslation
    ) {
        self.snapshot = snapshot
        self.nodes = nodes
        self.overrides = overrides
        self.translation = translation
        plainNumbers = Array(repeating: nil, count: translation.schema.impactSpecs.count)
    }

    /// Reads what leads from the nodes of some blocks, in their order, until one fails.
    ///
    /// - Parameter capacity: how many relationships a block has room for without moving.
    func read(_ ranges: [ClosedRange<NodeID>], capacity: Int) {
        do {
            for range in ranges {
                let block = Block(capacity: capacity)
                blocks.append(block)
                try snapshot.scanRelationships(from: range) { block.staged.append(try stage($0)) }
            }
        } catch {
            failure = error
        }
    }

    private func stage(_ relationship: ScannedRelationship) throws(TopologyError) -> StagedRelationship {
        let from = try nodes.place(of: relationship.source)
        let to = try nodes.place(of: relationship.target)
        let spec = translation.specIndex(
            type(relationship.type), nodes.schemaClass(at: from), nodes.schemaClass(at: to))
        let impact = Impact(spec: spec, override: overrides.number(relationship.id))
        return StagedRelationship(source: from, target: to, impact: number(of: impact), type: relationship.type)
    }

    private func type(_ token: UInt16) -> RelationshipTypeCode? {
        if Int(token) < types.count, let known = types[Int(token)] { return known }
        let code = snapshot.type(numbered: token).flatMap { translation.schema.typeCode($0) }
        while types.count <= Int(token) { types.append(nil) }
        types[Int(token)] = .some(code)
        return code
    }

    private func number(of impact: Impact) -> UInt32 {
        if impact.override == 0, let known = plainNumbers[impact.spec] { return known }
        if let known = numbers[impact] { return known }
        let number = UInt32(impacts.count)
        impacts.append(impact)
        numbers[impact] = number
        if impact.override == 0 { plainNumbers[impact.spec] = number }
        return number
    }
}

/// The nodes of a builder to which none is added any more, for several threads to look up. Valid while the builder is.
struct NodeLookup {
    private let ids: UnsafeBufferPointer<UInt64>
    private let classCodes: UnsafeBufferPointer<UInt16>
    private let places: IdentityPlaces
    private let classes: [ClassCode?]

    /// - Parameter classes: by the builder's class code.
    init(_ builder: borrowing TopologyBuilder, _ classes: [ClassCode?]) {
        ids = builder.ids.elements
        classCodes = builder.classes.elements
        places = IdentityPlaces(builder.ids)
        self.classes = classes
    }

    @inline(__always)
    func place(of id: NodeID) throws(TopologyError) -> UInt32 {
        guard let place = places.place(of: id.rawValue, in: ids) else { throw TopologyBuilder.unknown(id) }
        return place
    }

    @inline(__always)
    func schemaClass(at place: UInt32) -> ClassCode? { classes[Int(classCodes[Int(place)])] }

    /// Ranges of about equally many nodes, in order; together all identities that there can be.
    func blocks(_ count: Int) -> [ClosedRange<NodeID>] {
        let count = max(min(count, ids.count), 1)
        let starts = (0..<count).map { $0 == 0 ? 0 : ids[ids.count * $0 / count] } + [Limits.identity + 1]
        return (0..<count).map { NodeID(starts[$0])...NodeID(starts[$0 + 1] - 1) }
    }
}
