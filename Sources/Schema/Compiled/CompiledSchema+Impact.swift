import GraphModel

extension CompiledSchema {
    /// Every distinct impact spec; the first lets nothing cross.
    public var impactSpecs: [ImpactSpec] { impact.specs }

    /// The index in `impactSpecs` of the spec for a relationship of the type between the two classes. O(1).
    ///
    /// Of the type's overrides that match, the one whose source class is nearest to the source decides; of several, the
    /// one whose target class is nearest to the target; of several still, the one declared last. An override that names
    /// no class is farther than any that does. Where none matches, the type's own spec holds.
    public func impactIndex(type: RelationshipTypeCode, source: ClassCode, target: ClassCode) -> Int {
        impact.index(type: type, source: source, target: target)
    }

    /// The spec at `impactIndex`.
    public func impactSpec(type: RelationshipTypeCode, source: ClassCode, target: ClassCode) -> ImpactSpec {
        impact.specs[impactIndex(type: type, source: source, target: target)]
    }

    /// The types that lead from an item to whoever has the role for it.
    public func responsibilityTypes(_ role: Responsibility.Role) -> [RelationshipType] {
        relationshipTypes.filter { $0.responsibility?.role == role }
    }

    /// The attribute that says how much the business needs an item.
    public static let criticalityAttribute = "businessCriticality"

    /// The values of `criticalityAttribute`, the most critical first; empty in a schema that does not have it.
    public var criticalities: [String] {
        guard let item = classCode(ConventionalLabel.configurationItem),
            case .enumeration(let names)? = attribute(Self.criticalityAttribute, of: item)?.type
        else { return [] }
        return names
    }
}
