import Discovery
import GraphModel
import GraphStore
import Reconciliation
import TestSupport
import Testing

/// Random runs of two sources that refer to each other, against a plain model of what they have said so far.
@Suite struct RandomRunTests {
    /// What the graph must say, by identities.
    struct Model {
        /// Nil for what is only referred to.
        var items: [String: [String: PropertyValue]?] = [:]
        var relationships: [RelationshipKey: [String: PropertyValue]] = [:]

        struct RelationshipKey: Hashable {
            var source: String
            var type: String
            var target: String
            var group: String?
        }

        /// Takes one run of a source, which reports all of its relationships' source items.
        mutating func take(_ run: Run) {
            for (identity, attributes) in run.items {
                items[identity] = .some((items[identity] ?? nil)?.merging(attributes) { $1 } ?? attributes)
            }
            for (key, properties) in run.relationships {
                if items[key.target] == nil { items[key.target] = .some(nil) }
                relationships[key] = (relationships[key] ?? [:]).merging(properties) { $1 }
            }
            for identity in run.removed where (items[identity] ?? nil) != nil { delete(identity) }
            guard run.isFull else { return }
            for (identity, attributes) in items where identity.hasPrefix("\(run.source)#") && attributes != nil {
                guard run.items[identity] == nil else { continue }
                // What the run itself still refers to stays as a reference.
                let isReferenced = run.relationships.keys.contains { $0.target == identity }
                if isReferenced { items[identity] = .some(nil) } else { delete(identity) }
            }
            relationships = relationships.filter { key, _ in
                !key.source.hasPrefix("\(run.source)#") || run.relationships[key] != nil
            }
        }

        private mutating func delete(_ identity: String) {
            items[identity] = nil
            relationships = relationships.filter { $0.key.source != identity && $0.key.target != identity }
        }

