/// What a set of failures does to one configuration item. Worse verdicts are greater.
public enum Verdict: String, Hashable, Comparable, Sendable, BitwiseCopyable, CaseIterable {
    /// It failed, or some hard gate of it is not satisfied.
    case down
    /// It is up, with a soft gate not satisfied or a hard provider degraded.
    case degraded
    /// It is up, and some gate has lost a member and cannot lose another.
    case atRisk
    /// Nothing reached it.
    case unaffected

    public static func < (a: Verdict, b: Verdict) -> Bool { a.severity < b.severity }

    private var severity: Int {
        switch self {
        case .unaffected: 0
        case .atRisk: 1
        case .degraded: 2
        case .down: 3
        }
    }

    /// As people read it.
    public var title: String { self == .atRisk ? "at risk" : rawValue }
}
