extension QueryWriter {
    mutating func write(_ expression: Expression) { write(expression, .or) }

    /// An expression in a place where operators bind at least as tightly as `minimum`.
    mutating func write(_ expression: Expression, _ minimum: Precedence) {
        let needsParentheses = expression.kind.precedence < minimum
        if needsParentheses { text += "(" }
        writeOperators(expression.kind)
        if needsParentheses { text += ")" }
    }

    private mutating func writeOperators(_ kind: Expression.Kind) {
        switch kind {
        case .unary(let operation, let operand): writeUnary(operation, operand)
        case .binary(let operation, let left, let right): writeBinary(operation, left, right)
        case .comparison(let left, let comparisons):
            write(left, .predicate)
            for comparison in comparisons {
                text += " \(comparison.operation.rawValue) "
                write(comparison.right, .predicate)
            }
        case .isNull(let operand, let isNegated):
            write(operand, .predicate)
            text += isNegated ? " IS NOT NULL" : " IS NULL"
        case .isOfType(let operand, let type, let isNegated):
            write(operand, .predicate)
            text += isNegated ? " IS NOT :: " : " IS :: "
            write(type)
        case .hasLabels(let operand, let labels):
            write(operand, .postfix)
            text += ":"
            write(labels, .and)
        case .property(let operand, let key): writeProperty(operand, key)
        case .element(let list, let index): writeElement(list, index)
        case .slice(let list, let from, let to):
            write(list, .postfix)
            text += "["
            if let from { write(from) }
            text += ".."
            if let to { write(to) }
            text += "]"
        default: writeOperand(kind)
        }
    }

    /// `e.key`
    mutating func writeProperty(_ operand: Expression, _ key: Name) {
        write(operand, .postfix)
        text += "." + NameText.name(key.text)
    }

    /// `e[i]`
    mutating func writeElement(_ list: Expression, _ index: Expression) {
        write(list, .postfix)
        text += "["
        write(index)
        text += "]"
    }

    private mutating func writeUnary(_ operation: UnaryOperator, _ operand: Expression) {
        if operation == .not {
            text += "NOT "
            return write(operand, .not)
        }
        text += operation.rawValue
        // A minus in front of a number would become a part of it.
        if operation == .minus, operand.kind.isNumber {
            text += "("
            write(operand)
            text += ")"
        } else {
            write(operand, .postfix)
        }
    }

    private mutating func writeBinary(_ operation: BinaryOperator, _ left: Expression, _ right: Expression) {
        let own = operation.precedence
        write(left, own)
        text += " \(operation.rawValue) "
        if operation.isLogical {
            write(right, own)
        } else if own == .predicate {
            write(right, .additive)
        } else if operation == .subtract, right.kind.beginsWithSign {
            text += "("
            write(right)
            text += ")"
        } else {
            write(right, own.tighter)
        }
    }
}

extension Expression.Kind {
    /// How tightly the outermost operator binds.
    var precedence: Precedence {
        switch self {
        case .unary(let operation, _): operation == .not ? .not : .unary
        case .integer(let value): value < 0 ? .unary : .atom
        case .float(let value): value.sign == .minus ? .unary : .atom
        case .binary(let operation, _, _): operation.precedence
        // What follows a pattern could be read as a part of it.
        case .comparison, .pattern: .comparison
        case .isNull, .isOfType: .predicate
        case .hasLabels: .unary
        case .property, .element, .slice: .postfix
        default: .atom
        }
    }

    fileprivate var isNumber: Bool {
        switch self {
        case .integer, .float: true
        default: false
        }
    }

    /// Whether the text begins with a minus, which would make a relationship together with one in front of it.
    fileprivate var beginsWithSign: Bool {
        switch self {
        case .unary(.minus, _): true
        case .integer, .float: precedence == .unary
        case .binary(let operation, let left, _):
            left.kind.precedence >= operation.precedence && left.kind.beginsWithSign
        default: false
        }
    }
}
