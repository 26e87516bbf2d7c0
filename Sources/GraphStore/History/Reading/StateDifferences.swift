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
    /// The touched nodes, where somebody has looked them up already.
    private let nodes: [TouchedNode]?

    /// - Parameters:
    ///   - touched: what the commits in between touched.
    ///   - nodes: the touched nodes as they are after the later commit, and were after the earlier one, if known.
    init(
        _ transaction: UnsafeTransaction, from: CommitNumber, to: CommitNumber, _ touched: TouchedElements,
        nodes: [TouchedNode]? = nil
    ) {
        self.transaction = transaction
        self.from = from
        self.to = to
        self.touched = touched
        self.nodes = nodes
    }

    /// Hands out the nodes that differ, ascending, until `body` returns false; returns whether it never did.
    @discardableResult
    func forEachNode(
        _ body: (NodeID, _ before: NodeRecord?, _ after: NodeRecord?) throws(StoreError) -> Bool
    ) throws(StoreError) -> Bool {
        if let nodes {
            for node in nodes {
                let (before, after) = from < to ? (node.then, node.now) : (node.now, node.then)
                if Self.differ(before, after), try !body(node.id, before, after) { return false }
            }
            return true
        }
        for raw in touched.nodes {
            let node = try transaction.touchedNode(NodeID(raw), then: from, now: to)
            if Self.differ(node.then, node.now), try !body(node.id, node.then, node.now) { return false }
        }
        return true
    }

    private static func differ(_ a: NodeRecord?, _ b: NodeRecord?) -> Bool {
        guard let a, let b else { return a != nil || b != nil }
        return a.version != b.version && !(a.labelSet == b.labelSet && a.properties.isSame(as: b.properties))
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
