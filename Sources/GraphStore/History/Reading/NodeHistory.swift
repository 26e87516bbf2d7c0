internal import GraphModel
internal import KeyValueStore

/// Gathers the history of one node: its own versions and those of its relationships, by commit.
struct NodeHistory {
    /// What one commit did to the node and its relationships.
    private struct Event {
        var before: NodeRecord?
        var after: NodeRecord?
        var relationships: [RelationshipID: (before: StoredRelationshipVersion?, after: StoredRelationshipVersion?)] =
            [:]
    }

    let transaction: UnsafeTransaction
    let decoder: VersionDecoder
    /// Commits up to here are forgotten; what held then has no beginning.
    let floor: CommitNumber
    private var events: [CommitNumber: Event] = [:]

    init(
        _ transaction: UnsafeTransaction, _ decoder: VersionDecoder, floor: CommitNumber, of node: NodeID
    ) throws(StoreError) {
        self.transaction = transaction
        self.decoder = decoder
        self.floor = floor
        for version in try transaction.nodeVersions(node) {
            events[version.record.version, default: Event()].after = version.record
            if let until = version.until { events[until, default: Event()].before = version.record }
        }
        for direction in Direction.allCases {
            var versions: [StoredRelationshipVersion] = []
            try transaction.relationshipVersions(of: node, direction, after: floor, withUnchanged: true) {
                // A relationship of the node to itself is in both lists.
                if direction == .outgoing || $0.source != $0.target { versions.append($0) }
            }
            for version in versions { note(version) }
        }
    }

    private mutating func note(_ version: StoredRelationshipVersion) {
        events[version.version, default: Event()].relationships[version.id, default: (nil, nil)].after = version
        if let until = version.until {
            events[until, default: Event()].relationships[version.id, default: (nil, nil)].before = version
        }
    }

    /// The entries of the commits up to `last`, oldest first.
    func versions(of node: NodeID, through last: CommitNumber) throws(StoreError) -> [NodeVersion] {
        var versions: [NodeVersion] = []
        var current: Node?
        for number in events.keys.sorted() where number <= last {
            guard let event = events[number] else { continue }
            let before = current
            if let after = event.after {
                current = try decoder.node(node, after)
            } else if event.before != nil {
                current = nil
            }
            var changes: [NodeHistoryChange] = []
            if number > floor {
                changes = Self.changes(from: before, to: current)
                try append(event, to: &changes)
            } else if event.after == nil {
                // Only a relationship began here, before what history reaches.
                continue
            }
            versions.append(NodeVersion(commit: try transaction.commit(number), node: current, changes: changes))
        }
        return versions
    }

    private static func changes(from before: Node?, to after: Node?) -> [NodeHistoryChange] {
        var changes: [NodeHistoryChange] = []
        if before == nil, after != nil { changes.append(.created) }
        let removed = VersionDecoder.labels(before?.labels ?? [], without: after?.labels ?? [])
        let added = VersionDecoder.labels(after?.labels ?? [], without: before?.labels ?? [])
        if before != nil, after == nil {
            changes.append(.deleted)
            return changes
        }
        changes += removed.map { .labelRemoved($0) } + added.map { .labelAdded($0) }
        let properties = VersionDecoder.changes(from: before?.properties ?? [], to: after?.properties ?? [])
        return changes + properties.map { .property($0.key, before: $0.before, after: $0.after) }
    }

    private func append(_ event: Event, to changes: inout [NodeHistoryChange]) throws(StoreError) {
        for (_, change) in event.relationships.sorted(by: { $0.key < $1.key }) {
            let before = try change.before.map { (version) throws(StoreError) in try decoder.relationship(version) }
            let after = try change.after.map { (version) throws(StoreError) in try decoder.relationship(version) }
            if let before, let after {
                changes.append(.relationshipUpdated(before: before, after: after))
            } else if let before {
                changes.append(.relationshipDeleted(before))
            } else if let after {
                changes.append(.relationshipCreated(after))
            }
        }
    }
}
