public import GraphModel
internal import KeyValueStore

extension GraphReader {
    /// Hands out the nodes of an index in order of their first indexed value, from a string on, until `body` returns
    /// false. For suggestions and summaries: it walks the index of the latest commit, whatever commit the reader is at.
    ///
    /// Errors: `definition.unknown`. Cost: one seek, then a step for each entry.
    public func walk(index name: String, from text: String, _ body: (NodeID) -> Bool) throws(StoreError) {
        let index = try index(name, onRelationships: false)
        try settle()
        let bounds = IndexBounds(
            index.number, [], .values(from: .string(text), includesFrom: true, to: nil, includesTo: true))
        try transaction.scanIndex(bounds) { key in
            guard let node = IndexKey.element(key, isRelationship: false)?.node else { return true }
            return body(node)
        }
    }
}
