import GraphModel

/// The schema of these estates: a type of relationship for each way in which failure travels, or does not.
enum EstateSchema {
    static let document = SchemaDocument(
        name: "estate.yaml",
        text: """
            name: estate
            version: 1
            enumerations:
              Criticality: [critical, high, low]
            lifecycles:
              operational:
                initial: live
                states:
                  live: {impact: true}
                  retired: {impact: false}
            classes:
              ConfigurationItem:
                lifecycle: operational
                attributes: {name: string, businessCriticality: Criticality}
              Server: {parent: ConfigurationItem}
              Application: {parent: ConfigurationItem}
              Service: {parent: ConfigurationItem, service: true}
              UnresolvedReference:
                attributes: {name: string}
              Team:
                attributes: {name: string, email: string, telephone: string}
            relationshipTypes:
              NEEDS:
                forward: needs
                reverse: is needed by
                impact: {flow: targetToSource, effect: hard}
              HEARS:
                forward: hears
                reverse: is heard by
                impact: {flow: targetToSource, effect: soft}
              LINKS:
                forward: links to
                reverse: is linked from
              OWNED_BY:
                forward: owned by
                reverse: answers for
                responsibility: {role: owner}
              CONTACT_FOR:
                forward: contact for
                reverse: has contact
                responsibility: {role: contact, holder: source}
            """)

    /// A class and those above it.
    static func labels(_ ciClass: String) -> [String] {
        let isRoot = ["ConfigurationItem", "UnresolvedReference", "Team"].contains(ciClass)
        return isRoot ? [ciClass] : ["ConfigurationItem", ciClass].sorted()
    }
}
