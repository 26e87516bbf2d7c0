/// A class of configuration items or information records.
public struct CIClass: Hashable, Sendable {
    public let code: ClassCode
    /// Also the label of its nodes.
    public let name: String
    /// Nil for a root of the tree.
    public let parent: ClassCode?
    public let description: String
    /// Whether answers list it under "services reached".
    public let isService: Bool
    /// Inherited where not stated; nil when `state` is free text.
    public let lifecycle: Lifecycle?
    /// Those that the class itself declares, in order of declaration.
    public let ownAttributes: [AttributeDefinition]
    /// What identifies an item, best first: the class's own rules, then its ancestors'.
    ///
    /// The rule `[name]` of a root is among those of its descendants only where there is no other. Of rules with the
    /// same attributes within the same item, only the nearest is here.
    public let identityRules: [IdentityRule]
}

/// A set of attributes whose values together identify an item.
public struct IdentityRule: Hashable, Sendable {
    public let attributes: [String]
    /// For dependent items: the relationship type that leads from the item to the one within which the attributes are
    /// unique, as an interface's name is within its host.
    public let within: String?
    /// Whether an item has one value of it for life, as it has one serial number: records with two different values
    /// speak of two items, whatever else they share.
    public let isExclusive: Bool

    public init(attributes: [String], within: String? = nil, isExclusive: Bool = false) {
        self.attributes = attributes
        self.within = within
        self.isExclusive = isExclusive
    }
}
