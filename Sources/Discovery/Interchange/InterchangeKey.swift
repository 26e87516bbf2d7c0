/// The keys that the interchange format keeps for itself.
enum InterchangeKey {
    /// An attribute with one of these names is written inside `attributes`.
    static func isReservedOnItems(_ name: String) -> Bool {
        switch name {
        case "class", "id", "groups", "attributes", "properties": true
        default: false
        }
    }

    /// A property with one of these names is written inside `properties`. `class` is among them because it tells an
    /// item from a relationship.
    static func isReservedOnRelationships(_ name: String) -> Bool {
        switch name {
        case "class", "type", "from", "to", "removed", "groups", "attributes", "properties": true
        default: false
        }
    }
}
