internal import GraphModel
internal import KeyValueStore

extension UnsafeTransaction {
    /// The elements whose index key is `value` followed by nothing but the element, ascending.
    func indexedElements(
        _ value: UnsafeRawBufferPointer, isRelationship: Bool
    ) throws(StoreError) -> [IndexedElementID] {
        let length = value.count + IndexKey.elementBytes(isRelationship: isRelationship)
        var found: [IndexedElementID] = []
        try forEachRecord(.indexes, prefix: value) { (key, _) throws(StoreError) in
            if key.count == length, let element = IndexKey.element(key, isRelationship: isRelationship) {
                found.append(element)
            }
            return true
        }
        return found
    }

    /// Hands out the keys of an index within bounds until `body` returns false.
    func scanIndex(_ bounds: IndexBounds, _ body: (UnsafeRawBufferPointer) -> Bool) throws(StoreError) {
        var cursor = try cursor(.indexes)
        var isThere = try bounds.lower.withStoredBytes { (key) throws(StoreError) in try cursor.seek(atLeast: key) }
        while isThere {
            let key = cursor.key
            switch bounds.place(of: key) {
            case .below: break
            case .within: if !body(key) { return }
            case .past: return
            }
            isThere = try cursor.next()
        }
    }
}
