public import GraphModel
internal import GraphStore
internal import Reconciliation
internal import Schema

extension Database {
    /// Replaces the schema's documents as one commit, with the indexes that its identity rules need.
    ///
    /// - Throws: every problem of the documents with its position; every reason why existing data breaks the new
    ///   schema.
    public func setSchema(_ documents: [SchemaDocument], author: String, reason: String? = nil) throws -> Commit? {
        let snapshot = try store.snapshot()
        let wanted = DefaultIndexes.definitions(for: try CompiledSchema(documents: documents))
        let present = Set(snapshot.indexes.map(\.name))
        var operations: [GraphOperation] = snapshot.schemaDocuments == documents ? [] : [.setSchema(documents)]
        operations += wanted.filter { !present.contains($0.name) }.map { .createIndex($0) }
        guard !operations.isEmpty else { return nil }
        let delta = GraphDelta(base: snapshot.commit, operations: operations)
        return try commit(delta, author: author, source: "faultline schema", reason: reason)
    }

    /// The documents of the schema in force.
    public func schemaDocuments() throws -> [SchemaDocument] { try store.snapshot().schemaDocuments }
}
