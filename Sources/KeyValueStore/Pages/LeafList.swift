public import GraphModel

/// The leaves of a table, or of a range of its keys, in the order of keys: for reading much of it without a cursor, and
/// from several threads at once.
///
/// Valid as long as the read transaction that made it. Every page is checked to be in its place and whole, and every
/// record that is handed out against its checksum and to come after the one before.
public struct LeafList: @unchecked Sendable {
    private let transaction: UnsafeTransaction
    private let table: Table
    private let numbers: [UInt64]

    /// How many leaves.
    public var count: Int { numbers.count }

    init(_ transaction: UnsafeTransaction, _ table: Table, _ numbers: [UInt64]) {
        self.transaction = transaction
        self.table = table
        self.numbers = numbers
    }

    /// Hands out key and payload of every record of some leaves, ascending.
    ///
    /// Errors: `storage.corrupt`, `storage.readerTooOld`, and what `body` throws.
    public func forEachRecord(
        in leaves: Range<Int>,
        _ body: (_ key: UnsafeRawBufferPointer, _ payload: UnsafeRawBufferPointer) throws(StoreError) -> Void
    ) throws(StoreError) {
        var last = try lastKey(before: leaves.lowerBound)
        for index in leaves {
            let leaf = try self[index]
            for place in 0..<leaf.count {
                let (key, payload) = try leaf.record(place)
                try require(last, before: key)
                try body(key, payload)
                last = key
            }
        }
    }

    /// Hands out runs of keys that are equal but for their last `tail` bytes, ascending: the first key of a run or of a
    /// part of it, and how many keys it has. Not for values that pages of their own hold.
    ///
    /// Errors: as `forEachRecord`. Cost: a leaf within a run is two records, however many it has.
    public func forEachRun(
        tail: Int, _ body: (_ first: UnsafeRawBufferPointer, _ count: Int) throws(StoreError) -> Void
    ) throws(StoreError) {
        var last = try lastKey(before: 0)
        for index in 0..<count {
            let leaf = try self[index]
            var start = 0
            while start < leaf.count {
                let (first, _) = try leaf.record(start)
                try require(last, before: first)
                let end = try leaf.endOfRun(from: start, tail: tail)
                last = try leaf.record(end - 1).key
                try body(first, end - start)
                start = end
            }
        }
    }

    /// Of the leaf before one; empty before the first.
    private func lastKey(before index: Int) throws(StoreError) -> UnsafeRawBufferPointer {
        guard index > 0 else { return UnsafeRawBufferPointer(start: nil, count: 0) }
        let leaf = try self[index - 1]
        return leaf.count == 0 ? UnsafeRawBufferPointer(start: nil, count: 0) : try leaf.record(leaf.count - 1).key
    }

    private func require(_ last: UnsafeRawBufferPointer, before key: UnsafeRawBufferPointer) throws(StoreError) {
        guard last.isEmpty || compare(last, key) < 0 else { throw .corruptOrder(table, key: key) }
    }

    /// A leaf by its place in the list.
    private subscript(index: Int) -> Leaf {
        get throws(StoreError) {
            try transaction.checkAge()
            let number = numbers[index]
            // A page whose count of nodes was damaged hides its last ones.
            guard let page = transaction.state.pointee.pages[number], page.number == number,
                let leaf = Leaf(transaction, table, page), leaf.isFull
            else { throw .corruptPage(table, number: number) }
            return leaf
        }
    }
}

extension UnsafeTransaction {
    /// The leaves that have the keys from `lower` to `upper`, both included, or all for nil. Of a read transaction.
    ///
    /// Errors: `storage.corrupt`, `storage.readerTooOld`. Cost: one pass over the branch pages, a hundredth of all.
    public func leaves(_ table: Table, from lower: [UInt8]? = nil, through upper: [UInt8]? = nil) throws(StoreError)
        -> LeafList
    {
        precondition(!isWritable, "the pages of a write transaction are not all in their places")
        try checkAge()
        let root = try root(of: table)
        var numbers: [UInt64] = []
        if root != .max { try collect(root, lower, upper, depth: 0, table, &numbers) }
        return LeafList(self, table, numbers)
    }

    private func collect(
        _ number: UInt64, _ lower: [UInt8]?, _ upper: [UInt8]?, depth: Int, _ table: Table, _ leaves: inout [UInt64]
    ) throws(StoreError) {
        guard depth < Self.mostLevels, let page = state.pointee.pages[number], page.number == number else {
            throw .corruptPage(table, number: number)
        }
        if page.isLeaf { return leaves.append(number) }
        guard page.isBranch, page.isWhole, let count = page.nodeCount, count > 0,
            let first = lower.map(page.childIndex(for:)) ?? 0,
            let last = upper.map(page.childIndex(for:)) ?? count - 1, first <= last
        else { throw .corruptPage(table, number: number) }
        for index in first...last {
            guard let place = page.place(of: index) else { throw .corruptPage(table, number: number) }
            // Children between the ends lie in the range as a whole.
            try collect(
                page.child(at: place), index == first ? lower : nil, index == last ? upper : nil, depth: depth + 1,
                table, &leaves)
        }
    }
}
