public import GraphModel
public import QuerySyntax
public import QueryValues

/// What a step does with each row.
public indirect enum Operation: Sendable {
    // Reading
    /// Every node of a source, bound to a slot.
    case scan(Slot, NodeSource)
    /// Nodes that are alike as one row with their number.
    case scanGroups(GroupedScan)
    /// One row with a number that the store keeps; none when it is 0.
    case countStored(StoredCount)
    /// Relationships of a bound node, or between two.
    case expand(Expansion)
    /// Ways of one or more relationships from a bound node.
    case expandRepeatedly(Expansion, RepeatRange)
    /// Repeats of a path pattern from a bound node.
    case repeatPath(Repetition)
    /// A relationship, or list of them, that is bound already, tied to its ends.
    case tie(Expansion, isList: Bool, fromIsBound: Bool, toIsBound: Bool)
    /// The shortest ways between two bound nodes.
    case shortest(PathSearch)
    /// The shortest paths of a pattern of several relationships between two bound nodes.
    case searchPattern(PatternSearch)
    /// Of the rows of a pipeline, those whose paths are the shortest between their ends.
    case selectPaths(PathSelection)

    // Rows
    case filter(PlanExpression)
    case assign([Assignment])
    case unwind(PlanExpression, Slot)
    /// Rows of equal keys become one.
    case aggregate(keys: [Assignment], [Aggregation])
    /// The first row of those that are equal in these slots.
    case distinct([Slot])
    /// All rows in order; only the first of them where a limit follows.
    case sort([SortKey], keeping: [Slot], first: FirstRows?)
    case skip(PlanExpression)
    case limit(PlanExpression)
    /// Takes all rows before it pushes the first on, so that what follows sees all that went before done.
    case barrier(keeping: [Slot])
    /// No rows.
    case finish

    // Pipelines within
    /// The rows of the pipeline; one with nulls in the slots when there is none.
    case optional(Pipeline, nulls: [Slot])
    /// The rows of the pipeline, or the row itself after it when it gives none on purpose.
    case apply(Pipeline, isUnit: Bool)
    /// `CALL { … } IN TRANSACTIONS`
    case batches(BatchedCall)
    /// The rows of each pipeline, one pipeline after the other.
    case union([Pipeline])
    case forEach(Slot, in: PlanExpression, Pipeline)
    case call(ProcedureStep)

    // Writing
    case create(Creation)
    case merge(Merge)
    case set([PlanSetItem])
    case remove([PlanRemoveItem])
    case delete([PlanExpression], isDetaching: Bool)
}

/// Where the nodes of a scan come from.
public indirect enum NodeSource: Sendable {
    case all
    case label(String)
    /// The nodes of an index whose first properties equal the values; of a list of values per property where one is
    /// `IN` a list.
    case index(IndexDefinition, values: [SeekValue])
    /// The nodes of an index whose first property lies in a range.
    case range(IndexDefinition, from: SeekBound?, to: SeekBound?)
    case prefix(IndexDefinition, PlanExpression)
    /// A source that has all nodes with a label as long as these have another label too; the label's own nodes
    /// otherwise.
    case provided(label: String, implies: String, NodeSource)
    /// The node with an identity; `isElement`: as `elementId` gives it.
    case identity(PlanExpression, isElement: Bool, isList: Bool)
}

/// What an indexed property must equal.
public struct SeekValue: Sendable {
    public var expression: PlanExpression
    /// One of the elements of a list.
    public var isList: Bool

    public init(_ expression: PlanExpression, isList: Bool) {
        self.expression = expression
        self.isList = isList
    }
}

public struct SeekBound: Sendable {
    public var expression: PlanExpression
    public var isIncluded: Bool

    public init(_ expression: PlanExpression, isIncluded: Bool) {
        self.expression = expression
        self.isIncluded = isIncluded
    }
}

/// A relationship of a pattern, to be followed from one of its ends.
public struct Expansion: Sendable {
    public var from: Slot
    public var relationship: Slot
    public var to: Slot
    /// `outgoing`: from the relationship's source; nil: either way.
    public var direction: Direction?
    /// nil: any.
    public var types: [String]?
    /// What types cannot say: conditions on each relationship, in the slot `candidate`.
    public var condition: PlanExpression?
    /// Where a relationship is while its condition is asked.
    public var candidate: Slot
    /// Whether the other end is bound already.
    public var isInto: Bool
    /// Slots of relationships, or lists of them, of the same `MATCH`, that it must not repeat.
    public var excluding: [Slot]
    /// Of a repeated relationship: whether the ways were followed against the pattern's reading direction, so that
    /// their list is turned round.
    public var isReversed: Bool
    /// Of a repeated relationship: each end once is enough.
    public var endsOnly = false
    public var mode: PathMode

