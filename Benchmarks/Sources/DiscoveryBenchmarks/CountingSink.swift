import Discovery

/// Takes records and forgets them. Rows of tables are read as the store's own sink reads them: as bytes.
final class CountingSink: DiscoverySink {
    private(set) var items = 0
    private(set) var relationships = 0
    private(set) var rejected = 0

    func accept(_ record: consuming DiscoveredRecord) {
        switch record {
        case .item: items += 1
        case .relationship: relationships += 1
        case .removedItem: break
        }
    }

    func accept(_ row: TableRow, item nativeID: UnsafeRawBufferPointer) -> Bool {
        items += 1
        return true
    }

    func accept(_ row: TableRow, from source: UnsafeRawBufferPointer, to target: UnsafeRawBufferPointer) -> Bool {
        relationships += 1
        return true
    }

    func reject(_ error: ImportError) { rejected += 1 }
    func warn(_ error: ImportError) {}
}
