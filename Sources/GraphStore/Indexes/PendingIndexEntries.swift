internal import GraphModel

/// Index entries that a commit adds and removes, in order, packed in one arena until they are sorted and written.
///
/// Entries of one value are found without that, through chains that are built when first asked for: an import looks up
/// what it has just added, and its entries still reach the table in one sorted run.
struct PendingIndexEntries {
    private(set) var arena = ByteWriter(capacity: 1_024)
    private(set) var references: [KeyReference] = []
    /// By hash of index and values: the latest reference + 1.
    private var heads: [UInt32] = []
    /// Per reference: the previous one with the same hash slot + 1.
    private var links: [UInt32] = []
    /// References within the chains so far.
    private var chained = 0
    private var isSorted = true

    var isEmpty: Bool { references.isEmpty }

    /// Bytes held.
    var size: Int { arena.bytes.count + references.count * 24 }

    /// Begins an entry: the values follow, then `end`.
    @inline(__always)
    mutating func begin(_ index: UInt16) -> Int {
        let start = arena.bytes.count
        arena.bigEndian(UInt64(index), width: 2)
        return start
    }

    /// Adds a stored value to the entry that was begun.
    mutating func append(stored value: UnsafeRawBufferPointer) throws(DecodingFault) {
        if let text = ValueCodec.textBytes(ofStored: value) {
            OrderedValueEncoding.encode(utf8: text, into: &arena)
        } else {
            OrderedValueEncoding.encode(try ValueCodec.decode(value), into: &arena)
        }
    }

    /// Adds an entry of one stored value.
    mutating func append(
        _ index: UInt16, stored value: UnsafeRawBufferPointer, _ element: IndexedElementID, isRemoval: Bool
    ) throws(DecodingFault) {
        let start = begin(index)
        try append(stored: value)
        end(from: start, element, isRemoval: isRemoval)
    }

    /// Ends the entry that `begin` placed at `start`.
    mutating func end(from start: Int, _ element: IndexedElementID, isRemoval: Bool) {
        IndexKey.cut(&arena, from: start + 2)
        isSorted = false
        var isRelationship = false
        switch element {
        case .node(let id):
            arena.bigEndian(id.rawValue, width: 5)
        case .relationship(let id, let source):
            arena.bigEndian(id.rawValue, width: 5)
            arena.bigEndian(source.rawValue, width: 5)
            isRelationship = true
        }
        references.append(
            KeyReference(
                offset: start, length: arena.bytes.count - start, isRemoval: isRemoval,
                isRelationship: isRelationship))
    }

    /// Index and values of the entry that was added last.
    var lastValue: [UInt8] {
        guard let last = references.last else { return [] }
        let width = IndexKey.elementBytes(isRelationship: last.isRelationship)
        return Array(arena.bytes[last.offset..<last.offset + last.length - width])
    }

    /// The elements added to and removed from one value of an index, in order.
    mutating func changes(
        of value: UnsafeRawBufferPointer
    ) -> [(element: IndexedElementID, isRemoval: Bool)] {
        guard !references.isEmpty else { return [] }
        extendChains()
        var found: [(element: IndexedElementID, isRemoval: Bool)] = []
        var next = heads[value.wordHash & (heads.count - 1)]
        arena.bytes.withStoredBytes { arena in
            while next != 0 {
                let index = Int(next - 1)
                let reference = references[index]
                let isRelationship = reference.isRelationship
                let key = UnsafeRawBufferPointer(
                    rebasing: arena[reference.offset..<reference.offset + reference.length])
                let width = IndexKey.elementBytes(isRelationship: isRelationship)
                if key.count == value.count + width, key.starts(with: value),
                    let element = IndexKey.element(key, isRelationship: isRelationship)
                {
                    found.append((element, reference.isRemoval))
                }
                next = links[index]
            }
        }
        found.reverse()
        return found
    }

    private mutating func extendChains() {
        guard chained < references.count else { return }
        if references.count * 2 > heads.count {
            var size = 1_024
            while size < references.count * 4 { size *= 2 }
            heads = Array(repeating: 0, count: size)
            chained = 0
        }
        links.append(contentsOf: repeatElement(0, count: references.count - links.count))
        arena.bytes.withStoredBytes { arena in
            let mask = heads.count - 1
            for index in chained..<references.count {
                let reference = references[index]
                let width = IndexKey.elementBytes(isRelationship: references[index].isRelationship)
                let end = reference.offset + reference.length - width
                let slot = UnsafeRawBufferPointer(rebasing: arena[reference.offset..<end]).wordHash & mask
                links[index] = heads[slot]
                heads[slot] = UInt32(index + 1)
            }
        }
        chained = references.count
    }

    /// Sorts by key, later changes of one key after earlier ones. The chains are gone afterwards.
    mutating func sort() {
        guard !isSorted else { return }
        isSorted = true
        arena.bytes.withStoredBytes { KeySort.sort(&references, arena: $0) }
    }

    mutating func removeAll() {
        arena.bytes.removeAll(keepingCapacity: arena.bytes.count < 1 << 20)
        references.removeAll(keepingCapacity: references.count < 1 << 16)
        heads = []
        links = []
        chained = 0
    }
}
