public import GraphModel
internal import GraphStore
internal import KeyValueStore
internal import QueryRuntime
internal import Reconciliation
public import Schema
internal import Topology

/// A store of configuration items and everything that can be asked of it and done to it.
///
/// Safe to use from any thread. Writes are commits with an author, a source and an optional reason.
///
///     let database = try Database.open(at: "faultline.db", access: .readOnly)
///     let session = try database.session()
///     let report = try session.impact(ImpactRequest(failing: [try session.resolve("db-01")]))
public final class Database: Sendable {
    /// Whether a process means to write.
    public enum Access: Sendable, Hashable {
        /// Never takes the writer's lock; other processes may write meanwhile.
        case readOnly
        /// Takes the writer's lock; a second process that asks for it gets `storage.locked`.
        case readWrite
    }

    let store: GraphStore
    /// The folder of the store.
    public let path: String
    let clock: @Sendable () -> Timestamp
    let access: Access
    let topologies: TopologySource
    let queries: QueryEngine

    init(store: GraphStore, path: String, access: Access, clock: @escaping @Sendable () -> Timestamp) {
        self.store = store
        self.path = path
        self.access = access
        topologies = TopologySource(store: store, folder: path)
        queries = QueryEngine(
            store, procedures: ProcedureTable(Procedures.all(topologies)), isReadOnly: access == .readOnly,
            clock: clock, random: { Double.random(in: 0..<1) })
        self.clock = clock
    }

    /// Makes a new store with a schema and the indexes that identification needs, as its first commit.
    ///
    /// - Throws: `storage.exists` when there is something at the path, schema errors with their positions.
    public static func create(
        at path: String, schema documents: [SchemaDocument] = DefaultSchema.documents, author: String,
        clock: @escaping @Sendable () -> Timestamp = Timestamp.now
    ) throws -> Database {
        let schema = try CompiledSchema(documents: documents)
        let store = try GraphStore.create(at: path)
        let database = Database(store: store, path: path, access: .readWrite, clock: clock)
        let operations =
            [GraphOperation.setSchema(documents)]
            + DefaultIndexes.definitions(for: schema).map { .createIndex($0) }
        _ = try database.commit(
            GraphDelta(operations: operations), author: author, source: "faultline init", reason: "new store")
        return database
    }

    /// Opens an existing store.
    ///
    /// - Throws: `storage.notFound`, `storage.notAStore`, `storage.truncated`, and `storage.locked` when another
    ///   process writes.
    public static func open(
        at path: String, access: Access = .readWrite, clock: @escaping @Sendable () -> Timestamp = Timestamp.now
    ) throws -> Database {
        var settings = StoreSettings()
        settings.environment.access = access == .readOnly ? .readOnly : .readWrite
        let store = try GraphStore.open(at: path, settings: settings)
        return Database(store: store, path: path, access: access, clock: clock)
    }

    /// The schema of the latest commit.
    public var schema: CompiledSchema { store.schema }

    /// A view of one version of the graph, optionally with a proposed delta laid over it. Nothing is written.
    public func session(at point: PointInTime = .latest, whatIf delta: GraphDelta? = nil) throws -> Session {
        try Session(topologies: topologies, snapshot: snapshot(at: point), whatIf: delta)
    }

    private func snapshot(at point: PointInTime) throws -> GraphSnapshot {
        switch point {
        case .latest: try store.snapshot()
        case .commit(let number): try store.snapshot(asOf: number)
        case .time(let time): try store.snapshot(asOf: store.snapshot().commitNumber(at: time))
        }
    }

    /// Writes a delta as one commit and waits until it is durable.
    public func commit(
        _ delta: GraphDelta, author: String, source: String, reason: String? = nil
    ) throws -> Commit? {
        let result = try store.commit(delta, metadata(author: author, source: source, reason: reason))
        return result.counts.isEmpty ? nil : try record(result.commit)
    }

    /// What the store recorded of a commit.
    func record(_ number: CommitNumber) throws -> Commit? { try store.snapshot().commitRecord(number) }

    func metadata(author: String, source: String, reason: String?) -> CommitMetadata {
        CommitMetadata(author: author, source: source, reason: reason, time: clock())
    }
}
