/// A type of relationship: how people read it, between what it may stand, and how failure travels along it.
public struct RelationshipType: Hashable, Sendable {
    public let code: RelationshipTypeCode
    public let name: String
    /// Read from source to target: "runs on".
    public let forwardLabel: String
    /// Read from target to source: "runs".
    public let reverseLabel: String
    public let description: String
    /// Other systems' spellings of the same direction.
    public let aliases: [String]
    /// Other systems' spellings of the opposite direction.
    public let reversedAliases: [String]
    public let attributes: [AttributeDefinition]
    /// The impact spec where no override applies.
    public let impact: ImpactSpec
    public let impactOverrides: [ImpactOverride]
    /// Between which classes it may stand; empty for all.
    public let rules: [RelationshipRule]
    /// What the type says about who answers for an item; nil for most.
    public let responsibility: Responsibility?
}

/// An impact spec for some pairs of classes.
public struct ImpactOverride: Hashable, Sendable {
    /// Nil for every class.
    public let source: ClassCode?
    /// Nil for every class.
    public let target: ClassCode?
    public let spec: ImpactSpec
}

/// A pair of classes, with their subclasses, between which a relationship type may stand.
public struct RelationshipRule: Hashable, Sendable {
    public let source: ClassCode
    public let target: ClassCode
    /// How many targets of this rule one source may have.
    public let targetsPerSource: Cardinality
    /// How many sources of this rule one target may have.
    public let sourcesPerTarget: Cardinality
}

/// How many there may be. The maximum is kept; the minimum is for health reports, since no estate is complete.
public struct Cardinality: Hashable, Sendable, CustomStringConvertible {
    public let minimum: Int
    /// Nil for any number.
    public let maximum: Int?

    public static let any = Cardinality(minimum: 0, maximum: nil)

    public var description: String { "\(minimum)..\(maximum.map(String.init) ?? "*")" }
}

/// A relationship type that leads from an item to whoever answers for it.
public struct Responsibility: Hashable, Sendable {
    public enum Role: String, Hashable, Sendable, CaseIterable {
        /// Accountable for the item.
        case owner
        /// Repairs the item.
        case support
        /// To be told.
        case contact
    }

    public enum End: String, Hashable, Sendable, CaseIterable {
        case source, target
    }

    public let role: Role
    /// The end where the person or team stands; the item is at the other.
    public let holder: End
}
