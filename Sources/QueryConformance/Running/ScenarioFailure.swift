public import GraphModel

/// Why a scenario failed.
public struct ScenarioFailure: Error, Hashable, Sendable {
    /// One sentence.
    public var reason: String
    /// The query that ran last, if any did.
    public var query: String?
    /// What should have been, and what was, as tables or lines; empty when the reason says all.
    public var expected: String
    public var actual: String
    /// The step that failed, or the scenario.
    public var position: SourcePosition

    public init(
        _ reason: String, query: String? = nil, expected: String = "", actual: String = "", at position: SourcePosition
    ) {
        self.reason = reason
        self.query = query
        self.expected = expected
        self.actual = actual
        self.position = position
    }
}
