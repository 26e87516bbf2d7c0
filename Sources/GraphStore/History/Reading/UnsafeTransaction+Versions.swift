internal import GraphModel
internal import KeyValueStore

/// A version of a node with the commits between which it held: from `record.version` up to, not including, `until`.
struct StoredNodeVersion {
    var record: NodeRecord
    /// Nil for the version that holds now.
    var until: CommitNumber?

    func holds(at commit: CommitNumber) -> Bool {
        record.version <= commit && until.map { commit < $0 } ?? true
    }
}

/// A node after two commits; nil where it did not exist. Views of the tables' memory.
struct TouchedNode {
    var id: NodeID
    var then: NodeRecord?
    var now: NodeRecord?
}

/// A version of a relationship with the commits between which it held.
struct StoredRelationshipVersion {
    var id: RelationshipID
    var type: UInt16
    var source: NodeID
    var target: NodeID
    var version: CommitNumber
    /// Nil for the version that holds now.
    var until: CommitNumber?
    /// A view of the table's memory.
    var properties: PropertyBlock

    func holds(at commit: CommitNumber) -> Bool { version <= commit && until.map { commit < $0 } ?? true }
}

extension UnsafeTransaction {
    /// The node as it was after a commit, or nil when it did not exist then.
    ///
    /// Cost: one look-up when the present version is old enough, else one more.
    func nodeVersion(_ id: NodeID, asOf commit: CommitNumber) throws(StoreError) -> StoredNodeVersion? {
        try nodeVersion(id, asOf: commit, present: try presentNode(id))
    }

    /// The node as it was after each of two commits. Cost: one look-up, and one more for each that it changed after.
    func touchedNode(
        _ id: NodeID, then: CommitNumber, now: CommitNumber
    ) throws(StoreError) -> TouchedNode {
        let present = try presentNode(id)
        return TouchedNode(
            id: id, then: try nodeVersion(id, asOf: then, present: present)?.record,
            now: try nodeVersion(id, asOf: now, present: present)?.record)
    }

    private func presentNode(_ id: NodeID) throws(StoreError) -> NodeRecord? {
        try get(.nodes, .node(id)).map { (payload) throws(StoreError) in
            try decoding(.nodes) { () throws(DecodingFault) in try NodeRecord(payload) }
        }
    }

    private func nodeVersion(
        _ id: NodeID, asOf commit: CommitNumber, present: NodeRecord?
    ) throws(StoreError) -> StoredNodeVersion? {
        if let present, present.version <= commit { return StoredNodeVersion(record: present, until: nil) }
        var cursor = try cursor(.nodeHistory)
        let isFound = try TableKey.nodeHistory(id, until: commit.next).withBytes { (key) throws(StoreError) in
            try cursor.seek(atLeast: key)
        }
        guard isFound, TableKey.node(id).begins(cursor.key) else { return nil }
        let version = try Self.nodeVersion(cursor.key, cursor.payload)
        return version.holds(at: commit) ? version : nil
    }

    /// Every version of a node, oldest first. Cost: one pass over its history.
    func nodeVersions(_ id: NodeID) throws(StoreError) -> [StoredNodeVersion] {
        var versions: [StoredNodeVersion] = []
        var cursor = try cursor(.nodeHistory)
        let prefix = TableKey.node(id)
        var isFound = try prefix.withBytes { (key) throws(StoreError) in try cursor.seek(atLeast: key) }
        while isFound, prefix.begins(cursor.key) {
            versions.append(try Self.nodeVersion(cursor.key, cursor.payload))
            isFound = try cursor.next()
        }
        if let payload = try get(.nodes, prefix) {
            let record = try decoding(.nodes) { () throws(DecodingFault) in try NodeRecord(payload) }
            versions.append(StoredNodeVersion(record: record, until: nil))
        }
        return versions
    }

    static func nodeVersion(
        _ key: UnsafeRawBufferPointer, _ payload: UnsafeRawBufferPointer
    ) throws(StoreError) -> StoredNodeVersion {
        try decoding(.nodeHistory) { () throws(DecodingFault) in
            var reader = ByteReader(key, offset: 5)
            let until = CommitNumber(try reader.bigEndian(width: 5))
            return StoredNodeVersion(record: try NodeRecord(payload), until: until)
        }
    }

    /// Hands out the versions of a node's relationships in one direction that held at any time after `commit`, in no
    /// particular order. Those that hold now and are not newer than `commit` only when `withUnchanged`.
    ///
    /// Cost: one pass over the node's present relationships and its history since.
    func relationshipVersions(
        of node: NodeID, _ direction: Direction, after commit: CommitNumber, withUnchanged: Bool,
        _ body: (StoredRelationshipVersion) throws(StoreError) -> Void
    ) throws(StoreError) {
        var failure: StoreError?
        try scanAdjacency(node, direction) { entry in
            if !withUnchanged, entry.version <= commit.rawValue { return true }
            do throws(StoreError) {
                try body(try present(entry, direction))
                return true
            } catch {
                failure = error
                return false
            }
        }
        if let failure { throw failure }
        var cursor = try cursor(.relationshipHistory)
        let prefix = TableKey.adjacency(node.rawValue, direction)
        let start = TableKey.relationshipHistory(node, direction, until: commit.next, RelationshipID(0))
        var isFound = try start.withBytes { (key) throws(StoreError) in try cursor.seek(atLeast: key) }
        while isFound, prefix.begins(cursor.key) {
            try body(try Self.relationshipVersion(cursor.key, cursor.payload))
            isFound = try cursor.next()
        }
    }

    /// What an adjacency entry stands for.
    func present(
        _ entry: AdjacencyEntry, _ direction: Direction
    ) throws(StoreError) -> StoredRelationshipVersion {
        let id = RelationshipID(entry.relationship)
        var properties = PropertyBlock.empty
        if entry.hasProperties {
            guard let payload = try get(.relationships, .relationship(id)) else {
                throw .corrupt(.relationships, "relationship \(id) lacks its properties")
            }
            properties = PropertyBlock(payload)
        }
        let (near, far) = (NodeID(entry.node), NodeID(entry.other))
        return StoredRelationshipVersion(
            id: id, type: entry.type, source: direction == .outgoing ? near : far,
            target: direction == .outgoing ? far : near, version: CommitNumber(entry.version), until: nil,
            properties: properties)
    }

    static func relationshipVersion(
        _ key: UnsafeRawBufferPointer, _ payload: UnsafeRawBufferPointer
    ) throws(StoreError) -> StoredRelationshipVersion {
        try decoding(.relationshipHistory) { () throws(DecodingFault) in
            var reader = ByteReader(key)
            let near = NodeID(try reader.bigEndian(width: 5))
            let isOutgoing = try reader.byte() == Direction.outgoing.rawValue
            let until = CommitNumber(try reader.bigEndian(width: 5))
            let id = RelationshipID(try reader.bigEndian(width: 5))
            let record = try RelationshipHistoryRecord(payload)
            return StoredRelationshipVersion(
                id: id, type: record.type, source: isOutgoing ? near : record.other,
                target: isOutgoing ? record.other : near, version: record.version, until: until,
                properties: record.properties)
        }
    }
}

extension PropertyBlock {
    /// No properties, in memory that lasts as long as the program.
    static var empty: PropertyBlock {
        let zero: StaticString = "\0"
        return PropertyBlock(UnsafeRawBufferPointer(start: zero.utf8Start, count: 1))
    }

    /// Equal properties have equal bytes.
    func isSame(as other: PropertyBlock) -> Bool { bytes.elementsEqual(other.bytes) }
}
