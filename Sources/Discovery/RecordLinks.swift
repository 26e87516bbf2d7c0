import GraphModel

/// The relationships of one item, each target once a type.
struct RecordLinks {
    private struct Link {
        var type: String
        var target: String
        var properties: [Property]
    }

    private let source: String
    private let position: SourcePosition
    private var links: [Link] = []

    init(from source: String, at position: SourcePosition) {
        self.source = source
        self.position = position
    }

    /// A link that is already there stays, unless it was soft and this one is not.
    mutating func add(_ type: String, _ target: String, _ properties: [Property] = []) {
        guard let place = links.firstIndex(where: { $0.type == type && $0.target == target }) else {
            links.append(Link(type: type, target: target, properties: properties))
            return
        }
        if links[place].properties.contains(ConventionalProperty.isSoft), properties.isEmpty {
            links[place].properties = []
        }
    }

    func emit(into sink: any DiscoverySink) throws(ImportError) {
        for link in links {
            try sink.accept(
                .relationship(
                    DiscoveredRelationship(
                        type: link.type, source: .native(source), target: .native(link.target),
                        properties: link.properties, position: position)))
        }
    }
}

extension ConventionalProperty {
    /// Of a relationship whose loss degrades only.
    static let isSoft = Property(effect, "soft")
    /// Of what an importer derived rather than read.
    static let isInferred = Property(inferred, true)
}
