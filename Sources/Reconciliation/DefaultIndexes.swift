public import GraphModel
public import GraphStore
public import Schema

/// The indexes that identification stands on, for every root of the class tree: configuration items, information
/// records, unresolved references. Every store of configuration items has them.
public struct DefaultIndexes: Sendable {
    /// By each identity, `source#nativeID`; one index for each root, configuration items first.
    public let identity: [String]
    /// By name; likewise.
    public let name: [String]
    /// By each identifier that an identity rule makes; likewise.
    public let identifiers: [String]

    public init(_ schema: CompiledSchema) {
        let roots = Self.roots(of: schema)
        identity = roots.map(Self.identityIndex)
        name = roots.map(Self.nameIndex)
        identifiers = roots.map(Self.identifierIndex)
    }

    /// The nodes that have an identity: one, in a store where discovery alone writes.
    public func nodes(identity key: String, in reader: GraphReader) throws(StoreError) -> [NodeID] {
        var found: [NodeID] = []
        for index in identity { found += try reader.nodes(index: index, equals: [.string(key)]) }
        return found
    }

    /// The nodes that have a name.
    public func nodes(named text: String, in reader: GraphReader) throws(StoreError) -> [NodeID] {
        var found: [NodeID] = []
        for index in name { found += try reader.nodes(index: index, equals: [.string(text)]) }
        return found
    }

    /// The nodes that a source has reported.
    func nodes(ofSource source: String, in reader: GraphReader) throws(StoreError) -> [NodeID] {
        var found: [NodeID] = []
        for index in identity { found += try reader.nodes(index: index, prefix: "\(source)#") }
        return found
    }

    static func roots(of schema: CompiledSchema) -> [String] {
        let roots = schema.classes.filter { $0.parent == nil }.map(\.name)
        let first = ConventionalLabel.configurationItem
        return roots.filter { $0 == first } + roots.filter { $0 != first }
    }

    private static func identityIndex(of root: String) -> String { "identity.\(root)" }
    private static func nameIndex(of root: String) -> String { "name.\(root)" }
    private static func identifierIndex(of root: String) -> String { "identifiers.\(root)" }

    /// Declares what a store that was made by an earlier version lacks.
    func declareMissing(in writer: GraphWriter) throws(StoreError) {
        let known = Set(writer.indexes.map(\.name))
        let missing = Self.definitions(for: writer.schema).filter { !known.contains($0.name) }
        guard !missing.isEmpty else { return }
        _ = try writer.apply(GraphDelta(operations: missing.map { .createIndex($0) }))
    }

    /// What a store with this schema must have, by name.
    public static func definitions(for schema: CompiledSchema) -> [IndexDefinition] {
        var definitions: [String: IndexDefinition] = [:]
        for root in roots(of: schema) {
            definitions[nameIndex(of: root)] = IndexDefinition(
                name: nameIndex(of: root), element: .label(root), properties: [ConventionalProperty.name])
            definitions[identityIndex(of: root)] = IndexDefinition(
                name: identityIndex(of: root), element: .label(root), properties: [ConventionalProperty.identity],
                eachListElement: true)
            definitions[identifierIndex(of: root)] = IndexDefinition(
                name: identifierIndex(of: root), element: .label(root), properties: [ReconciledProperty.identifiers],
                eachListElement: true)
        }
        return definitions.values.sorted { $0.name < $1.name }
    }
}
