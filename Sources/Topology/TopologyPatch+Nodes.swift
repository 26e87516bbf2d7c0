internal import GraphModel
internal import Schema

extension TopologyPatch {
    /// Brings the rows of changed nodes up to date and finds out who has to be redone for it.
    mutating func changeNodes(_ ids: [NodeID], _ source: some TopologySource) throws {
        for id in Set(ids).sorted() {
            let known = topology.place(of: id.rawValue)
            guard let node = try source.node(id) else {
                if let known { delete(known) }
                continue
            }
            let code = classes.number(of: node.nodeClass)
            guard let code = UInt16(exactly: code), code < .max else {
                throw TopologyError(.tooLarge, "more than 65,535 classes")
            }
            let place = try known ?? append(id)
            update(place, code, node)
        }
    }

    /// Every node's row from the source, and everything that follows from the rows.
    mutating func redoAll(_ source: some TopologySource) throws {
        let live = (0..<UInt32(topology.nodes.ids.count)).filter { topology.isLive(NodeIndex($0)) }
        try changeNodes(live.map { topology.id(of: NodeIndex($0)) }, source)
        for place in live { redo(place) }
    }

    /// Everything that relates to it is done anew, and finds it gone.
    private mutating func delete(_ place: UInt32) {
        guard topology.nodes.flags[Int(place)] & NodeFlags.live != 0 else { return }
        redo(place)
        redoNeighbours(of: place)
        topology.nodes.flags[Int(place)] &= NodeFlags.baseline
        topology.counts.liveNodes -= 1
    }

    private mutating func redoNeighbours(of place: UInt32) {
        let range = topology.nodes.adjacency[Int(place)]
        for entry in Int(range.start)..<range.end { redo(topology.edges.others[entry] & indexMask) }
    }

    private mutating func append(_ id: NodeID) throws(TopologyError) -> UInt32 {
        let place = topology.nodes.ids.count
        guard place < Int(indexMask) else { throw TopologyError(.tooLarge, "more than 2^30 nodes") }
        let ascends = place == 0 || topology.nodes.ids[place - 1] < id.rawValue
        topology.nodes.ids.append(id.rawValue)
        topology.nodes.classes.append(0)
        topology.nodes.flags.append(0)
        topology.nodes.adjacency.append(AdjacencyRange(start: 0, outgoing: 0, incoming: 0))
        topology.nodes.impacts.append(ImpactRange(start: 0, count: 0))
        topology.nodes.gateHeads.append(noIndex)
        if ascends, topology.counts.sortedNodes == place {
            topology.counts.sortedNodes = place + 1
        } else {
            topology.nodes.unsorted[id.rawValue] = UInt32(place)
        }
        return UInt32(place)
    }

    private mutating func update(_ place: UInt32, _ code: UInt16, _ node: TopologyNode) {
        let row = Int(place)
        let before = topology.nodes.flags[row]
        var flags = NodeFlags.live
        if node.inImpact { flags |= NodeFlags.inImpact }
        if node.unresolved { flags |= NodeFlags.unresolved }
        let isNew = before & NodeFlags.live == 0
        if isNew { topology.counts.liveNodes += 1 }
        let isOther = (before ^ flags) & NodeFlags.inImpact != 0 || topology.nodes.classes[row] != code
        if isNew || isOther {
            redo(place)
            redoNeighbours(of: place)
        }
        if !node.groups.isEmpty || topology.nodes.gateHeads[row] != noIndex { redo(place) }
        topology.nodes.flags[row] = flags | before & NodeFlags.baseline
        topology.nodes.classes[row] = code
    }

    /// Notes edits for both ends of changed relationships, and redoes the ends whose groups they belong to.
    mutating func changeRelationships(_ changes: TopologyChanges) throws {
        for removed in changes.removed {
            guard let source = topology.place(of: removed.source.rawValue),
                let target = topology.place(of: removed.target.rawValue)
            else { continue }
            try edit(removed, source, target, isAdded: false)
        }
        for added in changes.added {
            guard let source = livePlace(added.source), let target = livePlace(added.target) else {
                throw TopologyError(.input, "a relationship names a node that is neither known nor changed")
            }
            try edit(added, source, target, isAdded: true)
        }
    }

    private mutating func edit(
        _ relationship: TopologyRelationship, _ source: UInt32, _ target: UInt32, isAdded: Bool
    ) throws(TopologyError) {
        let impact = impact(of: relationship, source, target)
        let type = try typeCode(relationship.type)
        if impact.onSource.kind == .member { redo(source) }
        if impact.onTarget.kind == .member { redo(target) }
        edits.append(
            ListEdit(
                place: source, entry: ListEntry(other: target, impact.onSource.kind, type: type),
                direction: .outgoing, isAdded: isAdded))
        edits.append(
            ListEdit(
                place: target, entry: ListEntry(other: source, impact.onTarget.kind, type: type),
                direction: .incoming, isAdded: isAdded))
    }
}
