public import GraphModel
public import ImpactAnalysis

/// Everything that one version of the graph says of a CI.
public struct CIDetails: Sendable {
    public var summary: CISummary
    public var node: Node
    /// The commit that wrote this version of it.
    public var lastCommit: Commit?
    /// Ordered by direction, type and the other end's name.
    public var relationships: [RelatedCI]
}

/// A relationship as seen from one of its ends.
public struct RelatedCI: Sendable, Hashable {
    public var direction: Direction
    /// As people read it from this end: `runs on`, `runs`.
    public var label: String
    public var type: String
    public var other: CISummary
    public var properties: [Property]
    public var version: CommitNumber
}
