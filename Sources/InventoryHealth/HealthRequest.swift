/// Which CIs to look at, and how much to tell of each finding.
public struct HealthRequest: Sendable {
    /// This class and its subclasses; nil: every configuration item.
    public var ciClass: String?
    /// Those that this party answers for, by name; nil: whoever does.
    public var owner: String?
    /// Those that this source has reported; nil: whatever source.
    public var source: String?
    /// Most CIs of a list, and most classes, owners and sources.
    public var limit: Int
    /// Asked once in some thousand CIs; true ends the work.
    public var shouldStop: (@Sendable () -> Bool)?

    /// - Parameter limit: from 0 to `largestLimit`; what is beyond is taken as the nearest of the two.
    public init(
        ciClass: String? = nil, owner: String? = nil, source: String? = nil, limit: Int = 10,
        shouldStop: (@Sendable () -> Bool)? = nil
    ) {
        self.ciClass = ciClass
        self.owner = owner
        self.source = source
        self.limit = min(max(limit, 0), Self.largestLimit)
        self.shouldStop = shouldStop
    }

    /// Lists are bounded, whatever is asked.
    public static let largestLimit = 100_000
}
