import GraphModel

extension ItemReference {
    /// One text for formats that have one name for a node: the id, `source#id`, or `Class:name`.
    var exportText: String {
        switch self {
        case .native(let id): id
        case .foreign(let source, let id): "\(source)#\(id)"
        case .named(let ciClass, let name): "\(ciClass):\(name)"
        }
    }
}

extension DiscoveredItem {
    /// What relationships call this item in formats that have one name for a node.
    var exportText: String {
        source.map { ItemReference.foreign(source: $0, nativeID: nativeID).exportText } ?? nativeID
    }

    /// What people call it.
    var displayName: String {
        attributes.first { $0.key == ConventionalProperty.name }?.value.string ?? nativeID
    }
}

extension PropertyValue {
    /// A cell's text: lists with `|` between their elements, all else as people read it.
    var exportText: String {
        guard case .list(let values) = self else { return description }
        return values.map(\.description).joined(separator: "|")
    }
}
