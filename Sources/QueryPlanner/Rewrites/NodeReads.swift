import QueryValues

/// What expressions read of a node (or of a relationship, of which only nothing is of use).
struct NodeReads {
    private let node: Slot
    private(set) var properties: Set<String> = []
    private(set) var labels = false
    /// Whether nothing else is read of it, and the same is computed of the same.
    private(set) var isSound = true

    init(of node: Slot) { self.node = node }

    var isNothing: Bool { properties.isEmpty && !labels }

    mutating func add(_ expression: PlanExpression) {
        switch expression {
        case .constant, .parameter: return
        case .slot(let slot): if slot == node { isSound = false }
        case .property(.slot(node), let key): properties.insert(key)
        case .call(let function, let arguments):
            if function.name == "labels", case .slot(node)? = arguments.first {
                labels = true
            } else {
                isSound = isSound && function.isDeterministic
                for argument in arguments { add(argument) }
            }
        case .hasLabels(.slot(node), let names):
            labels = true
            isSound = isSound && !names.isDynamic
        case .list(let items): for item in items { add(item) }
        case .map(let entries): for entry in entries { add(entry.value) }
        case .property(let base, _), .unary(_, let base), .isNull(let base, _), .isOfType(let base, _, _): add(base)
        case .element(let left, let right), .binary(_, let left, let right), .comparison(_, let left, let right):
            add(left)
            add(right)
        case .choose(let branches, let otherwise):
            for branch in branches {
                add(branch.condition)
                add(branch.result)
            }
            add(otherwise)
        default: isSound = false
        }
    }
}

extension PlanLabels {
    fileprivate var isDynamic: Bool {
        switch self {
        case .name, .any: false
        case .dynamic: true
        case .not(let operand): operand.isDynamic
        case .and(let left, let right), .or(let left, let right): left.isDynamic || right.isDynamic
        }
    }
}
