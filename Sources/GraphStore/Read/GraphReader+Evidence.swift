public import GraphModel
internal import KeyValueStore

extension GraphReader {
    /// The earliest commit that wrote a relationship, in either direction, between a node and any of others; nil when
    /// there is none. How old the evidence is that one depends on the other.
    ///
    /// Cost: linear in the node's relationships, properties left aside.
    public func oldestRelationship(of node: NodeID, to others: Set<NodeID>) throws(StoreError) -> CommitNumber? {
        try settle(node)
        var oldest: CommitNumber?
        func consider(_ other: NodeID, _ version: CommitNumber) {
            if others.contains(other), version < oldest ?? version.next { oldest = version }
        }
        for direction in Direction.allCases {
            if past != nil {
                for relationship in try relationships(of: node, direction) {
                    consider(direction == .outgoing ? relationship.target : relationship.source, relationship.version)
                }
            } else {
                try transaction.scanAdjacency(node, direction) { entry in
                    consider(NodeID(entry.other), CommitNumber(entry.version))
                    return true
                }
            }
        }
        return oldest
    }
}
