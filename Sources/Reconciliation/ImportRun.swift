public import GraphModel

/// What one import is about.
public struct ImportRun: Sendable {
    /// How much of its source an import reports.
    public enum Scope: Sendable, Hashable {
        /// Some of it: what is not reported stays as it is.
        case partial
        /// All of it: what this source reported earlier and no longer does, disappears as `MissingPolicy` says.
        case full(MissingPolicy)
    }

    /// What becomes of an item that its only source no longer reports.
    public enum MissingPolicy: String, Sendable, CaseIterable {
        /// What the schema says for its class.
        case byClass = "by-class"
        /// It stays as it is.
        case keep
        /// Its state becomes `stale`: still in impact, and no longer trusted.
        case stale
        /// Its state becomes `retired`: out of impact, still in view.
        case retire
        /// It is deleted; history keeps it.
        case delete
    }

    /// The name of the source, which qualifies its native identities: `cmdb-csv`, `k8s-prod`.
    public var source: String
    /// Whether an input that states its own source overrules `source`.
    public var yieldsToStatedSource: Bool
    public var scope: Scope

    public init(source: String, yieldsToStatedSource: Bool = false, scope: Scope = .partial) {
        self.source = source
        self.yieldsToStatedSource = yieldsToStatedSource
        self.scope = scope
    }
}

/// What an import did, in numbers and in the problems met.
public struct ImportReport: Sendable {
    public var itemsRead = 0
    public var relationshipsRead = 0
    public var itemsCreated = 0
    public var itemsUpdated = 0
    public var itemsUnchanged = 0
    /// Found to be CIs that other sources had reported.
    public var itemsJoined = 0
    /// CIs that turned out to be others, and were joined with them.
    public var itemsMerged = 0
    /// CIs made of records that turned out not to be of the CI that had them.
    public var itemsSeparated = 0
    /// Retired or deleted because a full run no longer reports them.
    public var itemsDisappeared = 0
    public var relationshipsCreated = 0
    public var relationshipsUpdated = 0
    public var relationshipsUnchanged = 0
    public var relationshipsDeleted = 0
    /// References to items that nobody has reported yet, kept until they are.
    public var unresolvedReferences = 0
    /// Records that could not be used, each with its position.
    public var rejected = ProblemList()
    /// What the reader should know that cost no record.
    public var warnings = ProblemList()

    public init() {}

    /// Whether the import left the graph as it was.
    public var changedNothing: Bool {
        itemsCreated + itemsUpdated + itemsJoined + itemsMerged + itemsSeparated + itemsDisappeared
            + relationshipsCreated + relationshipsUpdated + relationshipsDeleted == 0
    }
}

/// Problems, all counted, the first of them kept.
public struct ProblemList: Sendable {
    /// How many are kept in full, so that a broken file of a gigabyte cannot fill the memory.
    public static let keptProblems = 1_000

    public private(set) var count = 0
    public private(set) var first: [any FaultlineError] = []

    public init() {}

    public mutating func append(_ problem: any FaultlineError) {
        count += 1
        if first.count < Self.keptProblems { first.append(problem) }
    }
}

/// One difference between what a source reports and what the store holds, as `--dry-run` prints it.
public enum ImportDifference: Sendable, Hashable {
    case itemCreated(ciClass: String, nativeID: String, name: String?)
    case itemUpdated(NodeID, nativeID: String, [PropertyChange], before: [PropertyValue?])
    /// A CI that other sources had reported, by the identifiers that tell so.
    case itemJoined(NodeID, nativeID: String, by: [String], [PropertyChange])
    case itemMerged(NodeID, into: NodeID)
    case itemDisappeared(NodeID, MissingOutcome)
    case relationshipCreated(type: String, source: String, target: String)
    case relationshipUpdated(RelationshipReference)
    case relationshipDeleted(RelationshipReference)

    public enum MissingOutcome: Sendable, Hashable { case stale, retired, deleted }
}
