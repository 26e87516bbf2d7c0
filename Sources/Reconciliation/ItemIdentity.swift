public import Discovery
public import GraphModel

/// The first identity of a node, taken apart: how an export names it, so that an import finds it again.
public struct ItemIdentity: Hashable, Sendable {
    public var source: String
    public var nativeID: String

    /// A node that no source reported is named by its number.
    public init(of node: Node) {
        self.init(key: node[ConventionalProperty.identity]?.strings?.first ?? "faultline#\(node.id.rawValue)")
    }

    /// - Parameter key: `source#nativeID`.
    public init(key: String) {
        let mark = key.firstIndex(of: "#") ?? key.startIndex
        source = String(key[..<mark])
        nativeID = String(key[mark...].dropFirst())
    }

    /// What waits for an item known by class and name is referred to that way again.
    public var reference: ItemReference {
        source.hasPrefix("?")
            ? .named(ciClass: String(source.dropFirst()), name: nativeID)
            : .foreign(source: source, nativeID: nativeID)
    }
}

extension RedundancyGroup {
    /// The group that a node property states; nil for other properties.
    public init?(_ property: Property) {
        guard property.key.hasPrefix(GroupThreshold.propertyPrefix), let text = property.value.string,
            let threshold = try? GroupThreshold(parsing: text)
        else { return nil }
        self.init(name: String(property.key.dropFirst(GroupThreshold.propertyPrefix.count)), threshold)
    }
}
