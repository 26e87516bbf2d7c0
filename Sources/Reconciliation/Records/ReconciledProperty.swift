internal import GraphModel

/// The node and relationship properties that reconciliation keeps beside what sources state.
package enum ReconciledProperty {
    /// On CIs: what identification looks up, as `Identifier.text`.
    package static let identifiers = "identifiers"
    /// On CIs: the attributes whose values a person set, which no source changes.
    package static let locked = "locked"
    /// On CIs: what people decided about their records; see `Decisions`.
    package static let asserted = "asserted"
    /// On CIs that their only source no longer reports: since when.
    package static let missing = "missing"
    /// On relationships: the sources that report it, where the commit that wrote it does not tell.
    package static let sources = "sources"
    /// On relationships: the records by which sources named ends that are not theirs; see `Reports`.
    package static let refers = "refers"
    /// Begins the name of the property with what one source says of a CI that several sources report.
    package static let recordPrefix = "said."

    package static func record(of source: String) -> String { recordPrefix + source }

    /// Whether a CI has the property for reconciliation's sake: sources do not state it.
    package static func isOwn(_ key: String) -> Bool {
        switch key {
        case ConventionalProperty.identity, identifiers, locked, asserted, missing: true
        default: key.hasPrefix(recordPrefix)
        }
    }
}
