internal import GraphModel

extension UnsafeTransaction {
    private static let mostLevels = 32

    /// The address of the leaf that a search for the key ends in, when every page on the way there is in its place and
    /// has all its nodes. LMDB does not look: a page whose count of nodes was damaged hides whole subtrees. Whether the
    /// leaf has all its own is left open: that costs more, and matters only at its end.
    ///
    /// Throws `storage.corrupt`. Cost: one descent, and a pass over the nodes of branch pages that were not looked at
    /// lately. 0 for a table without pages.
    func provenLeaf(for key: UnsafeRawBufferPointer, in table: Table) throws(StoreError) -> UInt {
        var number = try root(of: table)
        if number == .max { return 0 }
        for _ in 0..<Self.mostLevels {
            guard let page = state.pointee.pages[number], let start = page.bytes.baseAddress else { break }
            if !state.pointee.isKnown(number) {
                guard page.number == number else { break }
                if page.isLeaf { return UInt(bitPattern: start) }
                guard page.isWhole else { break }
                state.pointee.know(number)
            }
            guard let child = page.child(for: key) else { break }
            number = child
        }
        throw .corruptPage(table, number: number)
    }

    /// The number of a table's first page, from the page that lists the tables.
    private func root(of table: Table) throws(StoreError) -> UInt64 {
        let slot = state.pointee.roots + Int(table.number)
        if slot.pointee != 0 { return slot.pointee }
        let description = try TableList.description(of: table, in: transaction)
        let page = state.pointee.pages.page(of: description)
        guard state.pointee.pages.isInPlace(page) else { throw .corruptPage(table, number: 0) }
        slot.pointee = description.loadUnaligned(fromByteOffset: PageView.rootOffset, as: UInt64.self)
        return slot.pointee
    }
}
