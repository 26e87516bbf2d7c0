internal import GraphModel
internal import KeyValueStore

/// Collects what brings elements back to earlier versions, with the reasons that speak against it.
struct RestorePlan {
    let transaction: UnsafeTransaction
    let decoder: VersionDecoder
    let present: CommitNumber

    /// One sentence each, most important first.
    private(set) var conflicts: [String] = []
    /// Nodes that exist now and, by this plan, no longer will, or the other way round.
    private(set) var deletedNodes: Set<NodeID> = []
    private(set) var createdNodes: Set<NodeID> = []
    private var nodes: [(id: NodeID, before: NodeRecord?, after: NodeRecord?)] = []
    private var relationships: [(before: StoredRelationshipVersion?, after: StoredRelationshipVersion?)] = []
    private var definitions: [DefinitionChange] = []

    init(_ transaction: UnsafeTransaction, _ decoder: VersionDecoder, present: CommitNumber) {
        self.transaction = transaction
        self.decoder = decoder
        self.present = present
    }

    mutating func conflict(_ reason: String) { conflicts.append(reason) }

    /// Turns a node from what it is into what it was.
    mutating func node(_ id: NodeID, from before: NodeRecord?, to after: NodeRecord?) {
        switch (before, after) {
        case (nil, nil): return
        case (let a?, let b?) where a.labelSet == b.labelSet && a.properties.isSame(as: b.properties): return
        case (_?, nil): deletedNodes.insert(id)
        case (nil, _?): createdNodes.insert(id)
        default: break
        }
        nodes.append((id, before, after))
    }

    /// Turns a relationship from what it is into what it was.
    mutating func relationship(
        from before: StoredRelationshipVersion?, to after: StoredRelationshipVersion?
    ) {
        if let before, let after, before.isSame(as: after) { return }
        if before != nil || after != nil { relationships.append((before, after)) }
    }

    mutating func definition(_ change: DefinitionChange) { definitions.append(change) }

    /// Leaves out relationships whose ends will not exist, and deletes those that would be left without an end; both
    /// are conflicts.
    mutating func settleEnds() throws(StoreError) {
        var kept: [(before: StoredRelationshipVersion?, after: StoredRelationshipVersion?)] = []
        var deleted: Set<RelationshipID> = []
        for (before, after) in relationships {
            if let after, let missing = try missingEnd(of: after) {
                conflicts.append("relationship \(after.id) cannot come back: node \(missing) does not exist any more")
                if before != nil { kept.append((before, nil)) }
                continue
            }
            if let before, after == nil { deleted.insert(before.id) }
            kept.append((before, after))
        }
        relationships = kept
        for id in deletedNodes.sorted() {
            for direction in Direction.allCases {
                var attached: [StoredRelationshipVersion] = []
                try transaction.relationshipVersions(of: id, direction, after: .zero, withUnchanged: true) {
                    if $0.until == nil { attached.append($0) }
                }
                for version in attached where deleted.insert(version.id).inserted {
                    conflicts.append("relationship \(version.id) of node \(id) was created later")
                    relationships.append((version, nil))
                }
            }
        }
    }

    private func missingEnd(of version: StoredRelationshipVersion) throws(StoreError) -> NodeID? {
        for end in [version.source, version.target] where !createdNodes.contains(end) {
            if deletedNodes.contains(end) { return end }
            if try transaction.get(.nodes, .node(end)) == nil { return end }
        }
        return nil
    }

    /// The plan as a delta against the present, in the feed's canonical order.
    func delta(reads: [ReadDependency]) throws(StoreError) -> GraphDelta {
        var operations = definitions.flatMap(\.drops)
        let relationships = relationships.sorted { Self.place($0) < Self.place($1) }
        let nodes = nodes.sorted { $0.id < $1.id }
        for case (let before?, let after) in relationships where after.map({ !$0.isSamePlace(as: before) }) ?? true {
            operations.append(try decoder.delete(before))
        }
        for node in nodes where node.after == nil {
            operations.append(.deleteNode(.existing(node.id), detach: false))
        }
        for (id, before, after) in nodes {
            if let after { operations.append(try decoder.write(id, from: before, to: after)) }
        }
        for case (let before, let after?) in relationships {
            let same = before.flatMap { $0.isSamePlace(as: after) ? $0 : nil }
            operations.append(try decoder.write(from: same, to: after))
        }
        operations += definitions.flatMap(\.creations)
        return GraphDelta(base: present, reads: reads, operations: operations)
    }

    private static func place(
        _ change: (before: StoredRelationshipVersion?, after: StoredRelationshipVersion?)
    ) -> (NodeID, RelationshipID) {
        let version = change.after ?? change.before
        return (version?.source ?? NodeID(0), version?.id ?? RelationshipID(0))
    }

    /// Throws the conflicts, unless there are none or they are to be overruled.
    func requireNoConflicts(forced: Bool) throws(StoreError) {
        guard !forced, let first = conflicts.first else { return }
        let shown = conflicts.prefix(10).joined(separator: "; ")
        let more = conflicts.count > 10 ? "; and \(conflicts.count - 10) more" : ""
        let message = conflicts.count == 1 ? first : "\(conflicts.count) conflicts: \(shown)\(more)"
        throw StoreError(
            .restoreConflict, message, advice: "Force it to give up the later changes, or leave them and restore less.")
    }
}
