public import GraphModel
internal import KeyValueStore

/// What a delta's new elements are called.
public struct AppliedDelta: Hashable, Sendable {
    /// By ordinal: the nodes that the delta's `createNode` operations without an identity made.
    public let nodes: [NodeID]
    /// The relationships that its `createRelationship` operations without an identity made, in order.
    public let relationships: [RelationshipID]
}

/// One commit in the making, inside `GraphStore.write`: takes deltas, and answers every read of a snapshot with what
/// was applied so far.
///
/// Valid inside the body only, on the writer thread.
public final class GraphWriter: GraphReader {
    let session: WriteSession

    init(_ session: WriteSession) {
        self.session = session
        super.init(session.transaction)
    }

    /// The commit that is being made.
    public override var commit: CommitNumber { session.commit }
    override var names: Names { session.names }
    override var definitions: Definitions { session.definitions }

    override func settle(_ node: NodeID) throws(StoreError) { try session.flushAdjacency(of: node) }

    override func settle() throws(StoreError) {
        try session.flush()
        try session.flushCounters()
    }

    override func candidates(_ index: IndexInfo, key: [UInt8]) throws(StoreError) -> [IndexedElementID] {
        try session.indexedElements(index, key: key)
    }

    /// Applies a delta as a whole, or refuses it as a whole: after a refusal (`StoreError.isRefusal`) nothing of it is
    /// left and the write may go on. After any other error, and after the refusal of a delta that declares indexes,
    /// constraints or a schema, the commit is lost.
    ///
    /// Cost: about a microsecond an operation in bulk.
    public func apply(_ delta: GraphDelta) throws(StoreError) -> AppliedDelta {
        let created = try session.apply(delta)
        return AppliedDelta(nodes: created.nodes, relationships: created.relationships)
    }

    /// Takes the next identity for a node that a later delta of this write makes.
    public func reserveNodeID() throws(StoreError) -> NodeID { try session.reserveNodeID() }

    /// Whether the graph has no nodes. Constant cost.
    public var isEmpty: Bool {
        get throws(StoreError) { try transaction.count(.nodes) == 0 }
    }

    /// Where this commit's data comes from, as its record will say: an input may tell only while it is read.
    public var source: String {
        get { session.metadata.source }
        set { session.metadata.source = newValue }
    }

    /// The commit's time.
    public var time: Timestamp { session.metadata.time }

    /// What this commit has done so far.
    public var changes: ChangeCounts { session.counts }
}
