public import GraphModel

/// Which state of which store a topology shows.
public struct TopologyStamp: Hashable, Sendable {
    /// The store's identity: 16 bytes that no other store has.
    public var store: [UInt8]
    public var commit: CommitNumber
    /// The commit that set the schema whose impact specs the topology was made with.
    public var schema: CommitNumber

    public init(store: [UInt8], commit: CommitNumber, schema: CommitNumber) {
        precondition(store.count == 16, "a store's identity has 16 bytes")
        self.store = store
        self.commit = commit
        self.schema = schema
    }
}