        var lines: [String] {
            items.map { identity, attributes in
                "\(identity) \(attributes?.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" } ?? ["?"])"
            }.sorted()
                + relationships.map { key, properties in
                    "\(key.source) \(key.type) \(key.target) "
                        + "\(properties.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" })"
                }.sorted()
        }
    }

    struct Run {
        let source: String
        let isFull: Bool
        var items: [String: [String: PropertyValue]] = [:]
        var relationships: [Model.RelationshipKey: [String: PropertyValue]] = [:]
        var removed: [String] = []

        init(_ random: inout SeededGenerator) {
            source = random.pick(["one", "two"])
            isFull = random.chance(40)
            for number in 0..<12 where random.chance(60) {
                let identity = "\(source)#\(number)"
                // Longer than what a string holds inline, now and then.
                let name = "\(identity) \(String(repeating: "x", count: random.below(30)))"
                var attributes: [String: PropertyValue] = ["name": .string(name)]
                if random.chance(50) { attributes["processors"] = .integer(Int64(random.below(3))) }
                if random.chance(20) { attributes["odd \(random.below(3))"] = .list([.integer(1), "b"]) }
                items[identity] = attributes
            }
            for identity in items.keys.sorted() where random.chance(80) {
                for _ in 0..<random.below(4) {
                    let group = random.chance(40) ? "g\(random.below(2))" : nil
                    let key = Model.RelationshipKey(
                        source: identity, type: random.pick(["DEPENDS_ON", "CONTAINS"]),
                        target: "\(random.pick(["one", "two"]))#\(random.below(12))", group: group)
                    var properties: [String: PropertyValue] = group.map { ["group": .string($0)] } ?? [:]
                    if random.chance(30) { properties["weight"] = .double(Double(random.below(3) + 1)) }
                    relationships[key] = properties
                }
            }
            let targets = Set(relationships.keys.map(\.target))
            for number in 0..<12 {
                let identity = "\(source)#\(number)"
                if items[identity] == nil, !targets.contains(identity), random.chance(10) { removed.append(identity) }
            }
        }

        /// The run as records in a random order, some of them twice.
        func records(_ random: inout SeededGenerator) -> [DiscoveredRecord] {
            var records: [DiscoveredRecord] = []
            for (identity, attributes) in items.sorted(by: { $0.key < $1.key }) {
                let properties = attributes.sorted { $0.key < $1.key }.map { Property($0.key, $0.value) }
                records.append(ReconciliationTests.item("Server", nativeID(identity), properties))
            }
            for (key, properties) in relationships.sorted(by: { "\($0.key)" < "\($1.key)" }) {
                let target: ItemReference =
                    key.target.hasPrefix("\(source)#") && random.chance(70)
                    ? .native(nativeID(key.target))
                    : .foreign(source: String(key.target.prefix(3)), nativeID: nativeID(key.target))
                records.append(
                    relationship(
                        .native(nativeID(key.source)), key.type, target,
                        properties.sorted { $0.key < $1.key }.map { Property($0.key, $0.value) }))
            }
            for record in records where random.chance(10) { records.append(record) }
            for identity in removed {
                records.append(.removedItem(nativeID: nativeID(identity), SourcePosition(file: "test", line: 1)))
            }
            return records.shuffled(using: &random)
        }

        private func nativeID(_ identity: String) -> String { String(identity.dropFirst(source.count + 1)) }
    }

    @Test("The graph says what the sources said, in whatever order they said it", arguments: Seeds.first(40))
    func model(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let estate = try Estate()
        var model = Model()
        for round in 0..<8 {
            let run = Run(&random)
            let scope: ImportRun.Scope = run.isFull ? .full(.delete) : .partial
            let report = try estate.importing(run.records(&random), source: run.source, scope: scope)
            #expect(report.rejected.count == 0, "\(report.rejected.first)")
            model.take(run)
            let found = try estate.lines()
            let (extra, lacking) = (Set(found).subtracting(model.lines), Set(model.lines).subtracting(found))
            #expect(
                extra.isEmpty && lacking.isEmpty,
                "seed \(seed), round \(round), \(run.source) \(scope): \(extra.first ?? "") | \(lacking.first ?? "")")
            guard found == model.lines else { return }
            // The same again, in another order, changes nothing.
            let before = try estate.store.snapshot().commit
            #expect(try estate.importing(run.records(&random), source: run.source, scope: scope).changedNothing)
            #expect(try estate.store.snapshot().commit == before)
        }
        let report = try estate.store.verify()
        #expect(report.isSound, "\(report.findings.prefix(3))")
    }
}

extension Estate {
    /// The graph as `RandomRunTests.Model` writes itself down.
    func lines() throws -> [String] {
        let snapshot = try store.snapshot()
        var nodes: [NodeID: String] = [:]
        var model = RandomRunTests.Model()
        for label in ["ConfigurationItem", "UnresolvedReference"] {
            try snapshot.nodes(withLabel: label) { id in
                nodes[id] = ""
                return true
            }
        }
        for id in nodes.keys {
            let node = try #require(try snapshot.node(id))
            let identity = try #require(node["identity"]?.strings?.first)
            nodes[id] = identity
            let attributes = node.properties.filter { $0.key != "identity" }.map { ($0.key, $0.value) }
            let isItem = !node.labels.contains("UnresolvedReference")
            model.items[identity] = .some(isItem ? Dictionary(uniqueKeysWithValues: attributes) : nil)
        }
        for (id, identity) in nodes {
            for relationship in try snapshot.relationships(of: id, .outgoing) {
                let key = RandomRunTests.Model.RelationshipKey(
                    source: identity, type: relationship.type, target: nodes[relationship.target] ?? "?",
                    group: relationship["group"]?.string)
                #expect(model.relationships[key] == nil, "twice: \(key)")
                model.relationships[key] = Dictionary(
                    uniqueKeysWithValues: relationship.properties.map { ($0.key, $0.value) })
            }
        }
        return model.lines
    }
}
