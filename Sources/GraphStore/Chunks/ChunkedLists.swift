internal import GraphModel
internal import KeyValueStore

/// The sorted lists of one table, each stored as chunks under the list's prefix followed by a boundary.
///
/// The first chunk's boundary is empty; every other's is the place of the first entry it had when it was cut, so a
/// change belongs to the last chunk whose boundary is not after it. A change of one entry rewrites one chunk,
/// whatever the length of the list.
struct ChunkedLists<Entry: ChunkEntry> {
    let table: Table
    private var stored: [Entry] = []
    private var merged: [Entry] = []
    private var writer = ByteWriter(capacity: 4_096)

    init(_ table: Table) { self.table = table }

    /// Writes a list that does not exist yet, after the last record of the table. `changes` ascend by place; of several
    /// for one place the last holds.
    mutating func append(
        _ changes: UnsafeBufferPointer<Entry>, prefix: TableKey, cursor: inout UnsafeCursor
    ) throws(StoreError) {
        let ignore = { (_: UnsafeBufferPointer<Entry>) in }
        try make(changes, prefix: prefix, onMerge: ignore) { (key, payload) throws(StoreError) in
            try key.withBytes { (key) throws(StoreError) in try cursor.append(key, payload) }
        }
    }

    /// Hands out the records of a list that does not exist yet, in order. `changes` as in `append`.
    mutating func make<E: Error>(
        _ changes: UnsafeBufferPointer<Entry>, prefix: TableKey, onMerge: (UnsafeBufferPointer<Entry>) -> Void,
        _ body: (TableKey, UnsafeRawBufferPointer) throws(E) -> Void
    ) throws(E) {
        stored.removeAll(keepingCapacity: true)
        merge(changes)
        report { onMerge($1) }
        var isFirst = true
        try cut { (piece, payload) throws(E) in
            var key = prefix
            if !isFirst { piece.appendBoundary(to: &key) }
            isFirst = false
            try body(key, payload)
        }
    }

    /// Applies changes to a stored list. `changes` as in `append`; `owner` is the number of the list.
    mutating func apply(
        _ changes: UnsafeBufferPointer<Entry>, prefix: TableKey, owner: UInt64, in transaction: UnsafeTransaction,
        cursor: inout UnsafeCursor,
        _ onMerge: (_ before: UnsafeBufferPointer<Entry>, _ after: UnsafeBufferPointer<Entry>) -> Void
    ) throws(StoreError) {
        var done = 0
        while done < changes.count {
            let chunk = try locate(changes[done], prefix: prefix, owner: owner, cursor: &cursor)
            var end = done + 1
            while end < changes.count, chunk.next?.withBytes({ changes[end].isAtOrAfter(boundary: $0) }) != true {
                end += 1
            }
            let table = table
            merge(UnsafeBufferPointer(rebasing: changes[done..<end]))
            report(onMerge)
            if merged.isEmpty, !stored.isEmpty {
                try chunk.key.withBytes { (key) throws(StoreError) in _ = try transaction.delete(table, key) }
            }
            var key = chunk.key
            var isFirst = true
            try cut { (piece, payload) throws(StoreError) in
                if !isFirst {
                    key = prefix
                    piece.appendBoundary(to: &key)
                }
                isFirst = false
                try key.withBytes { (key) throws(StoreError) in try transaction.put(table, key, payload) }
            }
            done = end
        }
    }

    /// The chunk that a change belongs to, decoded into `stored`, and the boundary of the chunk after it.
    private mutating func locate(
        _ change: Entry, prefix: TableKey, owner: UInt64, cursor: inout UnsafeCursor
    ) throws(StoreError) -> (key: TableKey, next: TableKey?) {
        stored.removeAll(keepingCapacity: true)
        var sought = prefix
        change.appendBoundary(to: &sought)
        let isFound = try sought.withBytes { (bytes) throws(StoreError) in try cursor.seek(atMost: bytes) }
        var key = prefix
        var hasNext = false
        if isFound, prefix.begins(cursor.key) {
            key = TableKey(cursor.key)
            do {
                try Entry.decode(cursor.payload, owner: owner, into: &stored)
            } catch {
                throw .corrupt(table, error)
            }
            hasNext = try cursor.next()
        } else {
            hasNext = try sought.withBytes { (bytes) throws(StoreError) in try cursor.seek(atLeast: bytes) }
        }
        guard hasNext, prefix.begins(cursor.key) else { return (key, nil) }
        return (key, TableKey(UnsafeRawBufferPointer(rebasing: cursor.key[prefix.count...])))
    }

    /// Lays the changes over `stored`.
    private mutating func merge(_ changes: UnsafeBufferPointer<Entry>) {
        merged.removeAll(keepingCapacity: true)
        var old = 0
        var new = 0
        while new < changes.count {
            let change = changes[new]
            while old < stored.count, Entry.precedes(stored[old], change) {
                merged.append(stored[old])
                old += 1
            }
            if old < stored.count, !Entry.precedes(change, stored[old]) { old += 1 }
            new += 1
            let isOverruled = new < changes.count && !Entry.precedes(change, changes[new])
            if !isOverruled, !change.isRemoval { merged.append(change) }
        }
        merged.append(contentsOf: stored[old...])
    }

    private func report(_ onMerge: (UnsafeBufferPointer<Entry>, UnsafeBufferPointer<Entry>) -> Void) {
        stored.withUnsafeBufferPointer { before in
            merged.withUnsafeBufferPointer { after in onMerge(before, after) }
        }
    }

    /// Hands out the payloads that hold `merged`, with the first entry of each.
    private mutating func cut<E: Error>(_ body: (Entry, UnsafeRawBufferPointer) throws(E) -> Void) throws(E) {
        guard !merged.isEmpty else { return }
        var pieces = 1
        encode(0..<merged.count)
        if writer.bytes.count > ChunkLimits.payloadBytes {
            pieces = (writer.bytes.count + ChunkLimits.pieceBytes - 1) / ChunkLimits.pieceBytes
        }
        for piece in 0..<pieces {
            try emit(merged.count * piece / pieces..<merged.count * (piece + 1) / pieces, isEncoded: pieces == 1, body)
        }
    }

    /// Entries differ in length, so that a piece may still be too long: it is halved until it fits.
    private mutating func emit<E: Error>(
        _ range: Range<Int>, isEncoded: Bool, _ body: (Entry, UnsafeRawBufferPointer) throws(E) -> Void
    ) throws(E) {
        var pending = [range]
        while let range = pending.popLast() {
            if !isEncoded { encode(range) }
            if writer.bytes.count > ChunkLimits.payloadBytes, range.count > 1 {
                let middle = range.lowerBound + range.count / 2
                pending.append(middle..<range.upperBound)
                pending.append(range.lowerBound..<middle)
                continue
            }
            let first = merged[range.lowerBound]
            try writer.bytes.withStoredBytes { (payload) throws(E) in try body(first, payload) }
        }
    }

    private mutating func encode(_ range: Range<Int>) {
        writer.bytes.removeAll(keepingCapacity: true)
        merged.withUnsafeBufferPointer {
            Entry.encode(UnsafeBufferPointer(rebasing: $0[range]), into: &writer)
        }
    }
}

extension Array where Element == UInt8 {
    /// `withUnsafeBytes` with the body's own error type.
    @inline(__always)
    func withStoredBytes<R, E: Error>(_ body: (UnsafeRawBufferPointer) throws(E) -> R) throws(E) -> R {
        try withUnsafeBufferPointer { (bytes) throws(E) -> R in try body(UnsafeRawBufferPointer(bytes)) }
    }
}
