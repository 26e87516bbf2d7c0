public import GraphModel
internal import KeyValueStore
public import Schema

/// What can be read of a graph, at one commit: the common part of `GraphSnapshot` and `GraphWriter`.
///
/// Used by one thread at a time. Every read throws `storage.corrupt` for a record that is not what was written, and
/// `storage.readerTooOld` for a snapshot past its age limit.
public class GraphReader {
    let transaction: UnsafeTransaction

    init(_ transaction: UnsafeTransaction) { self.transaction = transaction }

    /// The commit that the graph is read at.
    public var commit: CommitNumber { preconditionFailure("subclasses say") }

    var names: Names { preconditionFailure("subclasses say") }
    var definitions: Definitions { preconditionFailure("subclasses say") }
    /// The commit of a view of the past; nil when the tables are the truth.
    var past: CommitNumber? { nil }

    /// The node that a snapshot of the present read last: one question about a node is often followed by another.
    var lastNode: (id: NodeID, record: NodeRecord)?

    /// What a view of the past found out about what was changed since.
    var pastCache = PastCache()

    /// Makes the tables tell the truth about a node's relationships.
    func settle(_ node: NodeID) throws(StoreError) {}
    /// Makes all tables tell the truth.
    func settle() throws(StoreError) {}

    /// The elements that an index has under some values, candidates when the values are too long for a key.
    func candidates(_ index: IndexInfo, key: [UInt8]) throws(StoreError) -> [IndexedElementID] {
        try key.withStoredBytes { (key) throws(StoreError) in
            try transaction.indexedElements(key, isRelationship: index.isOnRelationships)
        }
    }

    /// The schema in force.
    public var schema: CompiledSchema { definitions.schema }

    /// The documents of the schema in force.
    public var schemaDocuments: [SchemaDocument] { definitions.documents }

    /// The property keys that elements have or had, ascending.
    public var knownPropertyKeys: [String] { names.keys.names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } }

    /// The labels that nodes have or had, in the order in which they came.
    public var knownLabels: [String] { names.labels.names }

    /// The types that relationships have or had, in the order in which they came.
    public var knownTypes: [String] { names.types.names }

    /// Every index that is not behind a constraint, in ascending order of names.
    public var indexes: [IndexDefinition] { definitions.indexes.filter { !$0.isUnique }.map(\.definition) }

    /// The commit that changed indexes, constraints or the schema last.
    public var definitionsCommit: CommitNumber { definitions.changed }

    /// Every constraint, in ascending order of names.
    public var constraints: [ConstraintDefinition] { definitions.constraints }
}
