public import GraphModel

/// What answers show of a configuration item: enough to recognise it.
public struct CISummary: Hashable, Sendable {
    public let id: NodeID
    /// Its name, or its first identity when it has none.
    public let name: String
    /// Its most specific class; `UnresolvedReference` for an item that no import has reported.
    public let ciClass: String

    public init(id: NodeID, name: String, ciClass: String) {
        self.id = id
        self.name = name
        self.ciClass = ciClass
    }
}
