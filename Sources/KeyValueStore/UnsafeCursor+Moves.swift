internal import CLMDB
public import GraphModel

extension UnsafeCursor {
    /// To the first record.
    public mutating func first() throws(StoreError) -> Bool {
        try position.transaction.checkAge()
        return try position.moveToEnd(MDB_FIRST)
    }

    /// To the last record.
    public mutating func last() throws(StoreError) -> Bool {
        try position.transaction.checkAge()
        return try position.moveToEnd(MDB_LAST)
    }

    /// To the following record; to the first when the cursor has not moved yet. After a move that found nothing,
    /// seek first.
    public mutating func next() throws(StoreError) -> Bool { try position.step(MDB_NEXT) }

    /// To the record before; to the last when the cursor has not moved yet. After a move that found nothing,
    /// seek first.
    public mutating func previous() throws(StoreError) -> Bool { try position.step(MDB_PREV) }

    /// To the record with exactly this key.
    public mutating func seek(_ key: UnsafeRawBufferPointer) throws(StoreError) -> Bool {
        let found = try seek(atLeast: key)
        return position.stand(if: found && compare(self.key, key) == 0)
    }

    /// To the first record whose key is not less than `key`.
    public mutating func seek(atLeast key: UnsafeRawBufferPointer) throws(StoreError) -> Bool {
        try position.transaction.checkAge()
        return try key.isEmpty ? position.moveToEnd(MDB_FIRST) : position.seek(atLeast: key)
    }

    /// To the last record whose key is not greater than `key`.
    public mutating func seek(atMost key: UnsafeRawBufferPointer) throws(StoreError) -> Bool {
        guard try seek(atLeast: key) else { return try position.moveToEnd(MDB_LAST) }
        if compare(self.key, key) == 0 { return true }
        return try position.step(MDB_PREV)
    }

    /// To the last record whose key is less than `key`.
    public mutating func seek(before key: UnsafeRawBufferPointer) throws(StoreError) -> Bool {
        try seek(atLeast: key) ? position.step(MDB_PREV) : position.moveToEnd(MDB_LAST)
    }

    /// To the first record whose key begins with `prefix`.
    public mutating func first(prefix: UnsafeRawBufferPointer) throws(StoreError) -> Bool {
        let found = try seek(atLeast: prefix)
        return position.stand(if: found && hasPrefix(key, prefix))
    }

    /// To the following record, if its key begins with `prefix`.
    public mutating func next(prefix: UnsafeRawBufferPointer) throws(StoreError) -> Bool {
        let found = try next()
        return position.stand(if: found && hasPrefix(key, prefix))
    }

    /// To the record before, if its key begins with `prefix`.
    public mutating func previous(prefix: UnsafeRawBufferPointer) throws(StoreError) -> Bool {
        let found = try previous()
        return position.stand(if: found && hasPrefix(key, prefix))
    }

    /// To the last record whose key begins with `prefix`.
    public mutating func last(prefix: UnsafeRawBufferPointer) throws(StoreError) -> Bool {
        var successor = [UInt8](prefix)
        while successor.last == 0xFF { successor.removeLast() }
        let found: Bool
        if let final = successor.popLast() {
            successor.append(final + 1)
            let bytes = successor.span.bytes
            found = try bytes.withUnsafeBytes { (bytes) throws(StoreError) in try seek(before: bytes) }
        } else {
            found = try last()
        }
        return position.stand(if: found && hasPrefix(key, prefix))
    }
}
