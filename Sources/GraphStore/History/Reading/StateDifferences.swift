internal import GraphModel
internal import KeyValueStore

/// Walks what differs between the graphs after two commits, which may be in either order.
///
/// Every element that a commit in between touched is looked at once, however many commits touched it. Values are
/// views of the tables' memory: nothing is decoded that the receiver does not ask for.
struct StateDifferences {
    let transaction: UnsafeTransaction
    let from: CommitNumber
    let to: CommitNumber
    let touched: TouchedElements

    init(_ transaction: UnsafeTransaction, from: CommitNumber, to: CommitNumber) throws(StoreError) {
        self.transaction = transaction
        self.from = from
        self.to = to
        touched = try transaction.touched(after: min(from, to), through: max(from, to))
    }

    /// Only of these definitions.
    init(
        _ transaction: UnsafeTransaction, from: CommitNumber, to: CommitNumber,
        definitions: Set<TouchedElements.Definition>
    ) {
        self.transaction = transaction
        self.from = from
        self.to = to
        touched = TouchedElements(
            definitions: definitions.sorted { $0.precedes($1) })
    }

    /// Hands out the nodes that differ, ascending, until `body` returns false; returns whether it never did.
    @discardableResult
    func forEachNode(
        _ body: (NodeID, _ before: NodeRecord?, _ after: NodeRecord?) throws(StoreError) -> Bool
    ) throws(StoreError) -> Bool {
        for raw in touched.nodes {
            let id = NodeID(raw)
            let before = try transaction.nodeVersion(id, asOf: from)?.record
            let after = try transaction.nodeVersion(id, asOf: to)?.record
            switch (before, after) {
            case (nil, nil): continue
            case (let a?, let b?)
            where a.version == b.version || (a.labelSet == b.labelSet && a.properties.isSame(as: b.properties)):
                continue
            default: break
            }
            if try !body(id, before, after) { return false }
        }
        return true
    }

    /// Hands out the relationships that differ, by ascending source and then identity, until `body` returns false;
    /// returns whether it never did.
    @discardableResult
    func forEachRelationship(
        _ body: (
            _ before: StoredRelationshipVersion?, _ after: StoredRelationshipVersion?
        ) throws(StoreError) -> Bool
    ) throws(StoreError) -> Bool {
        var versions: [StoredRelationshipVersion] = []
        for raw in touched.sources {
            versions.removeAll(keepingCapacity: true)
            try transaction.relationshipVersions(
                of: NodeID(raw), .outgoing, after: min(from, to), withUnchanged: false
            ) { (version) throws(StoreError) in
                if version.holds(at: from) != version.holds(at: to) { versions.append(version) }
            }
            versions.sort { $0.id < $1.id }
            var next = 0
            while next < versions.count {
                var before: StoredRelationshipVersion?
                var after: StoredRelationshipVersion?
                let id = versions[next].id
                while next < versions.count, versions[next].id == id {
                    if versions[next].holds(at: from) { before = versions[next] } else { after = versions[next] }
                    next += 1
                }
                if let before, let after, before.isSame(as: after) { continue }
                if try !body(before, after) { return false }
            }
        }
        return true
    }
}

extension StoredRelationshipVersion {
    /// Whether type, ends and properties are those of the other version.
    func isSame(as other: StoredRelationshipVersion) -> Bool {
        type == other.type && source == other.source && target == other.target
            && properties.isSame(as: other.properties)
    }
}
