public import GraphModel

/// One source that is brought in time and again: where its inventory comes from, and how often.
public struct SyncSource: Hashable, Sendable {
    /// Where an inventory comes from.
    public enum Input: Hashable, Sendable {
        /// A program and its arguments, run without a shell: its standard output is the input.
        case command([String])
        /// Files, folders and patterns such as `exports/*.json`.
        case paths([String])
    }

    /// The name of the source, under which its identities are known.
    public var name: String
    public var input: Input
    /// The name of a format; recognised when nil.
    public var format: String?
    /// Whether the input is all that the source has.
    public var isFull = false
    /// What becomes of what a full input no longer reports; as usual when nil.
    public var missing: String?
    /// Seconds from one run to the next; nil: at every call.
    public var intervalSeconds: Int64?
    public var options: [String: String] = [:]
    /// The path of a mapping file.
    public var mapping: String?
    /// How long a command may take.
    public var timeoutSeconds: Int64 = defaultTimeoutSeconds
    /// Where it is configured.
    public var position: SourcePosition

    public static let defaultTimeoutSeconds: Int64 = 600

    init(name: String, input: Input, position: SourcePosition) {
        self.name = name
        self.input = input
        self.position = position
    }

    /// Whether the source is to be brought in now.
    ///
    /// Timers do not call at the exact second: a call that comes up to a tenth of the interval, and at most a minute,
    /// early counts. A last run in the future, of a clock that was set back, does not keep a source from ever being
    /// due.
    ///
    /// - Parameter lastStarted: when its last run began, whatever came of it; nil when there was none.
    public func isDue(lastStarted: Timestamp?, now: Timestamp) -> Bool {
        guard let intervalSeconds, let lastStarted, lastStarted <= now else { return true }
        let (interval, overflows) = intervalSeconds.multipliedReportingOverflow(by: 1_000_000)
        guard !overflows else { return false }
        let passed = now.microsecondsSinceEpoch - lastStarted.microsecondsSinceEpoch
        return passed >= interval - min(interval / 10, 60_000_000)
    }
}
