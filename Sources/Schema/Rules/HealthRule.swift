public import GraphModel

/// A rule that an organisation sets itself: a query that finds the CIs which break it.
public struct HealthRule: Sendable, Hashable {
    /// How much a breach counts, the least first; spelled as rules' files spell it.
    public enum Severity: String, Hashable, Sendable, CaseIterable {
        case low, medium, high, critical

        /// Its weight in the score of compliance.
        public var weight: Int {
            switch self {
            case .low: 1
            case .medium: 2
            case .high: 4
            case .critical: 8
            }
        }
    }

    /// Unique among the rules read together.
    public let name: String
    public let description: String
    public let severity: Severity
    /// The class that the rule is about, with its subclasses; nil: all that is looked at.
    public let ciClass: String?
    /// A statement that only reads; its first column is the CIs that break the rule.
    public let query: String
    /// Where the rule's name is written.
    public let position: SourcePosition
    let queryPlace: QueryPlace

    /// Where in the document a place of the query is: exact for a query in a `|` block or on one line, else where the
    /// query begins.
    public func position(ofQueryLine line: Int?, column: Int?) -> SourcePosition {
        queryPlace.position(line: line ?? 1, column: column ?? 1)
    }
}

/// Where in a document the text of a query stands.
struct QueryPlace: Hashable, Sendable {
    /// Of the value's first character.
    var start: SourcePosition
    /// For a literal block: how far its lines are indented, from the line after `start` on.
    var indentation: Int?
    /// How many characters stand before the text of a value on one line; nil for a folded value.
    var lead: Int?

    func position(line: Int, column: Int) -> SourcePosition {
        var position = start
        if let indentation {
            position.line = start.line.map { $0 + line }
            position.column = indentation + column
        } else if let lead, line == 1 {
            position.column = start.column.map { $0 + lead + column - 1 }
        }
        return position
    }
}
