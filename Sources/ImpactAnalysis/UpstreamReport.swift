public import GraphModel
public import Topology

/// What an item needs: everything whose failure could reach it, and how the redundancy in between is built.
public struct UpstreamReport: Sendable {
    /// The version of the graph that the answer holds for.
    public var version: CommitNumber
    public var ci: CISummary
    /// Nearest first, then by name.
    public var providers: [UpstreamCI]
    /// References among the providers that no import has resolved.
    public var unresolved: [CISummary]
    public var completeness: Completeness

    /// The providers whose failure alone takes the item down: its single points of failure.
    public var singlePointsOfFailure: [UpstreamCI] { providers.filter { $0.effectAlone == .down } }
}

/// One item that another needs.
public struct UpstreamCI: Sendable, Hashable {
    public var ci: CISummary
    /// Steps of dependence from it to the item asked about.
    public var distance: Int
    /// What its failure alone does to the item asked about.
    public var effectAlone: Verdict
    /// The dependant through which it was found first, and the groups of that dependant that it is a member of.
    public var dependant: CISummary
    public var groups: [String]
}
