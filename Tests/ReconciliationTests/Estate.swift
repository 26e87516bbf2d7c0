import Discovery
import Foundation
import GraphModel
import GraphStore
import Reconciliation
import Schema
import TestSupport

/// A new store with the shipped schema, and imports into it.
struct Estate {
    let store: GraphStore
    private let folder: TemporaryFolder

    init() throws {
        folder = try temporaryFolder()
        let path = folder.path("store")
        // Compiling the schema takes longer than most tests.
        try FileManager.default.copyItem(atPath: Self.empty.get().path("store"), toPath: path)
        store = try GraphStore.open(at: path, settings: StoreSettings())
    }

    /// A folder with a store that holds the schema and nothing else.
    private static let empty = Result {
        let folder = try temporaryFolder()
        let store = try GraphStore.create(at: folder.path("store"), settings: StoreSettings())
        let schema = try CompiledSchema(documents: DefaultSchema.documents)
        let operations =
            [GraphOperation.setSchema(DefaultSchema.documents)]
            + DefaultIndexes.definitions(for: schema).map { .createIndex($0) }
        _ = try store.commit(GraphDelta(operations: operations), metadata("init"))
        return folder
    }

    static func metadata(_ source: String, day: Int = 0) -> CommitMetadata {
        CommitMetadata(
            author: "tests", source: source, time: Timestamp(microsecondsSinceEpoch: Int64(day) * 86_400_000_000))
    }

    /// - Parameters:
    ///   - day: when, since the epoch of the tests.
    ///   - stale: sources whose word no longer counts as fresh.
    @discardableResult
    func importing(
        _ records: [DiscoveredRecord], source: String = "cmdb", scope: ImportRun.Scope = .partial, day: Int = 0,
        stale: Set<String> = [], onDifference: ((ImportDifference) -> Void)? = nil
    ) throws -> ImportReport {
        try store.write(Self.metadata(source, day: day)) { writer in
            let reconciler = try Reconciler(
                writer: writer, run: ImportRun(source: source, scope: scope), staleSources: stale,
                onDifference: onDifference)
            reconciler.packer.handOver = { (batch) throws(ImportError) in try reconciler.accept(batch) }
            for record in records { try reconciler.packer.accept(record) }
            try reconciler.packer.flush()
            return try reconciler.finish()
        }.value
    }

    func named(_ name: String) throws -> [Node] {
        let snapshot = try store.snapshot()
        return try DefaultIndexes(snapshot.schema).nodes(named: name, in: snapshot).compactMap {
            try snapshot.node($0)
        }
    }

    /// `source -TYPE-> target` for every relationship, by names, in order.
    func relationships() throws -> [String] {
        let snapshot = try store.snapshot()
        var lines: [String] = []
        var nodes: [NodeID] = []
        for label in ["ConfigurationItem", "UnresolvedReference"] {
            try snapshot.nodes(withLabel: label) { id in
                nodes.append(id)
                return true
            }
        }
        for id in nodes {
            for relationship in try snapshot.relationships(of: id, .outgoing) {
                lines.append(
                    try "\(name(id, snapshot)) -\(relationship.type)-> \(name(relationship.target, snapshot))")
            }
        }
        return lines.sorted()
    }

    private func name(_ id: NodeID, _ snapshot: GraphSnapshot) throws -> String {
        try snapshot.node(id)?["name"]?.string ?? "\(id)"
    }
}

func item(
    _ ciClass: String, _ id: String, _ attributes: [Property] = [], groups: [RedundancyGroup] = [], line: Int = 1
) -> DiscoveredRecord {
    let name = attributes.contains { $0.key == "name" } ? [] : [Property("name", .string(id))]
    return .item(
        DiscoveredItem(
            ciClass: ciClass, nativeID: id, attributes: name + attributes, groups: groups,
            position: SourcePosition(file: "test", line: line)))
}

func relationship(
    _ source: ItemReference, _ type: String, _ target: ItemReference, _ properties: [Property] = [], line: Int = 1
) -> DiscoveredRecord {
    .relationship(
        DiscoveredRelationship(
            type: type, source: source, target: target, properties: properties,
            position: SourcePosition(file: "test", line: line)))
}
