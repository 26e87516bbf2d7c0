internal import GraphModel

/// One entry of a node's list of relationships.
struct ListEntry {
    /// With `ProviderKind` in the high bits.
    var other: UInt32
    var type: UInt16
}

extension TopologyPatch {
    /// Takes entries out of, and adds them to, the lists of nodes that are not redone.
    mutating func editLists() {
        for (place, edits) in edits.sorted(by: { $0.key < $1.key }) where !isRedone.contains(place) {
            var lists = [list(of: place, .outgoing), list(of: place, .incoming)]
            for edit in edits where edit.isAdded {
                lists[Int(edit.direction.rawValue)].append(ListEntry(other: edit.other, type: edit.type))
            }
            for direction in Direction.allCases {
                let gone = edits.filter { !$0.isAdded && $0.direction == direction }
                remove(gone, from: &lists[Int(direction.rawValue)])
            }
            write(lists[0], lists[1], to: place)
        }
    }

    /// One entry goes for each edit; parallel relationships that remain look the same.
    private func remove(_ edits: [Edit], from list: inout [ListEntry]) {
        guard !edits.isEmpty else { return }
        var missing: [UInt64: Int] = [:]
        for edit in edits { missing[UInt64(edit.type) << 32 | UInt64(edit.other), default: 0] += 1 }
        list.removeAll { entry in
            let key = UInt64(entry.type) << 32 | UInt64(entry.other & indexMask)
            guard let count = missing[key], count > 0 else { return false }
            missing[key] = count - 1
            return true
        }
    }

    private func list(of place: UInt32, _ direction: Direction) -> [ListEntry] {
        let range = topology.nodes.adjacency[Int(place)]
        let middle = Int(range.start) + Int(range.outgoing)
        let part = direction == .outgoing ? Int(range.start)..<middle : middle..<range.end
        return part.map { ListEntry(other: topology.edges.others[$0], type: topology.edges.types[$0]) }
    }

    /// Puts a node's lists where they were when they fit there, else at the end.
    func write(_ outgoing: [ListEntry], _ incoming: [ListEntry], to place: UInt32) {
        let before = topology.nodes.adjacency[Int(place)]
        let count = outgoing.count + incoming.count
        var start = Int(before.start)
        if count > before.count {
            start = topology.edges.others.appendUninitialized(count)
            _ = topology.edges.types.appendUninitialized(count)
            topology.counts.garbage += before.count
        } else {
            topology.counts.garbage += before.count - count
        }
        for (offset, entry) in (outgoing + incoming).enumerated() {
            topology.edges.others[start + offset] = entry.other
            topology.edges.types[start + offset] = entry.type
        }
        topology.nodes.adjacency[Int(place)] = AdjacencyRange(
            start: UInt32(truncatingIfNeeded: start), outgoing: UInt32(outgoing.count),
            incoming: UInt32(incoming.count))
        topology.counts.relationships += outgoing.count - Int(before.outgoing)
    }
}
