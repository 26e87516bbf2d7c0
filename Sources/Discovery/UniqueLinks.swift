import GraphModel

/// Emits relationships, each once, however many records of a source state it.
struct UniqueLinks {
    private struct Link: Hashable {
        var type: String
        var source: ItemReference
        var target: ItemReference
        var properties: [Property]
    }

    /// Hashes instead of links: sources state millions.
    private var seen: Set<Int> = []

    mutating func emit(
        _ source: ItemReference, _ type: String, _ target: ItemReference, _ properties: [Property] = [],
        at position: SourcePosition, into sink: any DiscoverySink
    ) throws(ImportError) {
        let link = Link(type: type, source: source, target: target, properties: properties)
        guard source != target, seen.insert(link.hashValue).inserted else { return }
        try sink.accept(
            .relationship(
                DiscoveredRelationship(
                    type: type, source: source, target: target, properties: properties, position: position)))
    }
}
