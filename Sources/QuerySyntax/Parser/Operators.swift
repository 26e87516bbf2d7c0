extension Token {
    /// How tightly the token binds as an operator between or after operands; nil when it is none.
    @inline(__always)
    var infixPrecedence: Precedence? {
        switch kind {
        case .name:
            switch keyword {
            case .or: .or
            case .xor: .xor
            case .and: .and
            case .in, .starts, .ends, .contains, .is: .predicate
            default: nil
            }
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: .comparison
        case .matches, .doubleColon: .predicate
        case .plus, .minus, .doubleBar: .additive
        case .star, .slash, .percent: .multiplicative
        case .caret: .power
        default: nil
        }
    }

    var comparison: ComparisonOperator? {
        switch kind {
        case .equal: .equal
        case .notEqual: .notEqual
        case .less: .less
        case .lessOrEqual: .lessOrEqual
        case .greater: .greater
        case .greaterOrEqual: .greaterOrEqual
        default: nil
        }
    }

    /// Of the operators that group from the left.
    var arithmetic: BinaryOperator? {
        switch kind {
        case .plus: .add
        case .minus: .subtract
        case .doubleBar: .concatenate
        case .star: .multiply
        case .slash: .divide
        case .percent: .modulo
        case .caret: .power
        default: nil
        }
    }
}

extension BinaryOperator {
    var precedence: Precedence {
        switch self {
        case .or: .or
        case .xor: .xor
        case .and: .and
        case .add, .subtract, .concatenate: .additive
        case .multiply, .divide, .modulo: .multiplicative
        case .power: .power
        case .isIn, .startsWith, .endsWith, .contains, .matches: .predicate
        }
    }

    /// Groups may be left out and are balanced by the parser.
    var isLogical: Bool { self == .or || self == .xor || self == .and }
}
