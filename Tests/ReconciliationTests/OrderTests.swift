import Discovery
import GraphModel
import GraphStore
import Reconciliation
import TestSupport
import Testing

/// What several sources say of the same few things, in every order that chance gives: one graph.
@Suite struct OrderTests {
    /// Some things as several sources see them, with identifiers that mostly agree, some that are shared, and some that
    /// contradict.
    struct World {
        var runs: [(source: String, records: [DiscoveredRecord])] = []

        init(_ random: inout SeededGenerator) {
            let things = 2 + random.below(6)
            for source in ["cmdb", "scan", "agent", "cloud"].prefix(2 + random.below(3)) {
                var records: [DiscoveredRecord] = []
                var known: [Int] = []
                for thing in 0..<things where random.chance(75) {
                    var attributes = [
                        Property("name", .string(random.chance(60) ? "host-\(thing)" : "\(source)-\(thing)"))
                    ]
                    // A clone has the machine's identifier of another one.
                    let clone = random.chance(20) ? thing / 2 : thing
                    if random.chance(50) { attributes.append(Property("serialNumber", .string("S-\(thing)"))) }
                    if random.chance(50) { attributes.append(Property("machineId", .string("m-\(clone)"))) }
                    if random.chance(50) { attributes.append(Property("fqdn", .string("host-\(clone).example.org"))) }
                    if random.chance(40) {
                        attributes.append(Property("macAddresses", .list([.string("00:1b:21:00:00:0\(clone)")])))
                    }
                    if random.chance(50) { attributes.append(Property("operatingSystem", .string("\(source) os"))) }
                    if random.chance(30) { attributes.append(Property("cores", .integer(Int64(random.below(4))))) }
                    let ciClass =
                        random.chance(50) ? "ComputeResource" : random.chance(70) ? "Server" : "VirtualMachine"
                    records.append(item(ciClass, "\(thing)", attributes))
                    known.append(thing)
                }
                for thing in known where random.chance(60) {
                    let end: ItemReference =
                        random.chance(60)
                        ? .native("\(random.pick(known))")
                        : .foreign(source: random.pick(["cmdb", "scan"]), nativeID: "\(random.below(things))")
                    records.append(relationship(.native("\(thing)"), "DEPENDS_ON", end))
                }
                runs.append((source, records))
            }
        }
    }

    @Test(
        "The order of sources and of their records makes no difference",
        arguments: [278, 363, 369, 581, 607, 748] + Seeds.first(Seeds.count(30)))
    func anyOrder(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let world = World(&random)
        var first: [String]?
        for round in 0..<4 {
            let estate = try Estate()
            for run in round == 0 ? world.runs : world.runs.shuffled(using: &random) {
                try estate.importing(
                    round == 0 ? run.records : run.records.shuffled(using: &random), source: run.source)
            }
            let lines = try estate.wholeLines()
            if let first {
                let extra = Set(lines).subtracting(first).sorted().joined(separator: "\n")
                let lacking = Set(first).subtracting(lines).sorted().joined(separator: "\n")
                #expect(extra.isEmpty && lacking.isEmpty, "seed \(seed), round \(round): \(extra) | \(lacking)")
                guard extra.isEmpty, lacking.isEmpty else { return }
            } else {
                first = lines
            }
            // The same again changes nothing.
            let before = try estate.store.snapshot().commit
            for run in world.runs.shuffled(using: &random) {
                var seen: [ImportDifference] = []
                let report = try estate.importing(run.records.shuffled(using: &random), source: run.source) {
                    seen.append($0)
                }
                #expect(report.changedNothing, "\(seen) seed \(seed), round \(round), \(run.source)")
            }
            #expect(try estate.store.snapshot().commit == before, "seed \(seed), round \(round)")
            #expect(try estate.store.verify().isSound)
        }
    }
}

extension Estate {
    /// The whole graph, CIs by their identities.
    func wholeLines() throws -> [String] {
        let snapshot = try store.snapshot()
        var nodes: [NodeID: String] = [:]
        var lines: [String] = []
        try snapshot.forEachNode {
            nodes[$0] = ""
            return true
        }
        for id in nodes.keys {
            let node = try #require(try snapshot.node(id))
            let identity = node["identity"]?.strings?.sorted().joined(separator: " ") ?? "\(id)"
            nodes[id] = identity
            let shown = node.properties.filter { !$0.key.hasPrefix("said.") && $0.key != "identity" }
            lines.append("\(identity): \(node.labels) \(shown.map { "\($0.key)=\($0.value)" })")
        }
        for id in nodes.keys {
            for relationship in try snapshot.relationships(of: id, .outgoing) {
                // Who wrote it last is told by its commit where it does not say so.
                let source = try snapshot.commitRecord(relationship.version)?.metadata.source ?? ""
                let sources = relationship["sources"]?.strings ?? [source]
                let shown = relationship.properties.filter { !["sources", "refers"].contains($0.key) }
                lines.append(
                    "\(nodes[id] ?? "") \(relationship.type) \(nodes[relationship.target] ?? "") \(sources) "
                        + "\(shown.map { "\($0.key)=\($0.value)" })")
            }
        }
        return lines.sorted()
    }
}
