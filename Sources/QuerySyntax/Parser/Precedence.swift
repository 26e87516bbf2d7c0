/// How tightly operators bind, from loosest to tightest.
enum Precedence: UInt8, Comparable {
    case or, xor, and, not, comparison
    /// `IN`, `STARTS WITH`, `IS NULL` and their relatives.
    case predicate
    case additive, multiplicative, power, unary
    /// Properties, elements, slices and labels.
    case postfix
    case atom

    static func < (a: Precedence, b: Precedence) -> Bool { a.rawValue < b.rawValue }

    /// The next tighter one.
    var tighter: Precedence { Precedence(rawValue: rawValue + 1) ?? .atom }
}
