public import GraphModel
internal import KeyValueStore

/// A node as a look over all of them hands it out: which properties it has, and some of their values.
public struct NodeOutline {
    public fileprivate(set) var id = NodeID(0)
    /// The numbers of its properties' keys (`number(ofKey:)`), ascending; those whose value is an empty text or list
    /// are left out.
    public fileprivate(set) var keys: [UInt16] = []
    /// The values of the keys that were asked for, in that order; nil where it has none.
    public fileprivate(set) var values: [PropertyValue?]
}

extension GraphReader {
    /// The number of a property key; nil when no element ever had it.
    public func number(ofKey key: String) -> UInt16? { names.keys.token(key) }

    /// Hands out every node once, in no order, without decoding more than the values of `keys`. One outline serves all:
    /// keep nothing of it but values.
    ///
    /// Cost: one pass over the nodes; in a view of the past, one or two look-ups for each node touched since in
    /// addition. Throws what `body` throws, and `storage.corrupt`.
    public func forEachOutline(reading keys: [String], _ body: (NodeOutline) throws -> Void) throws {
        try settle()
        let wanted = keys.map { names.keys.token($0) }
        var outline = NodeOutline(values: Array(repeating: nil, count: keys.count))
        let touched = try past.map { (past) throws(StoreError) in try touchedSince(past).nodes }
        var cursor = try transaction.cursor(.nodes)
        var isThere = try cursor.first()
        while isThere {
            let (key, payload) = (cursor.key, cursor.payload)
            let isHeld = try decoding(.nodes) { () throws(DecodingFault) in
                var reader = ByteReader(key)
                let id = NodeID(try reader.bigEndian(width: 5))
                if touched?.contains(id.rawValue) ?? false { return false }
                try outline.read(NodeRecord(payload).properties, of: id, wanted)
                return true
            }
            if isHeld { try body(outline) }
            isThere = try cursor.next()
        }
        guard let past else { return }
        var failure: (any Error)?
        try forEachTouchedNode(since: past) { (node) throws(StoreError) in
            guard failure == nil, let then = node.then else { return }
            try decoding(.nodeHistory) { () throws(DecodingFault) in
                try outline.read(then.properties, of: node.id, wanted)
            }
            do { try body(outline) } catch { failure = error }
        }
        if let failure { throw failure }
    }
}

extension NodeOutline {
    fileprivate mutating func read(
        _ block: PropertyBlock, of node: NodeID, _ wanted: [UInt16?]
    ) throws(DecodingFault) {
        id = node
        keys.removeAll(keepingCapacity: true)
        for place in values.indices { values[place] = nil }
        var cursor = try PropertyBlock.Cursor(block)
        while let entry = try cursor.next() {
            if ValueCodec.isBlank(stored: entry.value) { continue }
            keys.append(entry.token)
            for (place, token) in wanted.enumerated() where token == entry.token {
                values[place] = try ValueCodec.decode(entry.value)
            }
        }
    }
}
