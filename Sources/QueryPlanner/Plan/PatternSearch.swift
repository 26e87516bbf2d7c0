public import GraphModel
public import QuerySyntax

/// A pattern with a selector, taken apart for a search that knows at each relationship where in the pattern it stands.
///
/// Each condition reads one step and what is bound before, so that whether a step may be taken does not depend on how
/// the search came to it.
public struct PatternSearch: Sendable {
    public var from: Slot
    public var to: Slot
    /// One after the other from end to end.
    public var parts: [Part]
    public var wanted: PathSelection.Wanted
    public var mode: PathMode

    /// A relationship, or what repeats.
    public struct Part: Sendable {
        /// Where it begins; nil for the first part, which begins at `from`.
        public var node: Slot?
        /// Of that node.
        public var condition: PlanExpression?
        /// The relationships of one round; never none.
        public var steps: [Step]
        public var rounds: RepeatRange
        /// The relationship, or the list of those of all rounds.
        public var relationship: Slot
        public var isList: Bool
        public var groups: [Group]
    }

    /// One relationship, with slots in which its conditions find it and its ends. Ends that are bound have none.
    public struct Step: Sendable {
        public var direction: Direction?
        /// nil: any.
        public var types: [String]?
        public var from: Slot?
        public var relationship: Slot
        public var to: Slot?
        /// Of where it begins, of the relationship, with both its ends perhaps, and of where it leads.
        public var fromCondition: PlanExpression?
        public var condition: PlanExpression?
        public var toCondition: PlanExpression?
    }

    /// The list of a variable's values over all rounds.
    public struct Group: Sendable {
        public enum Element: Sendable {
            /// The node before the step of this place, or after the last.
            case node(Int)
            case relationship(Int)
        }

        public var list: Slot
        public var element: Element
    }
}

extension PatternSearch {
    /// Slots that it binds, those in which its conditions find what they are asked of included.
    var boundSlots: [Slot] {
        parts.flatMap { part in
            [part.relationship] + (part.node.map { [$0] } ?? []) + part.groups.map(\.list)
                + part.steps.flatMap { [$0.from, $0.relationship, $0.to].compactMap { $0 } }
        }
    }

    private var conditions: [PlanExpression] {
        parts.flatMap { part in
            [part.condition].compactMap { $0 }
                + part.steps.flatMap { [$0.fromCondition, $0.condition, $0.toCondition].compactMap { $0 } }
        }
    }

    var readSlots: Set<Slot> {
        var slots: Set<Slot> = [from, to]
        for condition in conditions { condition.collectSlots(&slots) }
        return slots
    }

    /// Whether what is found from a node stays the same from row to row.
    public var dependsOnStartOnly: Bool {
        var slots: Set<Slot> = []
        for condition in conditions { condition.collectSlots(&slots) }
        return slots.subtracting(boundSlots).isSubset(of: [from])
    }
}
