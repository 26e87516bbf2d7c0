public import GraphModel
internal import KeyValueStore

extension GraphReader {
    /// The node, or nil when there is none. Cost: one look-up and the decoding of all its properties.
    public func node(_ id: NodeID) throws(StoreError) -> Node? {
        guard let record = try nodeRecord(id) else { return nil }
        return try VersionDecoder(names: names).node(id, record)
    }

    /// Whether there is such a node.
    public func contains(_ id: NodeID) throws(StoreError) -> Bool { try nodeRecord(id) != nil }

    /// One property of a node, without decoding the others; nil when the node or the property is absent.
    public func property(_ key: String, of id: NodeID) throws(StoreError) -> PropertyValue? {
        guard let token = names.keys.token(key), let record = try nodeRecord(id) else { return nil }
        return try decoding(.nodes) { () throws(DecodingFault) in
            try record.properties.value(of: token).map { (value) throws(DecodingFault) in try ValueCodec.decode(value) }
        }
    }

    /// The stored version that holds at this reader's commit.
    func nodeRecord(_ id: NodeID) throws(StoreError) -> NodeRecord? {
        guard id.rawValue <= Limits.identity else { return nil }
        if let past { return try transaction.nodeVersion(id, asOf: past)?.record }
        if let last = lastNode, last.id == id {
            try transaction.checkAge()
            return last.record
        }
        guard let payload = try transaction.get(.nodes, .node(id)) else { return nil }
        let record = try decoding(.nodes) { () throws(DecodingFault) in try NodeRecord(payload) }
        if !transaction.isWritable { lastNode = (id, record) }
        return record
    }

    /// Hands out the nodes that have a label, ascending, until `body` returns false. Cost: about a byte of reading a
    /// node; in a view of the past, a look at every node touched since in addition.
    public func nodes(withLabel label: String, _ body: (NodeID) -> Bool) throws(StoreError) {
        try settle()
        guard let token = names.labels.token(label) else { return }
        guard past == nil else { return try pastNodes(withLabel: token, body) }
        try transaction.scanPostings(.labelNodes, token, body)
    }

    /// Hands out the nodes from which a relationship of the type leads, ascending, until `body` returns false.
    public func sources(ofType type: String, _ body: (NodeID) -> Bool) throws(StoreError) {
        try settle()
        guard let token = names.types.token(type) else { return }
        guard past == nil else { return try pastSources(ofType: token, body) }
        try transaction.scanPostings(.typeSources, token, body)
    }
}
