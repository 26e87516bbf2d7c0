internal import GraphModel

/// Where the pages of the data file lie in memory, as far as one snapshot may look at them. LMDB does not tell, nor
/// does it check that the page it finds in a place belongs there.
struct PageMap {
    private let start: UInt
    let pageBytes: Int
    /// Pages of the file when the snapshot began.
    private let count: UInt64

    /// Of a write transaction, which has pages of its own elsewhere: nothing is known of any page.
    static let none = PageMap(start: 0, pageBytes: 1, count: 0)

    init(start: UInt, pageBytes: Int, count: UInt64) {
        self.start = start
        self.pageBytes = pageBytes
        self.count = count
    }

    /// The same for a snapshot that sees the file with another number of pages.
    func counting(_ pages: UInt64) -> PageMap { PageMap(start: start, pageBytes: pageBytes, count: pages) }

    /// The address of the page that has the byte.
    func page(of address: UnsafeRawPointer) -> UInt { UInt(bitPattern: address) & ~(UInt(pageBytes) &- 1) }

    /// Whether the page at the address, which is mapped, says itself that this is its place.
    func isInPlace(_ page: UInt) -> Bool {
        guard let pointer = UnsafeRawPointer(bitPattern: page) else { return false }
        let number = pointer.load(as: UInt64.self)
        return UInt(truncatingIfNeeded: number) &* UInt(pageBytes) == page &- start
    }

    /// Whether the page at the address, which is mapped, has all its nodes.
    func isWhole(_ page: UInt) -> Bool {
        PageView(bytes: UnsafeRawBufferPointer(start: UnsafeRawPointer(bitPattern: page), count: pageBytes)).isWhole
    }

    /// Bytes from the beginning of a page on; nil when the file has not that many.
    func bytes(from page: UInt64, count bytes: Int) -> UnsafeRawBufferPointer? {
        let last = page + UInt64((bytes - 1) / pageBytes)
        guard bytes > 0, last < count else { return nil }
        let address = start + UInt(page) * UInt(pageBytes)
        return UnsafeRawBufferPointer(start: UnsafeRawPointer(bitPattern: address), count: bytes)
    }

    /// The address of a page, which tells it from others; 0 of none.
    static func address(of page: PageView?) -> UInt { page.map { UInt(bitPattern: $0.bytes.baseAddress) } ?? 0 }

    /// A page by its number; nil when the file has no such page.
    subscript(number: UInt64) -> PageView? {
        guard number < count else { return nil }
        return bytes(from: number, count: pageBytes).map(PageView.init)
    }
}
