/// A path pattern with what is said about the paths that it stands for.
public struct PathPattern: Hashable, Sendable {
    /// `p = …`
    public var variable: Name?
    /// Which of the matching paths are wanted.
    public var selector: PathSelector
    /// What may repeat on a path.
    public var mode: PathMode
    /// Alternates between nodes and what joins them, begins and ends with a node or a quantified path. Two elements
    /// that are not joined by a relationship meet in one node.
    public var elements: [PathElement]
    public var span: Span

    public init(
        variable: Name? = nil, selector: PathSelector = .all, mode: PathMode = .trail, elements: [PathElement],
        span: Span
    ) {
        self.variable = variable
        self.selector = selector
        self.mode = mode
        self.elements = elements
        self.span = span
    }
}

public enum PathElement: Hashable, Sendable {
    case node(NodePattern)
    case relationship(RelationshipPattern)
    /// `((a)-[r]->(b) WHERE p){1,3}`
    case quantified(QuantifiedPath)
}

public enum PathSelector: Hashable, Sendable {
    case all
    /// `ANY k`
    case any(count: Expression?)
    /// `SHORTEST k`; `shortestPath(…)` is `SHORTEST 1` of its ends.
    case shortest(count: Expression?)
    /// `ALL SHORTEST`, `allShortestPaths(…)`
    case allShortest
    /// `SHORTEST k GROUPS`
    case shortestGroups(count: Expression?)
}

public enum PathMode: String, Hashable, Sendable {
    /// Nodes and relationships may repeat.
    case walk = "WALK"
    /// No relationship repeats: what a pattern means unless it says otherwise.
    case trail = "TRAIL"
    /// No node repeats.
    case acyclic = "ACYCLIC"
}

public struct NodePattern: Hashable, Sendable {
    public var variable: Name?
    public var labels: LabelExpression?
    /// A map or a parameter.
    public var properties: Expression?
    /// `(n WHERE p)`
    public var predicate: Expression?
    public var span: Span

    public init(
        variable: Name? = nil, labels: LabelExpression? = nil, properties: Expression? = nil,
        predicate: Expression? = nil, span: Span
    ) {
        self.variable = variable
        self.labels = labels
        self.properties = properties
        self.predicate = predicate
        self.span = span
    }
}

public struct RelationshipPattern: Hashable, Sendable {
    public enum Arrow: Hashable, Sendable {
        /// `-->`
        case right
        /// `<--`
        case left
        /// `--` and `<-->`
        case either
    }

    public var variable: Name?
    public var types: LabelExpression?
    public var properties: Expression?
    public var predicate: Expression?
    public var arrow: Arrow
    public var length: PathLength
    public var span: Span

    public init(
        variable: Name? = nil, types: LabelExpression? = nil, properties: Expression? = nil,
        predicate: Expression? = nil, arrow: Arrow, length: PathLength = .single, span: Span
    ) {
        self.variable = variable
        self.types = types
        self.properties = properties
        self.predicate = predicate
        self.arrow = arrow
        self.length = length
        self.span = span
    }
}

/// How often a relationship repeats.
public enum PathLength: Hashable, Sendable {
    /// Exactly once, and its variable is a relationship.
    case single
    /// `*`, `*2`, `*1..3`: its variable is a list of relationships.
    case variable(RepeatRange)
    /// `-[]->+`, `-[]->{1,3}`: the same in the words of GQL.
    case quantified(RepeatRange)
}

/// From how often to how often; nil has no upper end.
public struct RepeatRange: Hashable, Sendable {
    public var lower: Int
    public var upper: Int?

    public init(_ lower: Int, _ upper: Int?) {
        self.lower = lower
        self.upper = upper
    }
}

public struct QuantifiedPath: Hashable, Sendable {
    /// A name for all its relationships in turn, which planning gives it: a statement has none.
    public var relationships: Name?
    /// Selector and variable are not there.
    public var pattern: PathPattern
    public var predicate: Expression?
    public var range: RepeatRange
    public var span: Span

    public init(pattern: PathPattern, predicate: Expression?, range: RepeatRange, span: Span) {
        self.pattern = pattern
        self.predicate = predicate
        self.range = range
        self.span = span
    }
}

/// What is said about labels or types.
public indirect enum LabelExpression: Hashable, Sendable {
    case name(Name)
    /// `$(e)`, `$all(e)`: every name of a string or list of strings; `$any(e)`: one of them.
    case dynamic(Expression, isAny: Bool)
    /// `%`: has any.
    case any
    case not(LabelExpression)
    case and(LabelExpression, LabelExpression)
    case or(LabelExpression, LabelExpression)
}
