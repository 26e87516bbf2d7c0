/// A parsed regular expression. Greediness is left out: it does not change whether a whole text matches.
indirect enum RegexTree: Sendable {
    case empty
    case scalar(Unicode.Scalar)
    case set(ScalarSet)
    case assertion(RegexAssertion)
    case sequence([RegexTree])
    case alternatives([RegexTree])
    /// At least `minimum` times; without a maximum when it is nil.
    case repeated(RegexTree, minimum: Int, maximum: Int?)
}

/// What holds between two characters.
enum RegexAssertion: Sendable {
    case textStart
    case textEnd
    /// The end, or before a line terminator at the end.
    case lastLineEnd
    case lineStart
    case lineEnd
    case wordBoundary
    case noWordBoundary
}
