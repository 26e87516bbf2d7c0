internal import GraphModel
internal import KeyValueStore

/// A version of a node, copied out of the table.
struct NodeState: Equatable {
    var version: CommitNumber
    var labelSet: UInt16
    /// The property block.
    var block: [UInt8]

    init(version: CommitNumber, labelSet: UInt16, block: [UInt8]) {
        self.version = version
        self.labelSet = labelSet
        self.block = block
    }

    init(_ record: NodeRecord) {
        self.init(version: record.version, labelSet: record.labelSet, block: [UInt8](record.properties.bytes))
    }

    /// Whether labels and properties are those of the other version.
    func isSame(_ other: NodeState) -> Bool { labelSet == other.labelSet && block == other.block }
}

extension WriteSession {
    func createNode(id: NodeID?, labels: [String], properties: [Property]) throws(StoreError) -> NodeID {
        let set = try labelSet(labels)
        try buildBlock(properties)
        if let id {
            guard 1...Limits.identity ~= id.rawValue else {
                throw StoreError(.identityTaken, "\(id) is not an identity that a node can have")
            }
            // An identity reserved in this commit is as new as the next one.
            let isReserved = isPlaceOfNewNode(id) ? try labelSet(of: id) == nil : false
            if id.rawValue < head.nextNode, !isReserved {
                let block = block.writer.bytes
                guard try nodeState(id) == nil else {
                    throw StoreError(.identityTaken, "there is a node \(id) already")
                }
                try replaceNode(id, nil, with: NodeState(version: commit, labelSet: set, block: block))
                return id
            }
        }
        let number = id?.rawValue ?? head.nextNode
        guard number <= Limits.identity else { throw StoreError(.limit, "all identities of nodes are used up") }
        let new = NodeID(number)
        undo.append(.node(number, nil))
        try insertNew(new, set)
        let plan = plan(ofSet: set)
        try derive(new, set, plan)
        try block.writer.bytes.withStoredBytes { (bytes) throws(StoreError) in
            try check(new, plan, PropertyBlock(bytes), properties)
        }
        try flushIfLarge()
        return new
    }

    /// Writes a node that no table knows yet, with the block just built.
    func insertNew(_ id: NodeID, _ set: UInt16) throws(StoreError) {
        record.bytes.removeAll(keepingCapacity: true)
        NodeRecord.encodeHead(version: commit, labelSet: set, into: &record)
        record.bytes.append(contentsOf: block.writer.bytes)
        if id.rawValue > lastNode {
            try append(.nodes, .node(id), record.bytes)
            lastNode = id.rawValue
        } else {
            try put(.nodes, .node(id), record.bytes)
        }
        noteNewNode(id.rawValue, set)
        counts.nodesCreated += 1
        touchedNodes.insert(id.rawValue)
    }

    /// The postings, counters and index entries of a node that no table knew, from the block just built.
    func derive(_ id: NodeID, _ set: UInt16, _ plan: LabelSetPlan) throws(StoreError) {
        for label in plan.labels { labelPostings.append(PostingEntry(list: label, node: id.rawValue)) }
        counters.node(labelSet: set, 1)
        guard !plan.indexes.isEmpty else { return }
        try block.writer.bytes.withStoredBytes { (bytes) throws(StoreError) in
            for index in plan.plainIndexes {
                guard let range = block.range(of: index.key) else { continue }
                try enter(index, UnsafeRawBufferPointer(rebasing: bytes[range]), id)
            }
            for index in plan.otherIndexes {
                try enter(index, PropertyBlock(bytes), .node(id), isRemoval: false, table: .nodes)
            }
        }
    }

    /// Takes the next identity for a node that a later delta of this commit makes.
    func reserveNodeID() throws(StoreError) -> NodeID {
        guard head.nextNode <= Limits.identity else {
            throw StoreError(.limit, "all identities of nodes are used up")
        }
        let number = head.nextNode
        noteNewNode(number, Self.noLabelSet)
        return NodeID(number)
    }

    /// Whether `newLabelSets` tells everything about an identity.
    @inline(__always)
    func isPlaceOfNewNode(_ id: NodeID) -> Bool {
        id.rawValue >= firstNewNode && id.rawValue - firstNewNode < newLabelSets.count
    }

    private func noteNewNode(_ number: UInt64, _ set: UInt16) {
        head.nextNode = max(head.nextNode, number + 1)
        let place = number - firstNewNode
        if place < newLabelSets.count {
            newLabelSets[Int(place)] = set
            return
        }
        // Identities that a feed states may have gaps; small ones are filled, larger ones end the array.
        guard place < newLabelSets.count + 1_024 else { return }
        while newLabelSets.count < place { newLabelSets.append(Self.noLabelSet) }
        newLabelSets.append(set)
    }

    func updateNode(
        _ id: NodeID, addLabels: [String], removeLabels: [String], properties: [PropertyChange]
    ) throws(StoreError) {
        guard let old = try nodeState(id) else { throw unknown(id) }
        var new = old
        if !addLabels.isEmpty || !removeLabels.isEmpty {
            var labels = Set(names.labelSets.labels(old.labelSet) ?? [])
            for label in removeLabels {
                if let token = names.labels.token(label) { labels.remove(token) }
            }
            for label in addLabels { labels.insert(try token(.label, label)) }
            new.labelSet = try labelSet(tokens: labels.sorted())
        }
        if !properties.isEmpty { new.block = try changedBlock(old.block, properties, table: .nodes) }
        guard !new.isSame(old) else { return }
        new.version = commit
        try replaceNode(id, old, with: new)
    }

