public import GraphModel
internal import KeyValueStore

/// What was, and what changed. All of these read the whole retained history, whatever commit the snapshot itself is at.
extension GraphSnapshot {
    /// The first commit whose state can still be told; zero, the empty graph, when nothing was ever pruned.
    public var retentionFloor: CommitNumber {
        get throws(StoreError) { try transaction.retentionFloor() }
    }

    /// The history of a node up to this snapshot's commit, oldest first: every commit that changed it or one of its
    /// relationships. Where history was pruned, the first entry tells the state then and no changes.
    ///
    /// Cost: proportional to the versions of the node and its relationships.
    public func history(of node: NodeID) throws(StoreError) -> [NodeVersion] {
        let floor = try transaction.retentionFloor()
        let history = try NodeHistory(transaction, VersionDecoder(names: names), floor: floor, of: node)
        return try history.versions(of: node, through: commit)
    }

    /// The difference between the graphs after two commits, which may be in either order, in memory.
    ///
    /// Errors: `history.pruned`, `history.unknownCommit`. Cost: proportional to the elements touched in between, each
    /// looked at once however many commits touched it.
    public func changes(from: CommitNumber, to: CommitNumber) throws(StoreError) -> ChangeSet {
        var changes = ChangeSet(from: from, to: to)
        try forEachChange(from: from, to: to) { change in
            switch change {
            case .node(let id, let before, let after):
                changes.nodes.append(ChangeSet.NodeChange(id: id, before: before, after: after))
            case .relationship(let id, let before, let after):
                changes.relationships.append(ChangeSet.RelationshipChange(id: id, before: before, after: after))
            case .definition(let definition): changes.definitions.append(definition)
            }
            return true
        }
        return changes
    }

    /// `changes` one by one, for differences larger than memory, until `body` returns false: nodes in ascending order,
    /// then relationships by ascending source and identity, then definitions.
    public func forEachChange(
        from: CommitNumber, to: CommitNumber, _ body: (ElementChange) throws(StoreError) -> Bool
    ) throws(StoreError) {
        try forEachChange(try differences(from: from, to: to), VersionDecoder(names: names), body)
    }

    /// `forEachChange` for those who look at labels, at relationships' types and ends, and at some properties only.
    /// Elements that differ in nothing else are left out, and the properties not wanted are missing from the others.
    public func forEachChange(
        from: CommitNumber, to: CommitNumber, nodeProperties isWantedOnNodes: (String) -> Bool,
        relationshipProperties isWantedOnRelationships: (String) -> Bool,
        _ body: (ElementChange) throws(StoreError) -> Bool
    ) throws(StoreError) {
        let decoder = VersionDecoder(
            names: names, nodeProperties: PropertySelection(names.keys, where: isWantedOnNodes),
            relationshipProperties: PropertySelection(names.keys, where: isWantedOnRelationships))
        try forEachChange(try differences(from: from, to: to), decoder, body)
    }

    private func forEachChange(
        _ differences: StateDifferences, _ decoder: VersionDecoder,
        _ body: (ElementChange) throws(StoreError) -> Bool
    ) throws(StoreError) {
        let nodesDone = try differences.forEachNode { (id, before, after) throws(StoreError) in
            if let before, let after, !(try decoder.differ(before, after)) { return true }
            let old = try before.map { (record) throws(StoreError) in try decoder.node(id, record) }
            let new = try after.map { (record) throws(StoreError) in try decoder.node(id, record) }
            return try body(.node(id, before: old, after: new))
        }
        guard nodesDone else { return }
        let relationshipsDone = try differences.forEachRelationship { (before, after) throws(StoreError) in
            if let before, let after, !(try decoder.differ(before, after)) { return true }
            let old = try before.map { (version) throws(StoreError) in try decoder.relationship(version) }
            let new = try after.map { (version) throws(StoreError) in try decoder.relationship(version) }
            guard let id = new?.id ?? old?.id else { return true }
            return try body(.relationship(id, before: old, after: new))
        }
        guard relationshipsDone else { return }
        for definition in try differences.definitions() where try !body(.definition(definition)) { return }
    }

    /// What a commit did, as a delta in the change feed's canonical order with the identities that were given.
    ///
    /// Errors: `history.pruned` when the commit before it is no longer kept, `history.unknownCommit`.
    public func delta(of number: CommitNumber) throws(StoreError) -> GraphDelta {
        var operations: [GraphOperation] = []
        try forEachOperation(of: number) { operation in
            operations.append(operation)
            return true
        }
        return GraphDelta(operations: operations)
    }

    /// The operations of `delta(of:)` one by one, for commits larger than memory, until `body` returns false.
    public func forEachOperation(
        of number: CommitNumber, _ body: (GraphOperation) throws(StoreError) -> Bool
    ) throws(StoreError) {
        guard number > .zero else {
            throw StoreError(.unknownCommit, "commits are counted from 1")
        }
        let differences = try differences(from: CommitNumber(number.rawValue - 1), to: number)
        let delta = CanonicalDelta(differences: differences, decoder: VersionDecoder(names: names))
        try delta.forEachOperation(body)
    }

    private func differences(from: CommitNumber, to: CommitNumber) throws(StoreError) -> StateDifferences {
        let last = try transaction.head().commit
        try transaction.requireRetained(min(from, to), last: last)
        try transaction.requireRetained(max(from, to), last: last)
        // What a view of the past needs again and again is read once.
        if let past, min(from, to) == past, max(from, to) == last {
            return StateDifferences(
                transaction, from: from, to: to, try touchedSince(past), nodes: try touchedNodes(since: past))
        }
        let touched = try transaction.touched(after: min(from, to), through: max(from, to))
        return StateDifferences(transaction, from: from, to: to, touched)
    }
}
