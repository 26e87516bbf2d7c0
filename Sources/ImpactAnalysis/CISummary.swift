public import GraphModel
public import GraphStore
public import Schema

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

    /// What a node says of itself.
    public init(_ node: Node, _ schema: CompiledSchema) {
        let name = node[ConventionalProperty.name]?.string ?? node[ConventionalProperty.identity]?.strings?.first
        let ciClass = schema.classCode(ofLabels: node.labels).map { schema[$0].name }
        self.init(id: node.id, name: name ?? "\(node.id)", ciClass: ciClass ?? node.labels.first ?? "")
    }

    /// What a version of the graph says of a node; its number alone when that does not have it.
    public init(_ id: NodeID, _ snapshot: GraphSnapshot, _ schema: CompiledSchema) throws(StoreError) {
        if let node = try snapshot.node(id) {
            self.init(node, schema)
        } else {
            self.init(id: id, name: "\(id)", ciClass: "")
        }
    }
}
