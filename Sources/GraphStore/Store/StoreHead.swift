internal import GraphModel

/// Where the store stands: what the record of its last commit says.
struct StoreHead: Hashable, Sendable {
    var commit = CommitNumber.zero
    var time = Timestamp(microsecondsSinceEpoch: .min)
    /// Identities that the next new elements get.
    var nextNode: UInt64 = 1
    var nextRelationship: UInt64 = 1
}

/// What is kept in memory of a store's latest commit.
struct StoreState: Sendable {
    var head = StoreHead()
    var names = Names()
    var definitions = Definitions()
    /// What was worked out of these names and definitions.
    var plans = PlanCache()
}
