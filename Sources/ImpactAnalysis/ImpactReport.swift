public import GraphModel
public import Topology

/// What happens when a set of configuration items fails: the answer of the evaluator, whole and with its reasons.
public struct ImpactReport: Sendable {
    /// The version of the graph that the answer holds for.
    public var version: CommitNumber
    /// Whether a proposed delta was laid over that version.
    public var isHypothetical: Bool
    /// The items that fail, as asked.
    public var failing: [CISummary]
    /// How many other items have each verdict, described or not.
    public var counts: VerdictCounts
    /// Every other item that is not unaffected, nearest first, then worst, then by name; less if the request says so.
    public var impacted: [ImpactedCI]
    /// How many items of the classes asked for are missing in `impacted`, because the request limits it.
    public var omitted: Int
    /// The items that others hang on which are missing in `impacted`, although some of theirs may be there.
    public var cut: Set<NodeID>
    /// Items reached that were down before anything failed, because the graph lacks what they need.
    public var alreadyDown: [CISummary]
    /// The services among the failing and the impacted, worst verdict and highest criticality first.
    public var services: [ServiceImpact]
    public var coverage: Coverage
    /// The oldest commit that a relationship on a witness path rests on, and its time; nil when nothing was reached.
    public var oldestEvidence: Evidence?
    public var completeness: Completeness

    /// How many other items have a verdict.
    public func count(_ verdict: Verdict) -> Int {
        switch verdict {
        case .down: counts.down
        case .degraded: counts.degraded
        case .atRisk: counts.atRisk
        case .unaffected: 0
        }
    }
}

/// One item that the failures reach.
public struct ImpactedCI: Sendable, Hashable {
    public var ci: CISummary
    public var verdict: Verdict
    /// Relationships between it and the nearest failing item, along the way that the failure took.
    public var distance: Int
    public var witness: Witness
    /// The lost item nearest to the failures through which the failure came: what it hangs on in a tree. Nil when that
    /// is of none of the classes asked for.
    public var parent: NodeID?
    /// True when no single failing item causes this verdict, or a worse one, alone.
    public var isJoint: Bool
}

/// Why an item has its verdict: the gate that decided, and the members that it lost. Following the members' own
/// witnesses leads back to the failing items.
public struct Witness: Sendable, Hashable {
    /// The redundancy group's name; nil for a provider outside any group.
    public var group: String?
    /// What the gate needs, in words: `atLeast 1 of 2`; nil outside any group.
    public var requirement: String?
    /// The members that are lost (down, or degraded for a soft gate).
    public var lost: [CISummary]
    /// How many members the gate has in all, lost ones included.
    public var members: Int
}

/// A service that the failures reach, and who answers for it.
public struct ServiceImpact: Sendable, Hashable {
    public var ci: CISummary
    public var verdict: Verdict
    public var distance: Int
    /// As the service states it; nil when it does not.
    public var criticality: String?
    public var owners: [Contact]
    public var contacts: [Contact]
}

/// A person or team to tell.
public struct Contact: Sendable, Hashable {
    public var ci: CISummary
    /// The relationship by which it answers for the service, as people read it: "owned by".
    public var role: String
    /// How to reach it, as the CI states: an address or a number; nil when it does not.
    public var address: String?
}

/// What the answer could not see.
public struct Coverage: Sendable, Hashable {
    /// Items in scope that have no relationship at all: nobody has modelled what depends on them.
    public var unmodelled: [CISummary]
    /// References in scope that no import has resolved.
    public var unresolved: [CISummary]
}

/// The age of what an answer rests on.
public struct Evidence: Sendable, Hashable {
    public var commit: CommitNumber
    public var time: Timestamp
}
