import GraphModel
import TestSupport

/// Deltas that mostly make sense for a graph, with few distinct names and values so that changes meet each other.
struct RandomGraphDeltas {
    var random: SeededGenerator
    /// Every relationship that was ever deleted, to be made again with its identity.
    private var deleted: [Relationship] = []
    private var deletedNodes: [NodeID] = []

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    static let labels = ["A", "B", "C"]
    static let types = ["R", "S", "T"]
    static let keys = ["k", "name", "tags"]
    static let indexes = [
        IndexDefinition(name: "byName", element: .label("A"), properties: ["name"]),
        IndexDefinition(name: "byBoth", element: .label("B"), properties: ["k", "name"]),
        IndexDefinition(name: "byTag", element: .label("C"), properties: ["tags"], eachListElement: true),
        IndexDefinition(name: "ofR", element: .relationshipType("R"), properties: ["k"]),
    ]

    mutating func delta(for graph: ReferenceGraph, operations: Int) -> GraphDelta {
        // Sorted, because the order of dictionaries differs from run to run.
        var nodes = graph.nodes.keys.sorted().map { NodeReference.existing($0) }
        let relationships = graph.relationships.values.sorted { $0.id < $1.id }
        var delta = GraphDelta()
        var created = 0
        for _ in 0..<operations {
            let operation = operation(graph, nodes, relationships)
            if case .createNode(nil, _, _) = operation {
                nodes.append(.new(created))
                created += 1
            }
            delta.operations.append(operation)
        }
        return delta
    }

    /// Remembers what a commit deleted.
    mutating func note(_ before: ReferenceGraph, _ after: ReferenceGraph) {
        deletedNodes += before.nodes.keys.filter { after.nodes[$0] == nil }.sorted()
        deleted += before.relationships.values.filter { after.relationships[$0.id] == nil }.sorted { $0.id < $1.id }
    }

    private mutating func operation(
        _ graph: ReferenceGraph, _ nodes: [NodeReference], _ relationships: [Relationship]
    ) -> GraphOperation {
        let size = nodes.count
        switch random.below(100) {
        case 0..<(size < 30 ? 30 : 6):
            return .createNode(id: identity(), labels: labels(), properties: properties())
        case ..<45 where size > 1:
            return .createRelationship(
                id: nil, type: random.pick(Self.types), source: random.pick(nodes), target: random.pick(nodes),
                properties: random.chance(60) ? [] : properties())
        case ..<70 where size > 0:
            return .updateNode(
                random.pick(nodes), addLabels: random.chance(20) ? labels() : [],
                removeLabels: random.chance(20) ? labels() : [], properties: changes())
        case ..<80 where !relationships.isEmpty:
            return .updateRelationship(random.pick(relationships).reference, properties: changes())
        case ..<88 where !relationships.isEmpty:
            return .deleteRelationship(random.pick(relationships).reference)
        case ..<93 where size > 0: return .deleteNode(random.pick(nodes), detach: random.chance(90))
        case ..<95 where !deleted.isEmpty:
            let relationship = random.pick(deleted)
            return .createRelationship(
                id: relationship.id, type: relationship.type, source: .existing(relationship.source),
                target: .existing(relationship.target), properties: properties())
        case ..<97:
            let index = random.pick(Self.indexes)
            return graph.indexes[index.name] == nil ? .createIndex(index) : .dropIndex(name: index.name)
        default: return .createNode(id: nil, labels: labels(), properties: properties())
        }
    }

    private mutating func identity() -> NodeID? {
        random.chance(10) && !deletedNodes.isEmpty ? random.pick(deletedNodes) : nil
    }

    private mutating func labels() -> [String] { Self.labels.filter { _ in random.chance(50) } }

    mutating func value(_ key: String) -> PropertyValue {
        switch key {
        case "k": random.chance(50) ? .integer(Int64(random.below(4))) : .double(Double(random.below(3)))
        case "name": .string(random.pick(["a", "ab", "b", "é"]))
        default: .list((0..<random.below(3)).map { _ in .integer(Int64(random.below(3))) })
        }
    }

    private mutating func properties() -> [Property] {
        Self.keys.filter { _ in random.chance(50) }.map { Property($0, value($0)) }
    }

    private mutating func changes() -> [PropertyChange] {
        Self.keys.filter { _ in random.chance(40) }.map {
            PropertyChange($0, random.chance(25) ? nil : value($0))
        }
    }
}
