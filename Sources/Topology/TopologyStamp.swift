public import GraphModel

/// Which state of which store a topology shows.
public struct TopologyStamp: Hashable, Sendable {
    /// The store's identity: 16 bytes that no other store has.
    public var store: [UInt8]
    public var commit: CommitNumber
    /// The commit's time. It tells apart the commits of a store and of one restored from its backup that went on
    /// differently.
    public var time: Timestamp

    public init(store: [UInt8], commit: CommitNumber, time: Timestamp) {
        precondition(store.count == 16, "a store's identity has 16 bytes")
        self.store = store
        self.commit = commit
        self.time = time
    }
}
