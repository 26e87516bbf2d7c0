public import GraphModel

/// Why the engine could not answer or act.
public struct EngineError: FaultlineError, Hashable {
    public enum Code: String, Sendable, CaseIterable {
        /// No configuration item has the name or identity.
        case ciNotFound = "ci.notFound"
        /// Several configuration items have the name.
        case ciAmbiguous = "ci.ambiguous"
        /// Text that is neither a commit number nor a time.
        case badPointInTime = "history.badPointInTime"
        /// A what-if file does not describe a change of this graph.
        case badWhatIf = "impact.badWhatIf"
    }

    public var kind: Code
    public var message: String
    public var position: SourcePosition?
    public var advice: String?

    public var code: String { kind.rawValue }

    public init(_ kind: Code, _ message: String, at position: SourcePosition? = nil, advice: String? = nil) {
        self.kind = kind
        self.message = message
        self.position = position
        self.advice = advice
    }
}
