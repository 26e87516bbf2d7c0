import GraphModel
import GraphStore
import Schema
import TestSupport

/// A store with a small schema of its own, and random commits to it.
final class StoreEstate {
    static let schema = SchemaDocument(
        name: "estate.yaml",
        text: """
            name: estate
            version: 1
            lifecycles:
              operational:
                initial: live
                states:
                  live: {impact: true}
                  retired: {impact: false}
            classes:
              ConfigurationItem:
                lifecycle: operational
                attributes:
                  name: string
              Server: {parent: ConfigurationItem}
              Rack: {parent: ConfigurationItem}
              Service: {parent: ConfigurationItem}
            relationshipTypes:
              DEPENDS_ON:
                forward: depends on
                reverse: is needed by
                rules: [{from: ConfigurationItem, to: ConfigurationItem}]
                impact: {flow: targetToSource, effect: hard}
                overrides:
                  - {from: Service, to: Service, flow: targetToSource, effect: soft}
              CONTAINS:
                forward: contains
                reverse: is in
                rules: [{from: ConfigurationItem, to: ConfigurationItem}]
                impact: {flow: sourceToTarget, effect: hard}
                overrides:
                  - {from: Service, flow: none}
            """)

    let folder: TemporaryFolder
    let store: GraphStore
    private(set) var nodes: [NodeID] = []
    private(set) var relationships: [Relationship] = []
    private var time: Int64 = 0

    init() throws {
        folder = try temporaryFolder()
        store = try GraphStore.create(at: folder.path("store"))
        try commit([.setSchema([Self.schema])])
    }

    @discardableResult
    func commit(_ operations: [GraphOperation]) throws -> CommitResult {
        time += 1_000
        return try store.commit(
            GraphDelta(operations: operations),
            CommitMetadata(author: "test", source: "test", time: Timestamp(microsecondsSinceEpoch: time)))
    }

    /// One commit of a few random operations, noted in `nodes` and `relationships`.
    func step(_ random: inout SeededGenerator) throws {
        var operations: [GraphOperation] = []
        var touched: Set<NodeID> = []
        let created = random.below(4) + (nodes.isEmpty ? 8 : 0)
        for _ in 0..<created { operations.append(Self.creation(&random)) }
        for _ in 0..<random.below(8) where !nodes.isEmpty {
            let (source, target) = (random.pick(nodes), random.pick(nodes))
            operations.append(
                .createRelationship(
                    id: nil, type: random.pick(["DEPENDS_ON", "CONTAINS"]), source: .existing(source),
                    target: .existing(target), properties: Self.overrides(&random)))
            touched.formUnion([source, target])
        }
        for _ in 0..<random.below(3) where !relationships.isEmpty {
            let relationship = relationships.remove(at: random.below(relationships.count))
            if random.chance(50) {
                operations.append(.deleteRelationship(relationship.reference))
            } else {
                let changes = ["group", "weight", "effect"].map { key in
                    PropertyChange(key, Self.overrides(&random).first { $0.key == key }?.value)
                }
                operations.append(.updateRelationship(relationship.reference, properties: changes))
            }
            touched.formUnion([relationship.source, relationship.target])
        }
        if random.chance(60), let node = nodes.randomElement(using: &random) {
            operations.append(
                .updateNode(
                    .existing(node), addLabels: [], removeLabels: [],
                    properties: [
                        PropertyChange("state", .string(random.pick(["live", "live", "retired"]))),
                        PropertyChange("group.a", .string(random.pick(["atLeast 1", "percent 50", "weight 2"]))),
                    ]))
            touched.insert(node)
        }
        if random.chance(25), let node = nodes.first(where: { !touched.contains($0) }) {
            operations.append(.deleteNode(.existing(node), detach: true))
        }
        guard !operations.isEmpty else { return }
        try commit(operations)
        try reload()
    }

    static func creation(_ random: inout SeededGenerator) -> GraphOperation {
        let label = random.pick(["Server", "Rack", "Service"])
        var properties = [Property("name", .string("ci-\(random.below(1_000))"))]
        if random.chance(40) { properties.append(Property("group.a", "atLeast 1")) }
        if properties.count > 1, random.chance(50) { properties.append(Property("group.b", "atLeast 2 of a")) }
        return .createNode(id: nil, labels: ["ConfigurationItem", label].sorted(), properties: properties)
    }

    static func overrides(_ random: inout SeededGenerator) -> [Property] {
        var properties: [Property] = []
        if random.chance(20) { properties.append(Property("effect", .string(random.pick(["hard", "soft", "none"])))) }
        if random.chance(40) { properties.append(Property("group", .string(random.pick(["a", "b"])))) }
        if random.chance(20) { properties.append(Property("weight", .double(random.pick([0.5, 2])))) }
        return properties
    }

    private func reload() throws {
        let snapshot = try store.snapshot()
        nodes = []
        try snapshot.nodes(withLabel: "ConfigurationItem") { id in
            nodes.append(id)
            return true
        }
        relationships = try nodes.flatMap { try snapshot.relationships(of: $0, .outgoing) }
    }
}
