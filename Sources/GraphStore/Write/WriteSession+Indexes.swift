internal import GraphModel
internal import KeyValueStore

extension WriteSession {
    /// Adds or removes the entries of one element in one index, from its stored properties. An element that lacks one
    /// of the properties has none.
    func enter(
        _ index: IndexPlan, _ block: PropertyBlock, _ element: IndexedElementID, isRemoval: Bool, table: Table
    ) throws(StoreError) {
        do throws(DecodingFault) {
            guard let first = try block.value(of: index.keys[0]) else { return }
            if index.eachListElement, var elements = try ValueCodec.Elements(ofStored: first) {
                while let value = try elements.next() { try enterOne(index, value, element, isRemoval: isRemoval) }
                return
            }
            if index.keys.count == 1 {
                try enterOne(index, first, element, isRemoval: isRemoval)
                return
            }
            var values = [first]
            for key in index.keys.dropFirst() {
                guard let value = try block.value(of: key) else { return }
                values.append(value)
            }
            try enter(index, values, element, isRemoval: isRemoval)
        } catch {
            throw .corrupt(table, error)
        }
    }

    /// Adds the entries of a new node in a plain index.
    func enter(_ index: PlainIndex, _ value: UnsafeRawBufferPointer, _ id: NodeID) throws(StoreError) {
        do throws(DecodingFault) {
            if index.eachListElement, var elements = try ValueCodec.Elements(ofStored: value) {
                while let element = try elements.next() {
                    try indexEntries.append(index.number, stored: element, .node(id), isRemoval: false)
                }
            } else {
                try indexEntries.append(index.number, stored: value, .node(id), isRemoval: false)
            }
        } catch {
            throw .corrupt(.nodes, error)
        }
    }

    @inline(__always)
    private func enterOne(
        _ index: IndexPlan, _ value: UnsafeRawBufferPointer, _ element: IndexedElementID, isRemoval: Bool
    ) throws(DecodingFault) {
        try indexEntries.append(index.number, stored: value, element, isRemoval: isRemoval)
        if index.isUnique, !isRemoval { checks.values.insert(indexEntries.lastValue) }
    }

    private func enter(
        _ index: IndexPlan, _ values: [UnsafeRawBufferPointer], _ element: IndexedElementID, isRemoval: Bool
    ) throws(DecodingFault) {
        let start = indexEntries.begin(index.number)
        for value in values { try indexEntries.append(stored: value) }
        indexEntries.end(from: start, element, isRemoval: isRemoval)
        if index.isUnique, !isRemoval { checks.values.insert(indexEntries.lastValue) }
    }

    /// Moves an element's entries from one state to another; what is the same in both is left alone.
    func reindex(
        _ element: IndexedElementID, _ old: (indexes: [IndexPlan], block: [UInt8]?),
        _ new: (indexes: [IndexPlan], block: [UInt8]?), table: Table
    ) throws(StoreError) {
        guard !old.indexes.isEmpty || !new.indexes.isEmpty else { return }
        let oldBytes = old.block ?? PropertyBlock.emptyBytes
        let newBytes = new.block ?? PropertyBlock.emptyBytes
        try oldBytes.withStoredBytes { (oldBytes) throws(StoreError) in
            try newBytes.withStoredBytes { (newBytes) throws(StoreError) in
                let (oldBlock, newBlock) = (PropertyBlock(oldBytes), PropertyBlock(newBytes))
                let changed = try decoding(table) { () throws(DecodingFault) in
                    try oldBlock.keys(differingFrom: newBlock)
                }
                func isSame(_ index: IndexPlan, in others: [IndexPlan]) -> Bool {
                    !index.keys.contains(where: changed.contains) && others.contains { $0.number == index.number }
                }
                for index in old.indexes where !isSame(index, in: new.indexes) {
                    try enter(index, oldBlock, element, isRemoval: true, table: table)
                }
                for index in new.indexes where !isSame(index, in: old.indexes) {
                    try enter(index, newBlock, element, isRemoval: false, table: table)
                }
            }
        }
    }

    /// Writes all pending index entries in the order of their keys.
    func flushIndexes() throws(StoreError) {
        guard !indexEntries.isEmpty else { return }
        indexEntries.sort()
        var cursor = try transaction.cursor(.indexes)
        var lastKey: [UInt8] = []
        if try cursor.last() { lastKey = [UInt8](cursor.key) }
        let empty = UnsafeRawBufferPointer(start: nil, count: 0)
        try indexEntries.arena.bytes.withStoredBytes { (arena) throws(StoreError) in
            let references = indexEntries.references
            var isAppending = false
            for place in references.indices {
                let reference = references[place]
                let key = UnsafeRawBufferPointer(
                    rebasing: arena[reference.offset..<reference.offset + reference.length])
                if place + 1 < references.count, references[place + 1].hasSameKey(reference, arena) { continue }
                if reference.isRemoval {
                    try transaction.delete(.indexes, key)
                    continue
                }
                if !isAppending { isAppending = lastKey.isEmpty || lastKey.lexicographicallyPrecedes(key) }
                if isAppending {
                    try cursor.append(key, empty)
                } else {
                    try transaction.put(.indexes, key, empty)
                }
            }
        }
        indexEntries.removeAll()
    }

    /// The elements that an index has under some values, ascending, pending changes included. Values too long for a
    /// key are candidates: `isCut` says so.
    func indexedElements(
        _ index: IndexInfo, _ values: [PropertyValue]
    ) throws(StoreError) -> [IndexedElementID] {
        var writer = ByteWriter()
        IndexKey.encode(index: index.number, values: values, into: &writer)
        return try indexedElements(index, key: writer.bytes)
    }

    func indexedElements(_ index: IndexInfo, key: [UInt8]) throws(StoreError) -> [IndexedElementID] {
        try key.withStoredBytes { (key) throws(StoreError) in
            var found = try transaction.indexedElements(key, isRelationship: index.isOnRelationships)
            let changes = indexEntries.changes(of: key)
            guard !changes.isEmpty else { return found }
            for change in changes {
                found.removeAll { $0 == change.element }
                if !change.isRemoval { found.append(change.element) }
            }
            return found.sorted(by: IndexedElementID.precedes)
        }
    }
}
