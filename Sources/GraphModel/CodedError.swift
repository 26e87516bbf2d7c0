/// The codes of one module's errors: stable, dotted texts such as `import.badRecord`, each listed in docs/errors.md.
public protocol ErrorCode: RawRepresentable, CaseIterable, Hashable, Sendable where RawValue == String {}

/// An error of one module, told apart by its `Kind`. A module names its own: `StoreError`, `ImportError` and so on.
public struct CodedError<Kind: ErrorCode>: FaultlineError, Hashable {
    public typealias Code = Kind

    public var kind: Kind
    public var message: String
    public var position: SourcePosition?
    public var advice: String?

    public var code: String { kind.rawValue }

    public init(_ kind: Kind, _ message: String, at position: SourcePosition? = nil, advice: String? = nil) {
        self.kind = kind
        self.message = message
        self.position = position
        self.advice = advice
    }
}
