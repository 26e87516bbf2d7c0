public import QuerySyntax
public import QueryValues

/// An expression with its variables as slots, its functions found and its subqueries planned.
public indirect enum PlanExpression: Sendable {
    case constant(Value)
    case parameter(String)
    case slot(Slot)
    case list([PlanExpression])
    case map([PlanMapEntry])
    /// A copy of an element's or map's properties, all or none of them, with entries laid over it.
    case mapProjection(PlanExpression, includesAll: Bool, [PlanMapEntry])
    case property(PlanExpression, String)
    case element(PlanExpression, PlanExpression)
    case slice(PlanExpression, from: PlanExpression?, to: PlanExpression?)
    case unary(UnaryOperator, PlanExpression)
    case binary(BinaryOperator, PlanExpression, PlanExpression)
    case comparison(ComparisonOperator, PlanExpression, PlanExpression)
    case isNull(PlanExpression, negated: Bool)
    case hasLabels(PlanExpression, PlanLabels)
    case isOfType(PlanExpression, ValueType, negated: Bool)
    /// Whether none of the elements in a slot was deleted by the statement.
    case isLive(Slot)
    case choose([PlanBranch], otherwise: PlanExpression)
    /// A value that the rest names by its slot.
    case letting(Slot, PlanExpression, in: PlanExpression)
    case call(Function, [PlanExpression])
    case listComprehension(Slot, in: PlanExpression, where: PlanExpression?, yields: PlanExpression)
    case quantified(Quantifier, Slot, in: PlanExpression, where: PlanExpression)
    case reduce(
        accumulator: Slot, from: PlanExpression, Slot, in: PlanExpression, step: PlanExpression)
    case allReduce(
        accumulator: Slot, from: PlanExpression, Slot, in: PlanExpression, step: PlanExpression,
        holds: PlanExpression)
    /// Whether a pipeline gives a row.
    case exists(Pipeline)
    /// How many rows it gives.
    case count(Pipeline)
    /// A value of each of its rows.
    case collect(Pipeline, PlanExpression)
    /// From a node along relationships, each slot one of them or a list.
    case path(start: Slot, relationships: [Slot])
}

public struct PlanMapEntry: Sendable {
    public var key: String
    public var value: PlanExpression

    public init(_ key: String, _ value: PlanExpression) {
        self.key = key
        self.value = value
    }
}

public struct PlanBranch: Sendable {
    public var condition: PlanExpression
    public var result: PlanExpression

    public init(_ condition: PlanExpression, _ result: PlanExpression) {
        self.condition = condition
        self.result = result
    }
}

/// What is said about the labels of a node or the type of a relationship.
public indirect enum PlanLabels: Sendable {
    case name(String)
    case dynamic(PlanExpression, isAny: Bool)
    case any
    case not(PlanLabels)
    case and(PlanLabels, PlanLabels)
    case or(PlanLabels, PlanLabels)
}
