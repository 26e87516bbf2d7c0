/// The property keys whose meaning is fixed for every class and relationship type (ARCHITECTURE.md, "Impact in the
/// graph"). Thresholds of redundancy groups have keys of their own: `GroupThreshold.propertyKey`.
public enum ConventionalProperty {
    /// On nodes: what people call it.
    public static let name = "name"
    /// On nodes: list of `source#nativeId`.
    public static let identity = "identity"
    /// On nodes: life-cycle state.
    public static let state = "state"
    /// On relationships: the dependant's redundancy group that the provider is a member of.
    public static let group = "group"
    /// On relationships: the provider's share in a weighted group; > 0.
    public static let weight = "weight"
    /// On relationships: which end feels the other's failure.
    public static let flow = "flow"
    /// On relationships: how much it feels.
    public static let effect = "effect"
    /// On relationships: probability that the failure crosses; 0…1.
    public static let likelihood = "likelihood"
    /// On both: true on what an importer derived rather than read.
    public static let inferred = "inferred"
}

/// Labels with a fixed meaning.
public enum ConventionalLabel {
    /// Every item that a failure can reach.
    public static let configurationItem = "ConfigurationItem"
    /// The target of a dangling reference until the real item is discovered.
    public static let unresolvedReference = "UnresolvedReference"
}
