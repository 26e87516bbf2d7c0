internal import GraphModel
internal import Schema

/// Which source's word counts.
struct Precedence {
    let schema: CompiledSchema
    /// Sources whose last run is longer ago than they count as fresh.
    let staleSources: Set<String>

    /// The place of a source among those that state an attribute; the least counts.
    func rank(of source: String, for attribute: String, in ciClass: ClassCode) -> Rank {
        Rank(
            isStale: staleSources.contains(source),
            place: schema.precedence(of: source, for: attribute, in: ciClass), source: source)
    }

    /// Fresh before stale, then by the schema's rules; the name decides between equals, so that no order of
    /// imports does.
    struct Rank: Comparable {
        let isStale: Bool
        let place: Int
        let source: String

        static func < (a: Rank, b: Rank) -> Bool {
            if a.isStale != b.isStale { return b.isStale }
            return (a.place, a.source) < (b.place, b.source)
        }
    }

    /// Whether a value says anything: an empty one never takes the place of another.
    static func isStated(_ value: PropertyValue) -> Bool {
        switch value {
        case .string(let text): !text.isEmpty
        case .list(let elements): !elements.isEmpty
        default: true
        }
    }
}
