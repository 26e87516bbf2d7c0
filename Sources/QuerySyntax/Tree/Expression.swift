/// An expression of a statement. Two are equal when they say the same, wherever they stand.
public struct Expression: Hashable, Sendable {
    public var kind: Kind
    public var span: Span

    public init(_ kind: Kind, _ span: Span) {
        self.kind = kind
        self.span = span
    }

    public indirect enum Kind: Hashable, Sendable {
        case null
        case boolean(Bool)
        case integer(Int64)
        case float(Double)
        case string(String)
        case parameter(String)
        case variable(String)
        case list([Expression])
        case map([MapEntry])
        /// `n {.name, .*, other, key: 1}`
        case mapProjection(Expression, [MapProjectionItem])
        /// `e.key`
        case property(Expression, key: Name)
        /// `e[i]`
        case element(Expression, Expression)
        /// `e[from..to]`
        case slice(Expression, from: Expression?, to: Expression?)
        case unary(UnaryOperator, Expression)
        case binary(BinaryOperator, Expression, Expression)
        /// `a < b <= c`: each neighbour pair compared, all of them true. One or more comparisons.
        case comparison(Expression, [Comparison])
        /// `e IS NULL`, `e IS NOT NULL`
        case isNull(Expression, negated: Bool)
        /// `e:A|B`, `e IS A`; true of a node's labels or a relationship's type.
        case hasLabels(Expression, LabelExpression)
        /// `e IS :: INTEGER NOT NULL`
        case isOfType(Expression, ValueType, negated: Bool)
        case caseOf(operand: Expression?, branches: [CaseBranch], otherwise: Expression?)
        /// `namespace.name(DISTINCT a, b)`; names keep their spelling, and compare without regard to case.
        case call(FunctionCall)
        /// `count(*)`
        case countRows
        /// `[x IN list WHERE p | e]`
        case listComprehension(Name, in: Expression, where: Expression?, yields: Expression?)
        /// `[p = (a)-->(b) WHERE q | e]`
        case patternComprehension(PathPattern, where: Expression?, yields: Expression)
        /// `all(x IN list WHERE p)` and its relatives.
        case quantified(Quantifier, Name, in: Expression, where: Expression)
        /// `reduce(acc = e, x IN list | e)`
        case reduce(accumulator: Name, from: Expression, Name, in: Expression, step: Expression)
        /// `allReduce(acc = e, x IN list | e, p)`: whether the predicate holds after every step.
        case allReduce(accumulator: Name, from: Expression, Name, in: Expression, step: Expression, holds: Expression)
        /// `(a)-->(b)` where a truth value or, inside `size`, a list is wanted.
        case pattern(PathPattern)
        /// `EXISTS { … }`, `COUNT { … }`, `COLLECT { … }`
        case subquery(SubqueryKind, Query)
    }
}

public struct MapEntry: Hashable, Sendable {
    public var key: Name
    public var value: Expression

    public init(key: Name, value: Expression) {
        self.key = key
        self.value = value
    }
}

public enum MapProjectionItem: Hashable, Sendable {
    /// `.key`
    case property(Name)
    /// `.*`
    case allProperties
    /// `variable`
    case variable(Name)
    /// `key: e`
    case entry(MapEntry)
}

public enum UnaryOperator: String, Hashable, Sendable {
    case not = "NOT"
    case plus = "+"
    case minus = "-"
}

public enum BinaryOperator: String, Hashable, Sendable {
    case or = "OR"
    case xor = "XOR"
    case and = "AND"
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case modulo = "%"
    case power = "^"
    /// `||`, of strings and lists.
    case concatenate = "||"
    case isIn = "IN"
    case startsWith = "STARTS WITH"
    case endsWith = "ENDS WITH"
    case contains = "CONTAINS"
    case matches = "=~"
}

public enum ComparisonOperator: String, Hashable, Sendable {
    case equal = "="
    case notEqual = "<>"
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
}

/// One link of a chain of comparisons.
public struct Comparison: Hashable, Sendable {
    public var operation: ComparisonOperator
    public var right: Expression

    public init(_ operation: ComparisonOperator, _ right: Expression) {
        self.operation = operation
        self.right = right
    }
}

public struct CaseBranch: Hashable, Sendable {
    /// Alternatives: `WHEN 1, 2 THEN`; of the form without an operand, exactly one.
    public var conditions: [CaseCondition]
    public var result: Expression

    public init(conditions: [CaseCondition], result: Expression) {
        self.conditions = conditions
        self.result = result
    }
}

public enum CaseCondition: Hashable, Sendable {
    /// A value that the operand must equal, or a truth value where there is no operand.
    case expression(Expression)
    /// `WHEN > 3`
    case compares(ComparisonOperator, Expression)
    /// `WHEN STARTS WITH 'a'`
    case tests(BinaryOperator, Expression)
    /// `WHEN IS NULL`
    case isNull(negated: Bool)
    /// `WHEN IS :: INTEGER`
    case isOfType(ValueType, negated: Bool)
}

public struct FunctionCall: Hashable, Sendable {
    /// With its namespaces, as written: `date.truncate`.
    public var name: Name
    public var isDistinct: Bool
    public var arguments: [Expression]

    public init(name: Name, isDistinct: Bool, arguments: [Expression]) {
        self.name = name
        self.isDistinct = isDistinct
        self.arguments = arguments
    }
}

public enum Quantifier: String, Hashable, Sendable {
    case all, any, none, single
}

public enum SubqueryKind: String, Hashable, Sendable {
    case exists = "EXISTS"
    case count = "COUNT"
    case collect = "COLLECT"
}

/// The types of type predicates.
public indirect enum ValueType: Hashable, Sendable {
    public enum Simple: String, Hashable, Sendable, CaseIterable {
        case any = "ANY"
        case nothing = "NOTHING"
        case null = "NULL"
        case boolean = "BOOLEAN"
        case string = "STRING"
        case integer = "INTEGER"
        case float = "FLOAT"
        case date = "DATE"
        case localTime = "LOCAL TIME"
        case zonedTime = "ZONED TIME"
        case localDateTime = "LOCAL DATETIME"
        case zonedDateTime = "ZONED DATETIME"
        case duration = "DURATION"
        case point = "POINT"
        case node = "NODE"
        case relationship = "RELATIONSHIP"
        case map = "MAP"
        case path = "PATH"
        case propertyValue = "PROPERTY VALUE"
    }

    case simple(Simple, isNotNull: Bool)
    case list(ValueType, isNotNull: Bool)
    /// `A | B`
    case union([ValueType])
}
