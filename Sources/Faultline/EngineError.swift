public import GraphModel

/// Why the engine could not answer or act.
public typealias EngineError = CodedError<EngineErrorCode>

/// The codes of `EngineError`.
public enum EngineErrorCode: String, ErrorCode {
    /// No configuration item has the name or identity.
    case ciNotFound = "ci.notFound"
    /// Several configuration items have the name.
    case ciAmbiguous = "ci.ambiguous"
    /// Text that is neither a commit number nor a time.
    case badPointInTime = "history.badPointInTime"
    /// A what-if file does not describe a change of this graph.
    case badWhatIf = "impact.badWhatIf"
}