    func deleteNode(_ id: NodeID, detach: Bool) throws(StoreError) {
        guard let old = try nodeState(id) else { throw unknown(id) }
        let relationships = try places(of: id)
        guard detach || relationships.isEmpty else {
            throw StoreError(
                .nodeHasRelationships, "node \(id) has \(relationships.count) relationships",
                advice: "Delete them first, or delete the node with `detach`.")
        }
        for place in relationships { try deleteRelationship(place) }
        try replaceNode(id, old, with: nil)
    }

    /// The node as it is now, or nil.
    func nodeState(_ id: NodeID) throws(StoreError) -> NodeState? {
        guard let payload = try transaction.get(.nodes, .node(id)) else { return nil }
        return try decoding(.nodes) { () throws(DecodingFault) in NodeState(try NodeRecord(payload)) }
    }

    /// The node as it was at the end of the commit before, given what it is now.
    private func baseline(_ id: NodeID, _ current: NodeState?) throws(StoreError) -> NodeState? {
        if let current, current.version < commit { return current }
        guard let payload = try transaction.get(.nodeHistory, .nodeHistory(id, until: commit)) else { return nil }
        return try decoding(.nodeHistory) { () throws(DecodingFault) in NodeState(try NodeRecord(payload)) }
    }

    /// Moves a node from one state to another, history, counts and everything derived included.
    func replaceNode(_ id: NodeID, _ old: NodeState?, with new: NodeState?) throws(StoreError) {
        undo.append(.node(id.rawValue, old))
        let before = try baseline(id, old)
        let historyKey = TableKey.nodeHistory(id, until: commit)
        if let old, old.version < commit {
            record.bytes.removeAll(keepingCapacity: true)
            NodeRecord.encodeHead(version: old.version, labelSet: old.labelSet, into: &record)
            record.bytes.append(contentsOf: old.block)
            try put(.nodeHistory, historyKey, record.bytes)
        }
        var written = new
        let isRestored = before.flatMap { before in new.map(before.isSame) } ?? (before == nil && new == nil)
        if isRestored, let before {
            try delete(.nodeHistory, historyKey)
            written = before
        }
        if let written {
            record.bytes.removeAll(keepingCapacity: true)
            NodeRecord.encodeHead(version: written.version, labelSet: written.labelSet, into: &record)
            record.bytes.append(contentsOf: written.block)
            try put(.nodes, .node(id), record.bytes)
        } else {
            try delete(.nodes, .node(id))
        }
        if isRestored { touchedNodes.remove(id.rawValue) } else { touchedNodes.insert(id.rawValue) }
        let wasSame = old.map { $0.version < commit } ?? (before == nil)
        count(nodeBefore: before != nil, wasSame ? before != nil : old != nil, isSame: wasSame, by: -1)
        count(nodeBefore: before != nil, new != nil, isSame: isRestored, by: 1)
        try derive(id, old, new)
    }

    private func count(nodeBefore before: Bool, _ now: Bool, isSame: Bool, by amount: Int) {
        if isSame { return }
        switch (before, now) {
        case (false, true): counts.nodesCreated += amount
        case (true, true): counts.nodesUpdated += amount
        case (true, false): counts.nodesDeleted += amount
        case (false, false): break
        }
    }

    /// Brings label sets, postings, counters and indexes from one state of a node to another.
    private func derive(_ id: NodeID, _ old: NodeState?, _ new: NodeState?) throws(StoreError) {
        if isPlaceOfNewNode(id) { newLabelSets[Int(id.rawValue - firstNewNode)] = new?.labelSet ?? Self.noLabelSet }
        let oldPlan = old.map { plan(ofSet: $0.labelSet) }
        let newPlan = new.map { plan(ofSet: $0.labelSet) }
        if old?.labelSet != new?.labelSet {
            for label in oldPlan?.labels ?? [] where newPlan?.labels.contains(label) != true {
                labelPostings.append(PostingEntry(list: label, node: id.rawValue, isRemoval: true))
            }
            for label in newPlan?.labels ?? [] where oldPlan?.labels.contains(label) != true {
                labelPostings.append(PostingEntry(list: label, node: id.rawValue))
            }
            if let old { counters.node(labelSet: old.labelSet, -1) }
            if let new { counters.node(labelSet: new.labelSet, 1) }
            if let old, let new { try relabel(id, from: old.labelSet, to: new.labelSet) }
        }
        try reindex(
            .node(id), (oldPlan?.indexes ?? [], old?.block), (newPlan?.indexes ?? [], new?.block), table: .nodes)
        if let new, let newPlan {
            try new.block.withStoredBytes { (bytes) throws(StoreError) in
                try check(id, newPlan, PropertyBlock(bytes), nil)
            }
        } else {
            checks.nodes.remove(id.rawValue)
        }
        try flushIfLarge()
    }

    /// Moves the relationship counters of a node's ends from one label set to another, and looks anew at whether the
    /// schema allows the relationships.
    private func relabel(_ id: NodeID, from old: UInt16, to new: UInt16) throws(StoreError) {
        for place in try places(of: id) {
            if place.source == id.rawValue {
                counters.end(labelSet: old, type: place.type, .outgoing, -1)
                counters.end(labelSet: new, type: place.type, .outgoing, 1)
            }
            if place.target == id.rawValue {
                counters.end(labelSet: old, type: place.type, .incoming, -1)
                counters.end(labelSet: new, type: place.type, .incoming, 1)
            }
            try checkEnds(place)
        }
    }

    func unknown(_ id: NodeID) -> StoreError { StoreError(.nodeUnknown, "there is no node \(id)") }
}
