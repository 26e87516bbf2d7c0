/// One clause of a query.
public struct Clause: Hashable, Sendable {
    public var kind: Kind
    public var span: Span

    public init(_ kind: Kind, _ span: Span) {
        self.kind = kind
        self.span = span
    }

    public indirect enum Kind: Hashable, Sendable {
        case match(MatchClause)
        case unwind(Expression, as: Name)
        /// `WITH … WHERE`
        case with(Projection, where: Expression?)
        case returning(Projection)
        /// `FINISH`: no rows.
        case finish
        case create([PathPattern])
        case merge(PathPattern, [MergeAction])
        case set([SetItem])
        case remove([RemoveItem])
        case delete([Expression], isDetaching: Bool)
        case forEach(Name, in: Expression, [Clause])
        case call(ProcedureCall)
        case subquery(SubqueryCall)
    }
}

public struct MatchClause: Hashable, Sendable {
    public var isOptional: Bool
    public var patterns: [PathPattern]
    public var predicate: Expression?

    public init(isOptional: Bool, patterns: [PathPattern], predicate: Expression?) {
        self.isOptional = isOptional
        self.patterns = patterns
        self.predicate = predicate
    }
}

/// What `WITH` and `RETURN` hand on.
public struct Projection: Hashable, Sendable {
    public var isDistinct: Bool
    /// `*` comes before the items.
    public var includesAll: Bool
    public var items: [ProjectionItem]
    public var order: [SortItem]
    public var skip: Expression?
    public var limit: Expression?

    public init(
        isDistinct: Bool = false, includesAll: Bool = false, items: [ProjectionItem], order: [SortItem] = [],
        skip: Expression? = nil, limit: Expression? = nil
    ) {
        self.isDistinct = isDistinct
        self.includesAll = includesAll
        self.items = items
        self.order = order
        self.skip = skip
        self.limit = limit
    }
}

public struct ProjectionItem: Hashable, Sendable {
    public var expression: Expression
    public var alias: Name?
    /// What the column is called: the alias, or the expression as it was written.
    public var columnName: String

    public init(expression: Expression, alias: Name?, columnName: String) {
        self.expression = expression
        self.alias = alias
        self.columnName = columnName
    }
}

public struct SortItem: Hashable, Sendable {
    public var expression: Expression
    public var isDescending: Bool

    public init(expression: Expression, isDescending: Bool) {
        self.expression = expression
        self.isDescending = isDescending
    }
}

public struct MergeAction: Hashable, Sendable {
    /// `ON CREATE`, otherwise `ON MATCH`.
    public var isOnCreate: Bool
    public var items: [SetItem]

    public init(isOnCreate: Bool, items: [SetItem]) {
        self.isOnCreate = isOnCreate
        self.items = items
    }
}

public enum SetItem: Hashable, Sendable {
    /// `e.key = value`
    case property(of: Expression, key: Name, Expression)
    /// `e[key] = value`
    case dynamicProperty(of: Expression, key: Expression, Expression)
    /// `n = map`
    case replace(Name, Expression)
    /// `n += map`
    case add(Name, Expression)
    /// `n:A:B`, `n IS A`
    case labels(Name, [LabelName])
}

public enum RemoveItem: Hashable, Sendable {
    case property(of: Expression, key: Name)
    case dynamicProperty(of: Expression, key: Expression)
    case labels(Name, [LabelName])
}

/// A label that is set or removed.
public enum LabelName: Hashable, Sendable {
    case name(Name)
    /// `$(e)`: a string or a list of strings.
    case dynamic(Expression)
}

/// `CALL name(arguments) YIELD a AS b WHERE p`
public struct ProcedureCall: Hashable, Sendable {
    public var name: Name
    /// nil: taken from parameters of the same names.
    public var arguments: [Expression]?
    public var yields: Yields
    public var isOptional: Bool

    public enum Yields: Hashable, Sendable {
        /// No `YIELD`: everything, where the call is the whole query.
        case unstated
        /// `YIELD *`
        case all
        case items([YieldItem], where: Expression?)
    }

    public init(name: Name, arguments: [Expression]?, yields: Yields, isOptional: Bool = false) {
        self.name = name
        self.arguments = arguments
        self.yields = yields
        self.isOptional = isOptional
    }
}

public struct YieldItem: Hashable, Sendable {
    public var column: Name
    public var alias: Name?

    public init(column: Name, alias: Name?) {
        self.column = column
        self.alias = alias
    }
}

/// `CALL (a, b) { … } IN TRANSACTIONS OF n ROWS ON ERROR CONTINUE REPORT STATUS AS s`
public struct SubqueryCall: Hashable, Sendable {
    public enum Imports: Hashable, Sendable {
        /// `CALL { … }`: what a leading `WITH` names.
        case leadingWith
        /// `CALL (*) { … }`
        case all
        case variables([Name])
    }

    public struct Batches: Hashable, Sendable {
        /// Rows of one transaction; 1,000 when nil.
        public var rows: Expression?
        public var onError: OnError
        /// The variable for what came of each transaction.
        public var status: Name?

        public enum OnError: Hashable, Sendable {
            case fail, goOn, stop
        }

        public init(rows: Expression?, onError: OnError, status: Name? = nil) {
            self.rows = rows
            self.onError = onError
            self.status = status
        }
    }

    public var imports: Imports
    public var query: Query
    public var isOptional: Bool
    public var batches: Batches?

    public init(imports: Imports, query: Query, isOptional: Bool, batches: Batches?) {
        self.imports = imports
        self.query = query
        self.isOptional = isOptional
        self.batches = batches
    }
}
