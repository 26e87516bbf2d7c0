public import GraphModel

/// A fault of a test text or of what it needs: a feature file, an expected value, a named graph.
public struct ConformanceError: Error, Hashable, CustomStringConvertible {
    public var message: String
    /// Where in the text.
    public var position: SourcePosition?

    public init(_ message: String, at position: SourcePosition? = nil) {
        self.message = message
        self.position = position
    }

    public var description: String { position.map { "\($0): \(message)" } ?? message }
}
