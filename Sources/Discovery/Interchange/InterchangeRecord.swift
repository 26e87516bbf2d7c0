import GraphModel

/// One record as its keys come, in any order; what it is shows only when all are read.
struct InterchangeRecord {
    /// A key that means one thing on an item and another on a relationship.
    enum Slot {
        case none
        case value(PropertyValue)
        case reference(ItemReference)
    }

    static let referenceAdvice = "Write an id, {\"source\": …, \"id\": …} or {\"class\": …, \"name\": …}."

    private var ciClass: String?
    private var id = Slot.none
    private var type = Slot.none
    private var from = Slot.none
    private var to = Slot.none
    private var removed = Slot.none
    private var properties: [Property] = []
    var groups: [RedundancyGroup] = []
    private var hasGroups = false
    private let start: SourcePosition

    init(at start: SourcePosition) { self.start = start }

    /// Reads the member whose key the reader stands on.
    mutating func readMember(_ reader: JSONReader) throws(ImportError) {
        if reader.keyIs("class") {
            guard ciClass == nil else { throw Self.repeated("class", reader) }
            ciClass = try reader.readString()
        } else if reader.keyIs("id") {
            try Self.fill(&id, "id", reader)
        } else if reader.keyIs("type") {
            try Self.fill(&type, "type", reader)
        } else if reader.keyIs("from") {
            try Self.fill(&from, "from", reader)
        } else if reader.keyIs("to") {
            try Self.fill(&to, "to", reader)
        } else if reader.keyIs("removed") {
            try Self.fill(&removed, "removed", reader)
        } else if reader.keyIs("groups") {
            guard !hasGroups else { throw Self.repeated("groups", reader) }
            hasGroups = true
            try readGroups(reader)
        } else if reader.keyIs("attributes") || reader.keyIs("properties") {
            try reader.beginObject()
            while try reader.nextKey() { try readProperty(reader) }
        } else {
            try readProperty(reader)
        }
    }

    private mutating func readProperty(_ reader: JSONReader) throws(ImportError) {
        let key = reader.keyText
        guard key.utf8.count <= Limits.nameBytes, !key.isEmpty else {
            throw reader.error(.badRecord, "an attribute's name is empty or longer than \(Limits.nameBytes) bytes")
        }
        guard properties.count < Limits.propertiesPerElement else {
            throw reader.error(.badRecord, "more than \(Limits.propertiesPerElement) attributes")
        }
        for property in properties where property.key == key { throw Self.repeated(key, reader) }
        try reader.next()
        if let value = try reader.propertyValue() { properties.append(Property(key, value)) }
    }

    private static func fill(_ slot: inout Slot, _ key: String, _ reader: JSONReader) throws(ImportError) {
        guard case .none = slot else { throw repeated(key, reader) }
        try reader.next()
        slot = try reader.slot()
    }

    private static func repeated(_ key: String, _ reader: JSONReader) -> ImportError {
        reader.error(.badRecord, "`\(key)` is stated twice")
    }

    /// The record that the members make. The members go with it.
    mutating func finish() throws(ImportError) -> DiscoveredRecord {
        if let ciClass { return .item(try item(ciClass)) }
        if case .none = from, case .none = to {
            guard case .none = removed else { return try removal() }
            throw bad(
                "the record is neither an item nor a relationship",
                advice: "An item has `class` and `id`, a relationship `type`, `from` and `to`.")
        }
        return .relationship(try relationship())
    }

    private mutating func item(_ ciClass: String) throws(ImportError) -> DiscoveredItem {
        guard !ciClass.isEmpty else { throw bad("`class` is empty") }
        let (source, nativeID) = try identity(id, "id")
        try keep(type, as: "type")
        try keep(from, as: "from")
        try keep(to, as: "to")
        try keep(removed, as: "removed")
        return DiscoveredItem(
            ciClass: ciClass, nativeID: nativeID, source: source, attributes: properties, groups: groups,
            position: start)
    }

    private mutating func relationship() throws(ImportError) -> DiscoveredRelationship {
        guard case .value(.string(let type)) = type, !type.isEmpty else {
            throw bad("a relationship needs `type`, a string")
        }
        guard !hasGroups else {
            throw bad("`groups` belongs to items", advice: "A relationship names its group with `group`.")
        }
        let source = try end(from, "from")
        let target = try end(to, "to")
        try keep(id, as: "id")
        return DiscoveredRelationship(
            type: type, source: source, target: target, properties: properties, isRemoved: try isRemoved(),
            position: start)
    }

    private func isRemoved() throws(ImportError) -> Bool {
        switch removed {
        case .none: return false
        case .value(.boolean(let isRemoved)): return isRemoved
        default: throw bad("`removed` on a relationship is true or false")
        }
    }

    private func removal() throws(ImportError) -> DiscoveredRecord {
        guard case .value(.string(let id)) = removed, !id.isEmpty else {
            throw bad("`removed` needs the id of the item that is gone, a string")
        }
        return .removedItem(nativeID: id, start)
    }

    private func identity(_ slot: Slot, _ key: String) throws(ImportError) -> (source: String?, id: String) {
        switch slot {
        case .value(.string(let id)) where !id.isEmpty: return (nil, id)
        case .value(.integer(let id)): return (nil, String(id))
        case .reference(.foreign(let source, let id)): return (source, id)
        default: throw bad("an item needs `\(key)`, a string", advice: "It names the item within its source.")
        }
    }

    private func end(_ slot: Slot, _ key: String) throws(ImportError) -> ItemReference {
        switch slot {
        case .value(.string(let id)) where !id.isEmpty: return .native(id)
        case .value(.integer(let id)): return .native(String(id))
        case .reference(let reference): return reference
        default:
            throw bad(
                "a relationship needs `\(key)`",
                advice: Self.referenceAdvice)
        }
    }

    /// Adds a slot's value to the properties: on this kind of record, the key is nothing special.
    private mutating func keep(_ slot: Slot, as key: String) throws(ImportError) {
        switch slot {
        case .none: return
        case .reference: throw bad("the value of `\(key)` cannot be an object here")
        case .value(let value):
            for property in properties where property.key == key { throw bad("`\(key)` is stated twice") }
            properties.append(Property(key, value))
        }
    }

    private func bad(_ message: String, advice: String? = nil) -> ImportError {
        ImportError(.badRecord, message, at: start, advice: advice)
    }
}
