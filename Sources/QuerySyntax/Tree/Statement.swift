public import GraphModel

/// One statement: what `QueryParser` makes of a text.
public struct Statement: Hashable, Sendable {
    public enum Mode: Hashable, Sendable {
        case run
        /// `EXPLAIN`: the plan, without running it.
        case explain
        /// `PROFILE`: the plan, with what running it counted.
        case profile
    }

    public var mode: Mode
    /// `AS OF …`
    public var time: StatementTime?
    public var body: Body
    public var span: Span

    public enum Body: Hashable, Sendable {
        case query(Query)
        case definition(DefinitionCommand)
        case show(ShowCommand)
    }

    public init(mode: Mode, time: StatementTime?, body: Body, span: Span) {
        self.mode = mode
        self.time = time
        self.body = body
        self.span = span
    }
}

/// The version of the graph that a statement reads.
public enum StatementTime: Hashable, Sendable {
    /// `AS OF COMMIT n`
    case commit(Expression)
    /// `AS OF datetime('…')`
    case moment(Expression)
}

/// Queries joined by `UNION`.
public struct Query: Hashable, Sendable {
    public var first: SingleQuery
    public var others: [UnionPart]

    public init(first: SingleQuery, others: [UnionPart] = []) {
        self.first = first
        self.others = others
    }
}

public struct UnionPart: Hashable, Sendable {
    /// `UNION ALL` keeps repeats.
    public var keepsRepeats: Bool
    public var query: SingleQuery
    public var span: Span

    public init(keepsRepeats: Bool, query: SingleQuery, span: Span) {
        self.keepsRepeats = keepsRepeats
        self.query = query
        self.span = span
    }
}

public struct SingleQuery: Hashable, Sendable {
    public var clauses: [Clause]
    public var span: Span

    public init(clauses: [Clause], span: Span) {
        self.clauses = clauses
        self.span = span
    }
}

/// `CREATE INDEX`, `DROP CONSTRAINT` and their relatives.
public enum DefinitionCommand: Hashable, Sendable {
    /// The name is nil where the store should make one.
    case createIndex(name: Name?, IndexedElement, properties: [Name], ifNotExists: Bool)
    case createConstraint(
        name: Name?, ConstraintDefinition.Kind, IndexedElement, properties: [Name], ifNotExists: Bool)
    case dropIndex(Name, ifExists: Bool)
    case dropConstraint(Name, ifExists: Bool)
}

/// `SHOW INDEXES YIELD name WHERE … RETURN …` and `TERMINATE TRANSACTIONS 'id' YIELD …`
public struct ShowCommand: Hashable, Sendable {
    /// What the command begins with.
    public enum Subject: String, Hashable, Sendable, CaseIterable {
        case indexes = "SHOW INDEXES"
        case constraints = "SHOW CONSTRAINTS"
        case functions = "SHOW FUNCTIONS"
        case procedures = "SHOW PROCEDURES"
        case transactions = "SHOW TRANSACTIONS"
        case terminations = "TERMINATE TRANSACTIONS"
    }

    public var subject: Subject
    /// The identities of the transactions to terminate.
    public var arguments: [Expression]
    /// nil: every column that is shown without `YIELD`; empty: `YIELD *`.
    public var yields: [YieldItem]?
    public var predicate: Expression?
    public var order: [SortItem]
    public var skip: Expression?
    public var limit: Expression?
    public var returns: Projection?

    public init(
        subject: Subject, arguments: [Expression] = [], yields: [YieldItem]? = nil, predicate: Expression? = nil,
        order: [SortItem] = [],
        skip: Expression? = nil, limit: Expression? = nil, returns: Projection? = nil
    ) {
        self.subject = subject
        self.arguments = arguments
        self.yields = yields
        self.predicate = predicate
        self.order = order
        self.skip = skip
        self.limit = limit
        self.returns = returns
    }
}
