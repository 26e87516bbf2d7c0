import GraphModel

/// Every limit of schemas in one place.
enum SchemaLimits {
    /// Most classes.
    static let classes = Int(UInt16.max)
    /// Most relationship types and overrides together: each may have an impact spec of its own.
    static let impactSpecs = Int(UInt16.max) - 1
    /// Most overrides of one type after `from` and `to` are taken apart; the square root of the cells of its table.
    static let overridesPerType = 256
    /// Longest line of ancestors, the class included: a node carries them all as labels.
    static let classDepth = Limits.labelsPerNode
    /// Longest time in rules of reconciliation: a hundred years.
    static let days = 36_525
    /// Most rules that are read together: each costs a query, and a bit for each CI.
    static let rules = 1_000
}
