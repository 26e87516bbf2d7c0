public import QuerySyntax

/// Elements that a `CREATE` or the second half of a `MERGE` makes, in order.
public struct Creation: Sendable {
    public struct NewNode: Sendable {
        public var slot: Slot
        public var labels: [PlanLabelName]
        public var properties: PlanExpression?
    }

    public struct NewRelationship: Sendable {
        public var slot: Slot
        public var type: PlanLabelName
        public var source: Slot
        public var target: Slot
        public var properties: PlanExpression?
    }

    public var nodes: [NewNode] = []
    public var relationships: [NewRelationship] = []

    public init() {}
}

/// A label or type that is written.
public enum PlanLabelName: Sendable {
    case name(String)
    /// A string, or a list of strings.
    case dynamic(PlanExpression)
}

/// `MERGE`: the rows of the pipeline, or what is made when there are none.
public struct Merge: Sendable {
    public var match: Pipeline
    public var creation: Creation
    public var onMatch: [PlanSetItem]
    public var onCreate: [PlanSetItem]
    /// Slots that the match binds.
    public var bound: [Slot]
}

public enum PlanSetItem: Sendable {
    case property(of: PlanExpression, key: PlanExpression, PlanExpression)
    /// `=` a map, or the properties of an element.
    case replace(Slot, PlanExpression)
    /// `+=`
    case add(Slot, PlanExpression)
    case labels(Slot, [PlanLabelName])
}

public enum PlanRemoveItem: Sendable {
    case property(of: PlanExpression, key: PlanExpression)
    case labels(Slot, [PlanLabelName])
}
