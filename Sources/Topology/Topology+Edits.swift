internal import GraphModel

/// A node's lists while they are edited. Kept for its memory.
struct NodeLists {
    var outgoing: [ListEntry] = []
    var incoming: [ListEntry] = []
}

/// Carrying out edits. One question reaches few of the nodes that some thousand commits touched: a topology may keep
/// edits, and carry out those of a node when it is first read. Then it is used by one thread.
extension Topology {
    /// Carries out edits.
    ///
    /// - Throws: `topology.stale` when something to take out is not there.
    func carryOut(_ edits: TopologyEdits) throws(TopologyError) {
        var lists = NodeLists()
        try edits.forEachList { (place, run) throws(TopologyError) in try edit(place, run, &lists) }
        try edits.forEachProvider { (provider, run) throws(TopologyError) in try edit(provider, run) { _ in true } }
    }

    /// Keeps edits for when their nodes are read.
    func keep(_ edits: TopologyEdits) throws(TopologyError) {
        // Lists of impact edges that grow move to the end; whoever walks along them must not see the table move.
        var growth = 0
        try edits.forEachProvider { (provider, run) throws(TopologyError) in
            let added = run.count { $0.change == .add }
            if added > 0 { growth += added + Int(nodes.impacts[Int(provider)].count) }
        }
        edges.impacts.reserve(edges.impacts.count + growth)
        pending = edits
    }

    /// Carries out all edits that were kept.
    func settle() {
        guard let edits = pending else { return }
        pending = nil
        settling { () throws(TopologyError) in try carryOut(edits) }
    }

    /// Carries out the edits of a node's lists.
    func settle(listsOf node: UInt32) {
        guard let run = pending?.takeLists(of: node), !run.isEmpty else { return }
        var lists = NodeLists()
        settling { () throws(TopologyError) in try edit(node, run, &lists) }
    }

    /// Carries out the edits of a provider's impact edges.
    func settle(impactsOf provider: UInt32) {
        guard let run = pending?.takeImpacts(of: provider), !run.isEmpty else { return }
        settling { () throws(TopologyError) in try edit(provider, run) { _ in true } }
    }

    /// What goes wrong is told by `requireSound`.
    private func settling(_ work: () throws(TopologyError) -> Void) {
        do throws(TopologyError) {
            try work()
        } catch {
            inconsistency = error
        }
    }

    private func edit(
        _ place: UInt32, _ edits: ArraySlice<ListEdit>, _ lists: inout NodeLists
    ) throws(TopologyError) {
        read(place, &lists)
        for edit in edits where edit.isAdded {
            if edit.direction == .outgoing {
                lists.outgoing.append(edit.entry)
            } else {
                lists.incoming.append(edit.entry)
            }
        }
        func gone(_ direction: Direction) -> some Sequence<ListEntry> {
            edits.lazy.filter { !$0.isAdded && $0.direction == direction }.map(\.entry)
        }
        guard lists.outgoing.remove(oneOfEach: gone(.outgoing)), lists.incoming.remove(oneOfEach: gone(.incoming))
        else { throw TopologyError(.stale, "the topology lacks a relationship that the store's history has") }
        write(lists, to: place)
    }

    private func read(_ place: UInt32, _ lists: inout NodeLists) {
        let range = nodes.adjacency[Int(place)]
        edges.others.check(Int(range.start), range.count)
        edges.types.check(Int(range.start), range.count)
        let (others, types) = (edges.others.base, edges.types.base)
        let middle = Int(range.start) + Int(range.outgoing)
        lists.outgoing.removeAll(keepingCapacity: true)
        for entry in Int(range.start)..<middle {
            lists.outgoing.append(ListEntry(other: others[entry], type: types[entry]))
        }
        lists.incoming.removeAll(keepingCapacity: true)
        for entry in middle..<range.end {
            lists.incoming.append(ListEntry(other: others[entry], type: types[entry]))
        }
    }

    /// Puts a node's lists where they were when they fit there, else at the end.
    func write(_ lists: NodeLists, to place: UInt32) {
        let before = nodes.adjacency[Int(place)]
        let count = lists.outgoing.count + lists.incoming.count
        var start = Int(before.start)
        if count > before.count {
            start = edges.others.appendUninitialized(count)
            _ = edges.types.appendUninitialized(count)
            counts.garbage += before.count
        } else {
            counts.garbage += before.count - count
        }
        edges.others.check(start, count)
        edges.types.check(start, count)
        put(lists.outgoing, at: start)
        put(lists.incoming, at: start + lists.outgoing.count)
        nodes.adjacency[Int(place)] = AdjacencyRange(
            start: UInt32(truncatingIfNeeded: start), outgoing: UInt32(lists.outgoing.count),
            incoming: UInt32(lists.incoming.count))
    }

    private func put(_ entries: [ListEntry], at start: Int) {
        let (others, types) = (edges.others.base + start, edges.types.base + start)
        for place in entries.indices {
            others[place] = entries[place].other
            types[place] = entries[place].type
        }
    }

    /// - Parameter keeps: which edges stay where a review is among the edits.
    func edit(
        _ provider: UInt32, _ edits: ArraySlice<ImpactEdit>, keeps: (UInt32) -> Bool
    ) throws(TopologyError) {
        let range = nodes.impacts[Int(provider)]
        let old = Int(range.start)..<Int(range.start) + Int(range.count)
        edges.impacts.check(old.lowerBound, old.count)
        var list = Array(UnsafeBufferPointer(rebasing: edges.impacts.elements[old]))
        if edits.contains(where: { $0.change == .review }) { list.removeAll { !keeps($0) } }
        guard list.remove(oneOfEach: edits.lazy.filter { $0.change == .remove }.map(\.edge)) else {
            throw TopologyError(.stale, "the topology lacks an impact edge that the store's history has")
        }
        for edit in edits where edit.change == .add { list.append(edit.edge) }
        if list.count <= old.count {
            for (offset, edge) in list.enumerated() { edges.impacts[old.lowerBound + offset] = edge }
            nodes.impacts[Int(provider)].count = UInt32(list.count)
            counts.garbage += old.count - list.count
        } else {
            nodes.impacts[Int(provider)] = ImpactRange(
                start: UInt32(truncatingIfNeeded: edges.impacts.count), count: UInt32(list.count))
            edges.impacts.append(contentsOf: list)
            counts.garbage += old.count
        }
    }
}
