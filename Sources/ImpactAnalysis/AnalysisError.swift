public import GraphModel

/// Why an impact question has no answer.
public typealias AnalysisError = CodedError<AnalysisErrorCode>

/// The codes of `AnalysisError`.
public enum AnalysisErrorCode: String, ErrorCode {
    /// A CI of the question does not exist in the version asked about.
    case unknownCI = "impact.unknownCI"
    /// A CI of the question is retired, or a record that takes no part in impact.
    case outsideImpact = "impact.outsideImpact"
    /// A relationship of a proposed change does not exist in the version asked about.
    case unknownRelationship = "impact.unknownRelationship"
    /// A proposed change deletes a CI and leaves its relationships.
    case hasRelationships = "impact.hasRelationships"
    /// There are more sets than a search may look at.
    case searchLimit = "impact.searchLimit"
}
