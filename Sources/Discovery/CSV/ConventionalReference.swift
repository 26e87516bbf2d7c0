import GraphModel

/// A column of references: its name is the relationship type in capitals, `<` before it turns the direction round, and
/// `@GROUP` behind it names the redundancy group, as in `RUNS_ON`, `<POWERS` and `DEPENDS_ON@databases`.
struct ConventionalReference {
    let type: String
    let isIncoming: Bool
    let properties: [Property]

    /// Nil for the name of an attribute.
    init?(_ name: String) {
        var rest = name[...]
        isIncoming = rest.first == "<"
        if isIncoming { rest = rest.dropFirst() }
        let parts = rest.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        let capitals = parts[0].utf8
        guard capitals.count > 1, let first = capitals.first, Self.isCapital(first) else { return nil }
        guard capitals.allSatisfy({ Self.isCapital($0) || $0 &- 0x30 < 10 || $0 == 0x5F }) else { return nil }
        type = String(parts[0])
        properties = parts.count > 1 ? [Property(ConventionalProperty.group, .string(String(parts[1])))] : []
    }

    private static func isCapital(_ byte: UInt8) -> Bool { byte &- 0x41 < 26 }

    func relationship(of item: String, _ other: String, at position: SourcePosition) -> DiscoveredRelationship {
        DiscoveredRelationship(
            type: type, source: .native(isIncoming ? other : item), target: .native(isIncoming ? item : other),
            properties: properties, position: position)
    }
}

/// Several values in one cell.
enum CSVList {
    /// The parts between separators, without blanks round them and without empty ones.
    static func parts(_ text: String, separator: UInt8 = 0x7C) -> [String] {
        text.utf8.split(separator: separator).compactMap { part in
            var part = part
            while part.first == 0x20 || part.first == 0x09 { part.removeFirst() }
            while part.last == 0x20 || part.last == 0x09 { part.removeLast() }
            return part.isEmpty ? nil : String(Substring(part))
        }
    }
}
