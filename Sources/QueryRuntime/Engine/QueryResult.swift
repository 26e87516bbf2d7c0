public import GraphModel
public import QueryPlanner
public import QueryValues

/// What a query is asked with, besides its text.
public struct QueryRequest: Sendable {
    public var text: String
    public var parameters: [String: QueryValue]
    public var limits: QueryLimits
    public var control: QueryControl
    /// The version that a statement without an `AS OF` of its own reads; nil: the latest.
    public var asOf: CommitNumber?
    /// Rewrites of the planner that are switched off, which changes nothing but time.
    public var disabledRewrites: Set<Rewrite>

    public init(
        _ text: String, parameters: [String: QueryValue] = [:], limits: QueryLimits = QueryLimits(),
        control: QueryControl = QueryControl(), asOf: CommitNumber? = nil, disabledRewrites: Set<Rewrite> = []
    ) {
        self.text = text
        self.parameters = parameters
        self.limits = limits
        self.control = control
        self.asOf = asOf
        self.disabledRewrites = disabledRewrites
    }
}

/// What a query did.
public struct QuerySummary: Sendable {
    public var columns: [String]
    /// How many rows it gave.
    public var rows = 0
    public var counters = QueryCounters()
    /// The version that it read, or the commit that it made.
    public var version: CommitNumber
    /// Of `EXPLAIN` and `PROFILE`.
    public var plan: String?
    public var warnings: [QueryWarning] = []
}

/// What a query wrote.
public struct QueryCounters: Sendable, Hashable {
    public var nodesCreated = 0
    public var nodesDeleted = 0
    public var relationshipsCreated = 0
    public var relationshipsDeleted = 0
    /// Set or removed.
    public var propertiesSet = 0
    public var labelsAdded = 0
    public var labelsRemoved = 0
    public var indexesAdded = 0
    public var indexesRemoved = 0
    public var constraintsAdded = 0
    public var constraintsRemoved = 0

    public init() {}

    public var isEmpty: Bool { self == QueryCounters() }

    static func += (sum: inout QueryCounters, more: QueryCounters) {
        sum.nodesCreated += more.nodesCreated
        sum.nodesDeleted += more.nodesDeleted
        sum.relationshipsCreated += more.relationshipsCreated
        sum.relationshipsDeleted += more.relationshipsDeleted
        sum.propertiesSet += more.propertiesSet
        sum.labelsAdded += more.labelsAdded
        sum.labelsRemoved += more.labelsRemoved
        sum.indexesAdded += more.indexesAdded
        sum.indexesRemoved += more.indexesRemoved
        sum.constraintsAdded += more.constraintsAdded
        sum.constraintsRemoved += more.constraintsRemoved
    }
}
