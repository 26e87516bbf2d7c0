internal import GraphModel
internal import KeyValueStore

extension RestorePlan {
    /// Adds what brings a node and its relationships back to their state after `commit`.
    mutating func restore(_ id: NodeID, to commit: CommitNumber) throws(StoreError) {
        let before = try transaction.nodeVersion(id, asOf: present)?.record
        let after = try transaction.nodeVersion(id, asOf: commit)?.record
        guard before != nil || after != nil else {
            throw StoreError(.nodeUnknown, "node \(id) exists neither now nor after commit \(commit)")
        }
        node(id, from: before, to: after)
        for direction in Direction.allCases {
            var changed: [RelationshipID: (before: StoredRelationshipVersion?, after: StoredRelationshipVersion?)] = [:]
            let present = present
            try transaction.relationshipVersions(of: id, direction, after: commit, withUnchanged: false) { version in
                // A relationship of the node to itself is in both lists.
                if direction == .incoming, version.source == version.target { return }
                if version.holds(at: present) { changed[version.id, default: (nil, nil)].before = version }
                if version.holds(at: commit) { changed[version.id, default: (nil, nil)].after = version }
            }
            for id in changed.keys.sorted() {
                if let change = changed[id] { relationship(from: change.before, to: change.after) }
            }
        }
        try settleEnds()
    }
}
