public import GraphModel
public import QueryValues

/// What the planner knows of the world.
public struct PlanningEnvironment {
    public var functions: FunctionCatalog
    public var procedure: (String) -> ProcedureSignature?
    public var statistics: any PlanningStatistics
    public var disabled: Set<Rewrite>

    public init(
        functions: FunctionCatalog, procedure: @escaping (String) -> ProcedureSignature?,
        statistics: any PlanningStatistics, disabled: Set<Rewrite> = []
    ) {
        self.functions = functions
        self.procedure = procedure
        self.statistics = statistics
        self.disabled = disabled
    }
}

/// Exact counts of the graph, and its definitions.
public protocol PlanningStatistics {
    var nodeCount: Int { get }
    var relationshipCount: Int { get }
    func count(label: String) -> Int
    func count(type: String) -> Int
    /// Relationships of a type that lead from (outgoing) or to (incoming) nodes with a label.
    func count(label: String, type: String, _ direction: Direction) -> Int
    /// Whether no node has the one label without the other.
    func allNodes(withLabel label: String, have other: String) -> Bool
    var indexes: [IndexDefinition] { get }
    var constraints: [ConstraintDefinition] { get }
}

/// Choices of the planner that can be switched off, which must change nothing but the time a query takes.
public enum Rewrite: String, CaseIterable, Sendable, Hashable {
    /// Look-ups in indexes instead of scans.
    case indexSeek
    /// Scans of a label instead of all nodes.
    case labelScan
    /// The order of a `MATCH` by counts instead of that of its text.
    case joinOrder
    /// Conditions as soon as their variables are bound instead of at the end.
    case earlyFilter
    /// Each end of a repeated relationship once where that is enough.
    case pruningExpand
    /// The shortest paths of a pattern by a search instead of a choice among all of them.
    case patternSearch
    /// The first rows of an order without sorting all.
    case topRows
    /// Counts from counters instead of scans.
    case countStore
    /// Nodes that are alike as one row with their number.
    case groupedScan
}
