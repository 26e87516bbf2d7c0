import GraphModel
import QuerySyntax
import QueryValues

/// What the patterns of one `MATCH` say, taken apart: nodes, what ties them, and conditions on them.
struct PatternGraph {
    /// A relationship or a repeated path between two nodes.
    struct Tie {
        enum Kind {
            case single
            case repeated(RepeatRange)
            /// A quantified path.
            case group(QuantifiedPath, groups: [(name: String, list: Slot)])
            /// A pattern of which only some paths are wanted.
            case selected(PathPattern, RepeatRange?)
        }

        var from: Slot
        var to: Slot
        var relationship: Slot
        var kind: Kind
        var arrow: RelationshipPattern.Arrow
        /// nil: any, or more than a list can say.
        var types: [String]?
        /// Of each relationship, named by `candidateName`.
        var condition: Expression?
        var candidate: Slot
        /// What the condition calls it, where that is the name of all of them.
        var candidateName: String?
        var mode: PathMode
        /// Whether its relationship was bound before.
        var isBound: Bool
        /// Whether it is followed though not everything is bound that it names.
        var isForced = false
    }

    /// A condition with the slots of this pattern that it needs.
    struct Conjunct {
        var expression: Expression
        var needs: Set<Slot>
    }

    struct NamedPath {
        var slot: Slot
        var start: Slot
        var relationships: [Slot]
    }

    /// In the order of the text.
    var nodes: [Slot] = []
    /// Labels that a node must have, as far as they are plainly required.
    var labels: [Slot: [String]] = [:]
    /// What nodes are called in conditions.
    var names: [Slot: String] = [:]
    var ties: [Tie] = []
    var conjuncts: [Conjunct] = []
    var paths: [NamedPath] = []
    /// Names of everything, those of the scope before and those that the statement does not name included.
    var scope: Scope
    /// The scope that the `MATCH` leaves.
    var result: Scope
    /// What is bound before.
    var bound: Set<Slot>
}
