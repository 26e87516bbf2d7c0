public import GraphModel

/// The compact adjacency snapshot of a graph: dense 32-bit indices, the relationships of every node in both directions,
/// the impact edges from each provider to its dependants, and the gates that stand before them.
///
/// A topology is either built in memory (`TopologyBuilder`), or mapped from a file in constant time
/// (`Topology(mapping:store:)`). `apply` brings it from one commit to another in place. It is not changed while
/// anything reads it: patch first, then share. Traversals keep their scratch memory in objects of their own
/// (`Propagation`, `Reachability`), one a thread.
///
/// About 40 bytes a node and 16 a relationship, gates included.
public final class Topology: @unchecked Sendable {
    public internal(set) var stamp: TopologyStamp
    var nodes: NodeTables
    var edges: EdgeTables
    var gates: GateTables
    var names: NameTables
    /// Nodes whose verdict is not `unaffected` when nothing has failed.
    var baselineNodes: MappedArray<UInt32>
    var counts: TopologyCounts
    /// The file that it is mapped from, as far as that was checked; nil for a topology made in memory.
    var file: FileVerification?
    /// Changes that are carried out when their nodes are read.
    var pending: TopologyEdits?
    /// Why such a change could not be carried out.
    var inconsistency: TopologyError?

    init(
        stamp: TopologyStamp, nodes: consuming NodeTables, edges: consuming EdgeTables, gates: consuming GateTables,
        names: consuming NameTables, baselineNodes: consuming MappedArray<UInt32>, counts: TopologyCounts,
        file: FileVerification? = nil
    ) {
        self.stamp = stamp
        self.nodes = nodes
        self.edges = edges
        self.gates = gates
        self.names = names
        self.baselineNodes = baselineNodes
        self.counts = counts
        self.file = file
    }
}

/// The per-node sections, and the way from identity to index.
struct NodeTables: ~Copyable {
    var ids: MappedArray<UInt64>
    var classes: MappedArray<UInt16>
    var flags: MappedArray<UInt8>
    var adjacency: MappedArray<AdjacencyRange>
    var impacts: MappedArray<ImpactRange>
    /// The first gate of each node, or `noIndex`; its others follow it.
    var gateHeads: MappedArray<UInt32>
    /// The nodes that a patch appended out of order, by identity.
    var unsorted: [UInt64: UInt32] = [:]
}

/// The per-relationship sections.
struct EdgeTables: ~Copyable {
    /// The other end, with `ProviderKind` in the high bits.
    var others: MappedArray<UInt32>
    /// The relationship type, as a place in the list of type names.
    var types: MappedArray<UInt16>
    /// Provider to dependant, with `ImpactKind` in the high bits.
    var impacts: MappedArray<UInt32>
    var weighted: MappedArray<WeightedImpact>
}

/// The gates.
struct GateTables: ~Copyable {
    var states: MappedArray<GateState>
    var records: MappedArray<GateRecord>
    var members: MappedArray<UInt32>
    var forms: MappedArray<GateForm>
    /// The places of forms, once one was appended.
    var formPlaces: [GateForm: UInt32] = [:]
}

/// The names of classes, relationship types and groups.
struct NameTables: ~Copyable {
    var groups: NameTable
    var classes: NameTable
    var types: NameTable
}

/// Totals that the header keeps.
struct TopologyCounts: Hashable, Sendable {
    /// Nodes from the start whose identities ascend.
    var sortedNodes = 0
    var liveNodes = 0
    var relationships = 0
    /// Entries of `others`, `impacts` and `members`, and gates, that nothing refers to any more.
    var garbage = 0
}

extension Topology {
    /// The number of places for nodes: indices are below it. Some may stand for nodes that are gone.
    public var nodeCapacity: Int { nodes.ids.count }

    public var nodeCount: Int { counts.liveNodes }

    public var relationshipCount: Int { counts.relationships }

    public var gateCapacity: Int { gates.states.count }

    /// The place of a node, or nil when it is not in the topology. O(log n).
    public func index(of id: NodeID) -> NodeIndex? {
        guard let place = place(of: id.rawValue), nodes.flags[Int(place)] & NodeFlags.live != 0 else { return nil }
        return NodeIndex(place)
    }

    public func id(of node: NodeIndex) -> NodeID { NodeID(nodes.ids[node.offset]) }

    /// Whether a node exists, for walks over all indices.
    public func isLive(_ node: NodeIndex) -> Bool { nodes.flags[node.offset] & NodeFlags.live != 0 }

    /// Whether the node takes part in impact.
    public func isInImpact(_ node: NodeIndex) -> Bool { nodes.flags[node.offset] & NodeFlags.inImpact != 0 }

    /// Whether the node stands for the target of a dangling reference.
    public func isUnresolved(_ node: NodeIndex) -> Bool { nodes.flags[node.offset] & NodeFlags.unresolved != 0 }

    /// The verdict on a node when nothing has failed: not `unaffected` where a group's members cannot reach its
    /// threshold, and for what depends on such nodes.
    public func baseline(of node: NodeIndex) -> Verdict { Verdict(baseline: nodes.flags[node.offset]) }

    /// The nodes that are not unaffected when nothing has failed, in no order.
    public var baselineIndices: [NodeIndex] { baselineNodes.elements.map { NodeIndex($0) } }

    /// Whether the node has any recorded relationship.
    public func hasRelationships(_ node: NodeIndex) -> Bool {
        settle(listsOf: node.rawValue)
        let range = nodes.adjacency[node.offset]
        return range.outgoing > 0 || range.incoming > 0
    }

    /// The place of an identity among the nodes, those that are gone included.
    func place(of id: UInt64) -> UInt32? {
        sortedPlace(of: id) ?? nodes.unsorted[id]
    }

    /// Identities ascend without repeats, so that none stands behind its distance from the first; not far before it
    /// either, where few were deleted.
    private func sortedPlace(of id: UInt64) -> UInt32? {
        guard counts.sortedNodes > 0, id >= nodes.ids[0] else { return nil }
        var high = Int(min(id - nodes.ids[0], UInt64(counts.sortedNodes - 1)))
        if nodes.ids[high] == id { return UInt32(high) }
        var low = high
        var step = 1
        while low > 0, nodes.ids[low] > id {
            high = low
            low = max(0, low - step)
            step *= 2
        }
        while low < high {
            let middle = (low + high) / 2
            if nodes.ids[middle] < id { low = middle + 1 } else { high = middle }
        }
        return nodes.ids[low] == id ? UInt32(low) : nil
    }
}

extension Verdict {
    init(baseline flags: UInt8) {
        if flags & NodeFlags.baselineDown != 0 {
            self = .down
        } else if flags & NodeFlags.baselineDegraded != 0 {
            self = .degraded
        } else {
            self = flags & NodeFlags.baselineAtRisk != 0 ? .atRisk : .unaffected
        }
    }
}
