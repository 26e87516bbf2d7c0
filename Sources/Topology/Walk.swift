/// What a walk found, by distance from where it started.
public struct Walk: Sendable {
    /// The starts first.
    public let nodes: [NodeIndex]
    /// For each node, the position in `nodes` of the one that it was found from; its own for the starts.
    public let parents: [UInt32]
    /// Where each distance starts in `nodes`, from 0.
    public let levels: [Int]
    /// Empty when everything was walked.
    public let incomplete: Set<IncompleteReason>

    /// The nodes at a distance; empty beyond the farthest.
    public func nodes(at distance: Int) -> ArraySlice<NodeIndex> {
        guard distance >= 0, distance < levels.count else { return [] }
        let end = distance + 1 < levels.count ? levels[distance + 1] : nodes.count
        return nodes[levels[distance]..<end]
    }

    /// How far the node at a position is from the nearest start.
    public func distance(at position: Int) -> Int {
        var (low, high) = (0, levels.count)
        while low < high {
            let middle = (low + high) / 2
            if levels[middle] <= position { low = middle + 1 } else { high = middle }
        }
        return low - 1
    }
}