    public init(
        from: Slot, relationship: Slot, to: Slot, direction: Direction?, types: [String]?, condition: PlanExpression?,
        candidate: Slot, isInto: Bool, excluding: [Slot], isReversed: Bool, mode: PathMode
    ) {
        self.candidate = candidate
        self.from = from
        self.relationship = relationship
        self.to = to
        self.direction = direction
        self.types = types
        self.condition = condition
        self.isInto = isInto
        self.excluding = excluding
        self.isReversed = isReversed
        self.mode = mode
    }
}

/// A quantified path pattern.
public struct Repetition: Sendable {
    public var from: Slot
    public var to: Slot
    public var isInto: Bool
    /// What is matched each time: begins with `innerFrom` bound and binds `innerTo`.
    public var pipeline: Pipeline
    public var innerFrom: Slot
    public var innerTo: Slot
    /// Relationships that one repeat binds, in reading order.
    public var innerRelationships: [Slot]
    /// Variables of one repeat, and the list of their values over all repeats.
    public var groups: [(inner: Slot, list: Slot)]
    /// The list of all relationships on the way, in reading order.
    public var relationships: Slot
    public var range: RepeatRange
    public var excluding: [Slot]
    public var isReversed: Bool
    public var mode: PathMode
}

/// Ways of a repeated relationship between two bound nodes, in order of their length.
public struct PathSearch: Sendable {
    public var expansion: Expansion
    public var range: RepeatRange
    public var wanted: PathSelection.Wanted
}

/// A choice among the paths that a pipeline finds.
public struct PathSelection: Sendable {
    public enum Wanted: Sendable {
        /// So many, in order of length; one when nil.
        case count(PlanExpression?)
        /// All of the smallest length.
        case all
        /// All of so many smallest lengths.
        case groups(PlanExpression?)
    }

    public var pipeline: Pipeline
    public var start: Slot
    public var end: Slot
    /// Relationships of the path, each slot one of them or a list.
    public var relationships: [Slot]
    public var wanted: Wanted
    /// Slots that the pipeline binds.
    public var bound: [Slot]
}

public struct Assignment: Sendable {
    public var slot: Slot
    public var value: PlanExpression

    public init(_ slot: Slot, _ value: PlanExpression) {
        self.slot = slot
        self.value = value
    }
}

public struct Aggregation: Sendable {
    public var slot: Slot
    /// nil: `count(*)`.
    public var function: AggregateFunction?
    public var isDistinct: Bool
    public var argument: PlanExpression?
    /// The second argument of percentiles.
    public var parameter: PlanExpression?
    /// How many rows each row stands for; nil: itself.
    public var weight: Slot?

    public init(
        slot: Slot, function: AggregateFunction?, isDistinct: Bool, argument: PlanExpression?,
        parameter: PlanExpression?
    ) {
        self.slot = slot
        self.function = function
        self.isDistinct = isDistinct
        self.argument = argument
        self.parameter = parameter
    }
}

public struct SortKey: Sendable {
    public var expression: PlanExpression
    public var isDescending: Bool

    public init(_ expression: PlanExpression, isDescending: Bool) {
        self.expression = expression
        self.isDescending = isDescending
    }
}

/// How many rows of an order are wanted, those that are skipped included.
public struct FirstRows: Sendable {
    public var skip: PlanExpression?
    public var limit: PlanExpression
}

/// A subquery that is run for some rows at a time, each time in a commit of its own.
public struct BatchedCall: Sendable {
    public var pipeline: Pipeline
    /// Rows of one commit; `usualSize` when nil.
    public var size: PlanExpression?
    public var onError: SubqueryCall.Batches.OnError
    /// Of the rows of the pipeline; of one that gives none on purpose, none.
    public var columns: [Slot]
    /// A row for which the pipeline gives none stays, with nulls in the columns.
    public var isOptional: Bool
    /// Where what came of the commit is told.
    public var status: Slot?
    /// Of the rows that come.
    public var keeping: [Slot]

    public static let usualSize = 1_000
}

public struct ProcedureStep: Sendable {
    public var signature: ProcedureSignature
    public var arguments: [PlanExpression]
    /// By place in the signature's outputs.
    public var outputs: [(column: Int, slot: Slot)]
    public var isOptional: Bool
}
