public import GraphModel

/// Which version of the graph a question is about.
public enum PointInTime: Sendable, Hashable {
    case latest
    case commit(CommitNumber)
    /// The last commit at or before an instant.
    case time(Timestamp)

    /// Reads a commit number (`17`) or an instant (`2026-09-30`, `2026-09-30T12:00:00Z`).
    public init(parsing text: String) throws(EngineError) {
        if let number = UInt64(text) {
            self = .commit(CommitNumber(number))
        } else if let time = Timestamp(text) {
            self = .time(time)
        } else {
            throw EngineError(
                .badPointInTime, "`\(text)` is neither a commit number nor a time",
                advice: "Write a number such as 17, a date such as 2026-09-30, or a time such as 2026-09-30T12:00:00Z.")
        }
    }
}
