/// What a full check of a store found.
public struct VerificationReport: Sendable, Hashable {
    /// One thing that is not as it should be.
    public struct Finding: Sendable, Hashable, CustomStringConvertible {
        /// The table that is wrong, or that lacks what another has.
        public var table: String
        /// The record's key in hexadecimal; empty when the finding is about the table.
        public var key: String
        public var reason: String

        public var description: String { key.isEmpty ? "\(table): \(reason)" : "\(table) \(key): \(reason)" }
    }

    /// In the order of the checks, the first `limit` of them.
    public internal(set) var findings: [Finding] = []
    /// All of them, those beyond the limit included.
    public internal(set) var findingCount = 0
    /// Records looked at.
    public internal(set) var records = 0
    public internal(set) var nodes = 0
    public internal(set) var relationships = 0
    public internal(set) var commits = 0

    /// Findings that are kept one by one.
    public static let limit = 1_000

    public var isSound: Bool { findingCount == 0 }
}
