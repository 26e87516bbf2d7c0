public import GraphModel

/// Why an impact question has no answer.
public struct AnalysisError: FaultlineError, Hashable {
    public enum Code: String, Sendable, CaseIterable {
        /// A CI of the question does not exist in the version asked about.
        case unknownCI = "impact.unknownCI"
        /// A CI of the question is retired, or a record that takes no part in impact.
        case outsideImpact = "impact.outsideImpact"
        /// A relationship of a proposed change does not exist in the version asked about.
        case unknownRelationship = "impact.unknownRelationship"
        /// A proposed change deletes a CI and leaves its relationships.
        case hasRelationships = "impact.hasRelationships"
    }

    public var kind: Code
    public var message: String
    public var advice: String?

    public var code: String { kind.rawValue }

    public init(_ kind: Code, _ message: String, advice: String? = nil) {
        self.kind = kind
        self.message = message
        self.advice = advice
    }
}
