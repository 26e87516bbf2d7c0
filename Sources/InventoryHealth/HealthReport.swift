public import GraphModel
public import Schema

/// The health of one version of an inventory.
public struct HealthReport: Sendable {
    /// The version of the graph that it holds for.
    public var version: CommitNumber
    /// CIs that were looked at: those of the request that take part in impact.
    public var cis: Int
    /// CIs of the request that take no part in impact (planned, in stock, retired …) and were left out, but for those
    /// that something in use still depends on.
    public var outOfUse: Int
    public var scores: HealthScores
    /// One for each kind, in the order of `HealthKind`, then one for each rule.
    public var checks: [HealthCheck]
    /// Classes, then owners, then sources, each by the number of their CIs.
    public var groups: [HealthGroup]
    /// Classes, owners and sources beyond those listed.
    public var omittedGroups: [HealthGroup.Grouping: Int]
}

/// The share of what is as it should be, in percent; nil where there was nothing to look at.
public struct HealthScores: Sendable, Hashable {
    public internal(set) var completeness: Double?
    public internal(set) var correctness: Double?
    public internal(set) var compliance: Double?
    public internal(set) var relationships: Double?

    public subscript(_ category: HealthCategory) -> Double? {
        switch category {
        case .completeness: completeness
        case .correctness: correctness
        case .compliance: compliance
        case .relationships: relationships
        }
    }

    /// The mean of the categories that have a score, by their weights.
    public var overall: Double? {
        var sum = 0.0
        var weights = 0
        for category in HealthCategory.allCases {
            guard let score = self[category] else { continue }
            sum += score * Double(category.weight)
            weights += category.weight
        }
        return weights == 0 ? nil : sum / Double(weights)
    }
}

/// One figure, and the CIs behind it.
public struct HealthCheck: Sendable, Hashable {
    public var category: HealthCategory
    /// A `HealthKind`, or the name of a rule.
    public var kind: String
    public var title: String
    /// Of a rule.
    public var severity: HealthRule.Severity?
    /// What is wrong: values that are missing for attributes, CIs for everything else.
    public var count: Int
    /// Of how many that were looked at.
    public var total: Int
    /// How many CIs are concerned.
    public var cis: Int
    /// The first of them: with the most gaps for attributes, then in order of their numbers.
    public var issues: [HealthIssue]

    /// CIs beyond those listed.
    public var omitted: Int { cis - issues.count }

    /// `count` of `total`; nil of nothing.
    public var percent: Double? { total == 0 ? nil : 100 * Double(count) / Double(total) }
}

/// A CI with something wrong.
public struct HealthIssue: Sendable, Hashable {
    public var id: NodeID
    public var name: String
    public var ciClass: String
    /// The CI that it equals, of duplicates.
    public var twin: NodeID?
    /// What exactly: the attributes missing, the CI that it equals, its state.
    public var detail: String
}

/// The figures of the CIs of one class, owner or source.
public struct HealthGroup: Sendable, Hashable {
    public enum Grouping: String, Hashable, Sendable, CaseIterable {
        case ciClass = "class"
        case owner, source
    }

    public var grouping: Grouping
    /// Nil for CIs without an owner or source.
    public var name: String?
    public var cis: Int
    public var scores: HealthScores
    /// Required and recommended attributes that are there, and how many there should be.
    public var present: Int
    public var wanted: Int
    /// The attribute that most of them lack, and how many do; of classes only.
    public var mostMissing: String?
    public var missing: Int
    /// CIs with at least one fault of correctness.
    public var faulty: Int
    public var unconnected: Int
}
