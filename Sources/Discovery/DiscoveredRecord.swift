public import GraphModel

/// What an importer emits: items, relationships between them, and what they withdraw.
public enum DiscoveredRecord: Sendable, Hashable {
    case item(DiscoveredItem)
    case relationship(DiscoveredRelationship)
    /// The source states that this item, which it reported earlier, is gone.
    case removedItem(nativeID: String, SourcePosition)
}

/// One configuration item as one source reports it.
public struct DiscoveredItem: Sendable, Hashable {
    /// The CI class, such as `VirtualMachine`.
    public var ciClass: String
    /// What identifies the item within its source; stays the same from run to run.
    public var nativeID: String
    /// The source that `nativeID` belongs to, when it is another than the run's: an export tells where items came from.
    public var source: String?
    /// Attribute names of the class, and others as they come. An attribute that the source does not state is absent.
    public var attributes: [Property]
    /// Thresholds of the item's redundancy groups.
    public var groups: [RedundancyGroup]
    public var position: SourcePosition

    public init(
        ciClass: String, nativeID: String, source: String? = nil, attributes: [Property] = [],
        groups: [RedundancyGroup] = [], position: SourcePosition
    ) {
        self.ciClass = ciClass
        self.nativeID = nativeID
        self.source = source
        self.attributes = attributes
        self.groups = groups
        self.position = position
    }
}

/// The threshold of a redundancy group: of its members, how many keep the dependant up.
public struct RedundancyGroup: Sendable, Hashable {
    public typealias Threshold = GroupThreshold.Requirement

    public var name: String
    public var threshold: Threshold
    /// The group of the same item that this group is a member of.
    public var parent: String?
    /// This group's weight within its parent.
    public var weight: Double

    public init(name: String, threshold: Threshold, parent: String? = nil, weight: Double = 1) {
        self.name = name
        self.threshold = threshold
        self.parent = parent
        self.weight = weight
    }

    /// The group as the node property `group.NAME` states it.
    public init(name: String, _ stated: GroupThreshold) {
        self.init(name: name, threshold: stated.requirement, parent: stated.parent, weight: stated.weight)
    }

    /// The threshold with its place among the item's other groups.
    public var stated: GroupThreshold { GroupThreshold(threshold, parent: parent, weight: weight) }

    /// The node property that states the threshold.
    public var property: Property { Property(GroupThreshold.propertyKey(name), .string(stated.description)) }
}

/// A relationship as one source reports it.
public struct DiscoveredRelationship: Sendable, Hashable {
    /// The relationship type, such as `RUNS_ON`, read from source to target.
    public var type: String
    public var source: ItemReference
    public var target: ItemReference
    /// `group`, `weight`, `flow`, `effect`, `inferred` and whatever the source states.
    public var properties: [Property]
    /// The source states that the relationship, which it reported earlier, is gone.
    public var isRemoved: Bool
    public var position: SourcePosition

    public init(
        type: String, source: ItemReference, target: ItemReference, properties: [Property] = [],
        isRemoved: Bool = false, position: SourcePosition
    ) {
        self.type = type
        self.source = source
        self.target = target
        self.properties = properties
        self.isRemoved = isRemoved
        self.position = position
    }
}

/// How a relationship names an end.
public enum ItemReference: Sendable, Hashable {
    /// An item of the same source.
    case native(String)
    /// An item of a named other source.
    case foreign(source: String, nativeID: String)
    /// The item of a class, or of one of its subclasses, with this name, whatever its source.
    case named(ciClass: String, name: String)
}
