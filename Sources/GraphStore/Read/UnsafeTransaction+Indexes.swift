internal import GraphModel
internal import KeyValueStore

extension UnsafeTransaction {
    /// The elements whose index key is `value` followed by nothing but the element, ascending.
    func indexedElements(
        _ value: UnsafeRawBufferPointer, isRelationship: Bool
    ) throws(StoreError) -> [IndexedElementID] {
        let length = value.count + IndexKey.elementBytes(isRelationship: isRelationship)
        var found: [IndexedElementID] = []
        var cursor = try cursor(.indexes)
        var isThere = try cursor.first(prefix: value)
        while isThere {
            if cursor.key.count == length,
                let element = IndexKey.element(cursor.key, isRelationship: isRelationship)
            {
                found.append(element)
            }
            isThere = try cursor.next(prefix: value)
        }
        return found
    }

    /// Hands out the keys of an index between two bounds until `body` returns false. `lower` is inclusive; keys that
    /// begin with `upper` are included when `includesUpper`, and nothing after them.
    func scanIndex(
        lower: [UInt8], upper: [UInt8], includesUpper: Bool, _ body: (UnsafeRawBufferPointer) -> Bool
    ) throws(StoreError) {
        var cursor = try cursor(.indexes)
        var isThere = try lower.withStoredBytes { (key) throws(StoreError) in try cursor.seek(atLeast: key) }
        while isThere {
            let key = cursor.key
            let isPast = upper.withUnsafeBytes { upper in
                key.starts(with: upper) ? !includesUpper : !key.lexicographicallyPrecedes(upper)
            }
            guard !isPast, body(key) else { return }
            isThere = try cursor.next()
        }
    }
}
