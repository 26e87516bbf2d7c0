/// Where something stands in a statement.
///
/// Any two are equal: where an expression stands does not make it another one.
public struct Span: Hashable, Sendable {
    /// Offset of the first byte.
    public var start: Int
    /// Offset after the last byte.
    public var end: Int

    public init(start: Int, end: Int) {
        self.start = start
        self.end = end
    }

    public static func == (a: Span, b: Span) -> Bool { true }
    public func hash(into hasher: inout Hasher) {}
}

/// A name in a statement: of a variable, a label, a key or a procedure.
public struct Name: Hashable, Sendable {
    public var text: String
    public var span: Span

    public init(_ text: String, _ span: Span) {
        self.text = text
        self.span = span
    }
}
