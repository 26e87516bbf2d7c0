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
    /// No run has the number.
    case unknownRun = "history.unknownRun"
    /// A what-if file does not describe a change of this graph.
    case badWhatIf = "impact.badWhatIf"
}

extension EngineError {
    /// Nothing is noted of a run.
    public static func unknownRun(_ number: RunNumber) -> EngineError {
        EngineError(.unknownRun, "there is no run \(number)", advice: "`faultline runs` lists those that there are.")
    }
}
