import Discovery
internal import GraphModel

/// Counts and forgets.
final class CountingSink: DiscoverySink {
    private(set) var items = 0
    private(set) var relationships = 0
    let limit: Int

    init(limit: Int = .max) { self.limit = limit }

    func accept(_ record: consuming DiscoveredRecord) throws(ImportError) {
        guard items + relationships < limit else { throw ImportError(.refused, "enough") }
        if case .item = record { items += 1 } else { relationships += 1 }
    }

    func reject(_ error: ImportError) {}
    func warn(_ error: ImportError) {}
}
