public import GraphModel
public import Schema

/// The indexes that identification stands on; every store of configuration items has them.
public enum DefaultIndexes {
    /// CIs by each of their identities, `source#nativeID`.
    public static let identity = "ci.identity"
    /// Unresolved references by the identity that they wait for.
    public static let unresolved = "ci.unresolved"
    /// CIs by name.
    public static let name = "ci.name"

    /// The index behind an identity rule over these attributes.
    public static func identityRule(of attributes: [String]) -> String {
        attributes == [ConventionalProperty.name] ? name : "ci.rule.\(attributes.joined(separator: "+"))"
    }

    /// What a store with this schema must have, by name.
    public static func definitions(for schema: CompiledSchema) -> [IndexDefinition] {
        let item = IndexedElement.label(ConventionalLabel.configurationItem)
        var definitions = [
            name: IndexDefinition(name: name, element: item, properties: [ConventionalProperty.name]),
            identity: IndexDefinition(
                name: identity, element: item, properties: [ConventionalProperty.identity], eachListElement: true),
        ]
        definitions[unresolved] = IndexDefinition(
            name: unresolved, element: .label(ConventionalLabel.unresolvedReference),
            properties: [ConventionalProperty.identity], eachListElement: true)
        for ciClass in schema.classes {
            guard let rule = ciClass.identityRules.first, rule.within == nil else { continue }
            let name = identityRule(of: rule.attributes)
            if definitions[name] == nil {
                definitions[name] = IndexDefinition(name: name, element: item, properties: rule.attributes)
            }
        }
        return definitions.values.sorted { $0.name < $1.name }
    }
}
