import GraphModel

/// The attributes that occur in an export, for formats that name all of them before the first record. Gathered in a
/// first pass over the records.
public struct ExportColumns: Sendable, Hashable {
    /// What all values of an attribute have in common.
    public enum Kind: String, Sendable, Hashable {
        case boolean
        case integer = "long"
        case double
        case text = "string"

        init(_ value: PropertyValue) {
            switch value {
            case .boolean: self = .boolean
            case .integer: self = .integer
            case .double: self = .double
            default: self = .text
            }
        }

        func joined(_ other: Kind) -> Kind {
            if self == other { return self }
            let isNumber = Set([self, other]) == [.integer, .double]
            return isNumber ? .double : .text
        }
    }

    /// Attributes of items, thresholds of their groups (`group.NAME`) included.
    public private(set) var items: [String: Kind] = [:]
    /// Properties of relationships.
    public private(set) var relationships: [String: Kind] = [:]

    public init() {}

    /// Takes note of a record's attributes.
    public mutating func add(_ record: DiscoveredRecord) {
        switch record {
        case .item(let item):
            for attribute in item.attributes { Self.note(attribute, in: &items) }
            for group in item.groups { Self.note(group.property, in: &items) }
        case .relationship(let relationship):
            for property in relationship.properties { Self.note(property, in: &relationships) }
        case .removedItem: break
        }
    }

    private static func note(_ property: Property, in kinds: inout [String: Kind]) {
        let kind = Kind(property.value)
        kinds[property.key] = kinds[property.key]?.joined(kind) ?? kind
    }

    /// `name` first, then the others in the order of their bytes.
    static func ordered(_ kinds: [String: Kind]) -> [String] {
        kinds.keys.sorted { a, b in
            guard (a == ConventionalProperty.name) == (b == ConventionalProperty.name) else {
                return a == ConventionalProperty.name
            }
            return a.utf8.lexicographicallyPrecedes(b.utf8)
        }
    }
}
