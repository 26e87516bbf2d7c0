internal import GraphModel

/// What a run knows of an item behind an identity, packed into the 44 bits of a table's value.
struct KnownItem: Hashable, BitwiseCopyable {
    var node: NodeID
    /// A record of this run reported it.
    var isReported: Bool
    /// It stands for a reference that nothing has resolved yet.
    var isPlaceholder: Bool
    /// This run created it, so the store held no relationships of it before.
    var isFresh: Bool
    /// A relationship of this run leads from or to it.
    var isReferenced: Bool

    init(
        node: NodeID, isReported: Bool = false, isPlaceholder: Bool = false, isFresh: Bool = false,
        isReferenced: Bool = false
    ) {
        self.node = node
        self.isReported = isReported
        self.isPlaceholder = isPlaceholder
        self.isFresh = isFresh
        self.isReferenced = isReferenced
    }

    init(packed: UInt64) {
        node = NodeID(packed >> 4)
        isReported = packed & 1 != 0
        isPlaceholder = packed & 2 != 0
        isFresh = packed & 4 != 0
        isReferenced = packed & 8 != 0
    }

    var packed: UInt64 {
        node.rawValue << 4 | (isReported ? 1 : 0) | (isPlaceholder ? 2 : 0) | (isFresh ? 4 : 0)
            | (isReferenced ? 8 : 0)
    }
}
