internal import GraphModel

extension UnsafeTransaction {
    static let mostLevels = 32

    /// The leaf that a search for the key ends in, when every page on the way there is in its place and has all its
    /// nodes; nil for a table without pages. LMDB does not look: a page whose count of nodes was damaged hides whole
    /// subtrees. Whether the leaf has all its own is left open: that costs more, and matters only at its end.
    ///
    /// Throws `storage.corrupt`. Cost: one descent, and a pass over the nodes of branch pages that were not looked at
    /// lately.
    func leaf(for key: UnsafeRawBufferPointer, in table: Table) throws(StoreError) -> PageView? {
        var number = try root(of: table)
        if number == .max { return nil }
        for _ in 0..<Self.mostLevels {
            guard let page = state.pointee.pages[number] else { break }
            if !state.pointee.isKnown(number) {
                guard page.number == number else { break }
                if page.isLeaf { return page }
                guard page.isWhole else { break }
                state.pointee.know(number)
            }
            guard let child = page.child(for: key) else { break }
            number = child
        }
        throw .corruptPage(table, number: number)
    }

    /// The stored value of a key, envelope included, or nil when the leaf where it belongs does not show it.
    func value(of key: UnsafeRawBufferPointer, in table: Table) throws(StoreError) -> UnsafeRawBufferPointer? {
        guard let (leaf, place) = try place(of: key, in: table) else { return nil }
        return try value(at: place, of: leaf, key: key, in: table)
    }

    /// The stored value of the node at a place of a leaf, which has the key.
    func value(
        at place: Int, of leaf: PageView, key: UnsafeRawBufferPointer, in table: Table
    ) throws(StoreError) -> UnsafeRawBufferPointer {
        let value = leaf.value(at: place)
        let bytes = value.isBig ? try overflow(leaf, value, table) : leaf.bytes
        let start = value.isBig ? PageView.headBytes : value.place
        guard start + value.count <= bytes.count else { throw .corruptRecord(table, key: key) }
        return UnsafeRawBufferPointer(rebasing: bytes[start..<start + value.count])
    }

    /// The leaf that shows a key, and where. Keys are often sought in their order: the leaf of the last one may have
    /// this one too, and what it shows is there.
    private func place(of key: UnsafeRawBufferPointer, in table: Table) throws(StoreError) -> (PageView, Int)? {
        let last = state.pointee.leaves + Int(table.number)
        if last.pointee != 0, let leaf = state.pointee.pages[last.pointee], leaf.mayShow(key),
            let place = leaf.find(key)
        {
            return (leaf, place)
        }
        guard let leaf = try leaf(for: key, in: table) else { return nil }
        last.pointee = leaf.number
        return leaf.find(key).map { (leaf, $0) }
    }

    /// The pages of a value that has its own.
    private func overflow(
        _ leaf: PageView, _ value: (place: Int, count: Int, isBig: Bool), _ table: Table
    ) throws(StoreError) -> UnsafeRawBufferPointer {
        let pages = state.pointee.pages
        guard value.place + 8 <= leaf.bytes.count else { throw .corruptPage(table, number: leaf.number) }
        let number: UInt64 = leaf.integer(value.place)
        guard let first = pages[number], first.number == number,
            let whole = pages.bytes(from: number, count: PageView.headBytes + value.count)
        else { throw .corruptPage(table, number: number) }
        return whole
    }

    /// The number of a table's first page, from the page that lists the tables.
    func root(of table: Table) throws(StoreError) -> UInt64 {
        let slot = state.pointee.roots + Int(table.number)
        if slot.pointee != 0 { return slot.pointee }
        let description = try TableList.description(of: table, in: transaction)
        let page = state.pointee.pages.page(of: description)
        guard state.pointee.pages.isInPlace(page) else { throw .corruptPage(table, number: 0) }
        slot.pointee = description.loadUnaligned(fromByteOffset: PageView.rootOffset, as: UInt64.self)
        return slot.pointee
    }
}
