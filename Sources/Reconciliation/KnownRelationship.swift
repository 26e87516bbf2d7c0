internal import GraphModel

/// What a run knows of a relationship, packed into the 44 bits of a table's value.
struct KnownRelationship: Hashable, BitwiseCopyable {
    /// 0 for one that this run created.
    var id: RelationshipID
    /// This run updated it.
    var isUpdated = false
    /// A record of this run stated that it is gone.
    var isDeleted = false
    /// A commit of this source wrote it, so that no look at its sources is needed.
    var isOwn = false

    static let fresh = KnownRelationship(RelationshipID(0))

    init(_ id: RelationshipID) { self.id = id }

    init(packed: UInt64) {
        id = RelationshipID(packed >> 3)
        isUpdated = packed & 1 != 0
        isDeleted = packed & 2 != 0
        isOwn = packed & 4 != 0
    }

    var isFresh: Bool { id.rawValue == 0 }

    var packed: UInt64 { id.rawValue << 3 | (isUpdated ? 1 : 0) | (isDeleted ? 2 : 0) | (isOwn ? 4 : 0) }
}
