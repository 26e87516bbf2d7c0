public import GraphModel

/// A state of a graph given by its differences from another: a proposed change, element by element.
public struct GraphOverlay: Sendable {
    /// How a relationship differs; nil: not there.
    public struct RelationshipChange: Hashable, Sendable {
        public var before: Relationship?
        public var after: Relationship?

        public init(before: Relationship?, after: Relationship?) {
            self.before = before
            self.after = after
        }
    }

    /// The changed nodes as they are in the overlay; nil: not there.
    public var nodes: [NodeID: Node?] = [:]
    public var relationships: [RelationshipID: RelationshipChange] = [:]

    public init() {}
}
