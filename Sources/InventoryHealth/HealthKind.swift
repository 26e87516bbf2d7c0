/// What the health of an inventory is made of.
public enum HealthCategory: String, Hashable, Sendable, CaseIterable {
    /// Attributes that the schema wants are there.
    case completeness
    /// No duplicates, no orphans, nothing stale, nothing retired that is still needed, no dangling references.
    case correctness
    /// An organisation's own rules are kept.
    case compliance
    /// CIs stand in relationships, and services on something.
    case relationships

    /// Its share in the score; of all together, 100.
    public var weight: Int {
        switch self {
        case .completeness, .correctness: 30
        case .compliance, .relationships: 20
        }
    }
}

/// What can be wrong with a CI, beside the rules of an organisation.
public enum HealthKind: String, Hashable, Sendable, CaseIterable {
    /// An attribute that the schema requires is absent or empty.
    case requiredAttributes
    /// An attribute that the schema recommends is absent or empty.
    case recommendedAttributes
    /// Another CI of a related class has the same identifier.
    case duplicateIdentifiers
    /// Another CI of the class has the same name.
    case duplicateNames
    /// It has no relationship at all.
    case orphans
    /// Its state is `stale` or `missing`.
    case stale
    /// It is retired, and something in use depends on it.
    case retiredInUse
    /// It refers to something that no source has reported.
    case unresolvedReferences
    /// It has no relationship to another CI.
    case unconnected
    /// A service that needs nothing which reaches equipment, a computer or a cloud resource.
    case unfoundedServices

    public var category: HealthCategory {
        switch self {
        case .requiredAttributes, .recommendedAttributes: .completeness
        case .unconnected, .unfoundedServices: .relationships
        default: .correctness
        }
    }

    /// What a list of such CIs is called.
    public var title: String {
        switch self {
        case .requiredAttributes: "Required attributes missing"
        case .recommendedAttributes: "Recommended attributes missing"
        case .duplicateIdentifiers: "Same identifier as another CI"
        case .duplicateNames: "Same name as another CI of the class"
        case .orphans: "No relationship at all"
        case .stale: "Stale or missing"
        case .retiredInUse: "Retired, but still needed"
        case .unresolvedReferences: "Refers to something unknown"
        case .unconnected: "No relationship to another CI"
        case .unfoundedServices: "Service without a foundation"
        }
    }
}

/// The kinds of issues that a CI has, as bits.
struct IssueSet: OptionSet {
    let rawValue: UInt16

    init(rawValue: UInt16) { self.rawValue = rawValue }

    init(_ kind: HealthKind) {
        rawValue = HealthKind.allCases.firstIndex(of: kind).map { 1 << UInt16($0) } ?? 0
    }

    /// Each kind with its bit.
    static let all = HealthKind.allCases.map { (kind: $0, issue: IssueSet($0)) }
    static let required = IssueSet(.requiredAttributes)
    static let recommended = IssueSet(.recommendedAttributes)
    static let duplicateIdentifiers = IssueSet(.duplicateIdentifiers)
    static let duplicateNames = IssueSet(.duplicateNames)
    static let orphan = IssueSet(.orphans)
    static let stale = IssueSet(.stale)
    static let retiredInUse = IssueSet(.retiredInUse)
    static let unresolved = IssueSet(.unresolvedReferences)
    static let unconnected = IssueSet(.unconnected)
    static let unfounded = IssueSet(.unfoundedServices)
    static let correctness = HealthKind.allCases.filter { $0.category == .correctness }
        .reduce(into: IssueSet()) { $0.insert(IssueSet($1)) }
}
