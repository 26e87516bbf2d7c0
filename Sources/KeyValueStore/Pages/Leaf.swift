internal import GraphModel

/// One leaf of a table.
struct Leaf {
    let transaction: UnsafeTransaction
    let table: Table
    let page: PageView
    /// How many records it has.
    let count: Int

    /// nil for a page that is no leaf.
    init?(_ transaction: UnsafeTransaction, _ table: Table, _ page: PageView) {
        guard page.isLeaf, let count = page.nodeCount else { return nil }
        self.transaction = transaction
        self.table = table
        self.page = page
        self.count = count
    }

    /// Whether its records fill it exactly: at once where all are as long as the first.
    var isFull: Bool { page.place(of: 0).map { page.isFilled(by: count, likeThatAt: $0) } ?? false || page.isWhole }

    /// The end of the run of keys, equal but for their last bytes, that begins at an index.
    func endOfRun(from start: Int, tail: Int) throws(StoreError) -> Int {
        let (first, _) = try record(start)
        guard first.count >= tail else { throw .corruptRecord(table, key: first) }
        let head = UnsafeRawBufferPointer(rebasing: first[..<(first.count - tail)])
        func isWithin(_ index: Int) throws(StoreError) -> Bool {
            let (key, _) = try record(index)
            return key.count == first.count && hasPrefix(key, head)
        }
        if try isWithin(count - 1) { return count }
        var (low, high) = (start + 1, count - 1)
        while low < high {
            let middle = (low + high) / 2
            if try isWithin(middle) { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// A record that passed its check.
    func record(
        _ index: Int
    ) throws(StoreError) -> (key: UnsafeRawBufferPointer, payload: UnsafeRawBufferPointer) {
        guard let place = page.place(of: index), let key = page.key(at: place) else {
            throw .corruptPage(table, number: page.number)
        }
        let value = try transaction.value(at: place, of: page, key: key, in: table)
        guard let payload = Envelope.open(value, table: table, key: key) else { throw .corruptRecord(table, key: key) }
        return (key, payload)
    }

    /// The records whose keys begin with `prefix`, from the last one that is not after `start` on, or from the first
    /// where none is; nil where the leaf alone does not tell, or something is wrong with it.
    ///
    /// That none is missed is proven as `CursorPosition.proveAbsence` does it: by the two records before the place and
    /// the two after it, which must ascend, the inner ones intact.
    func range(
        prefix: UnsafeRawBufferPointer, from start: UnsafeRawBufferPointer
    ) throws(StoreError) -> Range<Int>? {
        guard page.isWhole else { return nil }
        var (first, after) = (0, count)
        while first < after {
            let middle = (first + after) / 2
            guard let key = key(middle) else { return nil }
            if compare(key, start) <= 0 { first = middle + 1 } else { after = middle }
        }
        guard first > 0, let before = key(first - 1) else { return nil }
        if hasPrefix(before, prefix) { first -= 1 }
        var end = first
        while end < count, let key = key(end), hasPrefix(key, prefix) { end += 1 }
        guard end < count, ascends(from: max(0, first - 2), through: min(count - 1, end + 1)) else { return nil }
        if first > 0 { _ = try record(first - 1) }
        _ = try record(end)
        return first..<end
    }

    private func key(_ index: Int) -> UnsafeRawBufferPointer? { page.place(of: index).flatMap(page.key(at:)) }

    private func ascends(from first: Int, through last: Int) -> Bool {
        guard var former = key(first) else { return false }
        var index = first + 1
        while index <= last {
            guard let key = key(index), compare(former, key) < 0 else { return false }
            former = key
            index += 1
        }
        return true
    }
}
