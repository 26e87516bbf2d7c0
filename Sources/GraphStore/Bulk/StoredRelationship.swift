public import GraphModel

/// A relationship as its source lists it.
public struct StoredRelationship: BitwiseCopyable {
    public let id: RelationshipID
    public let type: RelationshipTypeToken
    public let target: NodeID
    /// The commit that wrote it.
    public let version: CommitNumber

    init(_ entry: AdjacencyEntry) {
        id = RelationshipID(entry.relationship)
        type = RelationshipTypeToken(rawValue: entry.type)
        target = NodeID(entry.other)
        version = CommitNumber(entry.version)
    }
}
