internal import Topology

/// Which nodes can be the same: those of one class, and of related ones.
struct Comparison {
    let classOf: (NodeIndex) -> Int
    let areRelated: (Int, Int) -> Bool
}

/// Nodes by digests of what should tell them apart. 16 bytes for each.
struct Duplicates {
    private struct Entry {
        let digest: Int
        let node: UInt32
    }

    private var entries: [Entry] = []

    mutating func note(_ digest: Int, _ node: NodeIndex) { entries.append(Entry(digest: digest, node: node.rawValue)) }

    /// Hands out each node that shares a digest with one that it is comparable to, with the first such other.
    ///
    /// Cost: a sort; of many nodes with one digest, linear in the nodes times their classes.
    mutating func forEach(_ comparison: Comparison, _ body: (NodeIndex, NodeIndex) -> Void) {
        entries.sort { ($0.digest, $0.node) < ($1.digest, $1.node) }
        var start = 0
        while start < entries.count {
            var end = start + 1
            while end < entries.count, entries[end].digest == entries[start].digest { end += 1 }
            if end - start > 1 { pairs(entries[start..<end], comparison, body) }
            start = end
        }
    }

    private func pairs(
        _ group: ArraySlice<Entry>, _ comparison: Comparison, _ body: (NodeIndex, NodeIndex) -> Void
    ) {
        // The first two of each class are all that anybody is shown.
        var firsts: [(ciClass: Int, nodes: [UInt32])] = []
        for entry in group {
            let ciClass = comparison.classOf(NodeIndex(entry.node))
            guard let place = firsts.firstIndex(where: { $0.ciClass == ciClass }) else {
                firsts.append((ciClass, [entry.node]))
                continue
            }
            if firsts[place].nodes.count < 2, firsts[place].nodes[0] != entry.node {
                firsts[place].nodes.append(entry.node)
            }
        }
        for entry in group {
            let ciClass = comparison.classOf(NodeIndex(entry.node))
            for first in firsts where first.ciClass == ciClass || comparison.areRelated(first.ciClass, ciClass) {
                guard let other = first.nodes.first(where: { $0 != entry.node }) else { continue }
                body(NodeIndex(entry.node), NodeIndex(other))
                break
            }
        }
    }
}
