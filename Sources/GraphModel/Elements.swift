/// A named property.
public struct Property: Hashable, Sendable {
    public var key: String
    public var value: PropertyValue

    @inlinable
    public init(_ key: String, _ value: PropertyValue) {
        self.key = key
        self.value = value
    }
}

/// A node as it was in one version of the graph.
public struct Node: Hashable, Sendable {
    public let id: NodeID
    /// In ascending order of their UTF-8 bytes, without repeats.
    public var labels: [String]
    /// In ascending order of their keys' UTF-8 bytes, without repeats.
    public var properties: [Property]
    /// The commit that wrote this version.
    public var version: CommitNumber

    public init(id: NodeID, labels: [String], properties: [Property], version: CommitNumber) {
        self.id = id
        self.labels = labels
        self.properties = properties
        self.version = version
    }

    /// The value of a property, or nil. Linear in the number of properties, which is small.
    public subscript(key: String) -> PropertyValue? {
        properties.first { $0.key == key }?.value
    }
}

/// A relationship as it was in one version of the graph.
public struct Relationship: Hashable, Sendable {
    public let id: RelationshipID
    public let type: String
    public let source: NodeID
    public let target: NodeID
    /// In ascending order of their keys' UTF-8 bytes, without repeats.
    public var properties: [Property]
    /// The commit that wrote this version.
    public var version: CommitNumber

    public init(
        id: RelationshipID, type: String, source: NodeID, target: NodeID, properties: [Property],
        version: CommitNumber
    ) {
        self.id = id
        self.type = type
        self.source = source
        self.target = target
        self.properties = properties
        self.version = version
    }

    /// The value of a property, or nil.
    public subscript(key: String) -> PropertyValue? {
        properties.first { $0.key == key }?.value
    }

    /// What a delta needs in order to name this relationship.
    public var reference: RelationshipReference {
        RelationshipReference(id: id, type: type, source: source, target: target)
    }
}

/// A relationship named by its identity and its place; the place saves the store a table from identity to place.
public struct RelationshipReference: Hashable, Sendable {
    public var id: RelationshipID
    public var type: String
    public var source: NodeID
    public var target: NodeID

    public init(id: RelationshipID, type: String, source: NodeID, target: NodeID) {
        self.id = id
        self.type = type
        self.source = source
        self.target = target
    }
}
