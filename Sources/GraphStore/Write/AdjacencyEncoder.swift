internal import GraphModel
internal import KeyValueStore

/// Encodes lists of adjacency that the table does not have, a block at a time.
final class AdjacencyEncoder {
    /// Payload and keys of a block: small enough for the processor's cache.
    private static let blockBytes = 1 << 20

    private var changes: AdjacencyChanges
    private var lists = ChunkedLists<AdjacencyEntry>(.adjacency)
    /// The nodes from which relationships lead, for the lists of their types.
    private(set) var typeSources: [PostingEntry] = []

    init(_ changes: AdjacencyChanges) { self.changes = changes }

    var isAtEnd: Bool { changes.isEmpty }

    /// Replaces the block by the next.
    func encode(into block: inout EncodedLists) {
        block.removeAll()
        while block.size < Self.blockBytes, let list = changes.next() {
            let isOutgoing = list.direction == .outgoing
            func note(_ entries: UnsafeBufferPointer<AdjacencyEntry>) { if isOutgoing { noteTypes(of: entries) } }
            lists.make(list.changes, prefix: .adjacency(list.node, list.direction), onMerge: note) {
                block.add($0, $1)
            }
        }
    }

    private func noteTypes(of entries: UnsafeBufferPointer<AdjacencyEntry>) {
        for index in entries.indices where index == 0 || entries[index].type != entries[index - 1].type {
            typeSources.append(PostingEntry(list: entries[index].type, node: entries[index].node))
        }
    }
}

/// Records of one table, in order, on their way to its end.
struct EncodedLists {
    private var bytes: [UInt8] = []
    /// Where the key and the payload of each record end.
    private var ends: [(key: Int, payload: Int)] = []

    /// In bytes.
    var size: Int { bytes.count }

    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
    }

    @inline(__always)
    mutating func add(_ key: TableKey, _ payload: UnsafeRawBufferPointer) {
        key.withBytes { bytes.append(contentsOf: $0) }
        let end = bytes.count
        bytes.append(contentsOf: payload)
        ends.append((end, bytes.count))
    }

    func append(to cursor: inout UnsafeCursor) throws(StoreError) {
        try bytes.withStoredBytes { (bytes) throws(StoreError) in
            var start = 0
            for end in ends {
                try cursor.append(
                    UnsafeRawBufferPointer(rebasing: bytes[start..<end.key]),
                    UnsafeRawBufferPointer(rebasing: bytes[end.key..<end.payload]))
                start = end.payload
            }
        }
    }
}
