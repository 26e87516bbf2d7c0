public import GraphModel

/// Nodes of which only the labels and some properties are read, those with the same as one row.
public struct GroupedScan: Sendable {
    /// Gets one of the nodes that are alike.
    public var node: Slot
    /// Gets how many there are.
    public var weight: Slot
    /// nil: all nodes.
    public var label: String?
    public var properties: [String]
    /// An index of the label that has these properties of every node that has them all, where labels are not read.
    public var index: IndexDefinition?
}

/// A count that the store keeps, exact at every commit.
public struct StoredCount: Sendable {
    public enum Counted: Sendable {
        /// With a label, or all.
        case nodes(String?)
        /// Of some types (nil: all), that lead from (outgoing) or to (incoming) nodes with a label (nil: all).
        case relationships(types: [String]?, label: String?, Direction)
    }

    /// Gets the count.
    public var weight: Slot
    public var of: Counted
}
