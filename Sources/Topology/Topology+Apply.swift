public import GraphModel

extension Topology {
    /// Brings the topology to another state of its graph, in place: forward by the change feed, back to a past commit,
    /// or to a state that was only proposed.
    ///
    /// Nodes that lose, gain or change something are done anew from `source`; lists that grow move to the end of
    /// their tables. The cost is that of the lists of the nodes concerned, and a walk over the gates.
    ///
    /// Nothing else may use the topology meanwhile. After an error it must be thrown away: it may be half changed.
    ///
    /// - Throws: `topology.damaged`, `topology.tooLarge`, `topology.input` when a relationship names a node that is
    ///   neither known nor among the changes, `topology.stale` when a relationship to remove is not there, and whatever
    ///   `source` throws.
    ///
    /// - Parameter isOnReading: changes of the lists of nodes that are otherwise as they were are carried out when such
    ///   a node is first read. Until `settle` one thread only may use the topology.
    public func apply(
        _ changes: TopologyChanges, from source: some TopologySource, stamp: TopologyStamp,
        onReading isOnReading: Bool = false
    ) throws {
        settle()
        var patch = TopologyPatch(self)
        try patch.changeNodes(changes.nodes, source)
        if changes.isSchemaChanged { try patch.redoAll(source) }
        try patch.changeRelationships(changes)
        try patch.redoNodes(source)
        try patch.redoProviders()
        let edits = TopologyEdits(patch.edits, except: patch.isRedone)
        counts.relationships += edits.growth
        if isOnReading { try keep(edits) } else { try carryOut(edits) }
        try patch.finish()
        // Where every gate can be satisfied, nothing is lost when nothing fails, whatever leads where.
        if baselineNodes.count > 0 || patch.hasBrokenGate { computeBaseline() }
        try requireSound()
        self.stamp = stamp
    }

    /// How much of the tables nothing refers to any more, as a share of what is in use: a reason to build anew.
    public var wasteShare: Double {
        let used = edges.others.count + edges.impacts.count + gates.members.count + gates.states.count
        return used == 0 ? 0 : Double(counts.garbage) / Double(used)
    }

    /// A copy that shares no memory with this one, to lay changes over. Costs copying `byteCount` bytes; opening the
    /// file once more costs nothing.
    public func copy() throws(TopologyError) -> Topology {
        try require(.all)
        return Topology(
            stamp: stamp,
            nodes: NodeTables(
                ids: nodes.ids.copy(), classes: nodes.classes.copy(), flags: nodes.flags.copy(),
                adjacency: nodes.adjacency.copy(), impacts: nodes.impacts.copy(), gateHeads: nodes.gateHeads.copy(),
                unsorted: nodes.unsorted),
            edges: EdgeTables(
                others: edges.others.copy(), types: edges.types.copy(), impacts: edges.impacts.copy(),
                weighted: edges.weighted.copy()),
            gates: GateTables(
                states: gates.states.copy(), records: gates.records.copy(), members: gates.members.copy(),
                forms: gates.forms.copy()),
            names: NameTables(
                groups: NameTable(bytes: names.groups.bytes.copy()),
                classes: NameTable(bytes: names.classes.bytes.copy()),
                types: NameTable(bytes: names.types.bytes.copy())), baselineNodes: baselineNodes.copy(),
            counts: counts)
    }
}
