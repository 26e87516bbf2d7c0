import Discovery
import GraphModel

/// What one importer emitted over some inputs, and questions that tests ask of it.
final class ImporterRun: DiscoverySink {
    private(set) var items: [DiscoveredItem] = []
    private(set) var relationships: [DiscoveredRelationship] = []
    private(set) var rejections: [ImportError] = []
    private(set) var warnings: [ImportError] = []

    /// Reads texts one after the other, each in chunks of `chunk` bytes, and finishes.
    init(_ importer: some Importer, _ inputs: [(name: String, text: String)], chunk: Int = 1 << 20) throws(ImportError)
    {
        for input in inputs {
            var rest = Array(input.text.utf8)[...]
            let opened = ImportInput(name: input.name) { () throws(ImportError) -> [UInt8] in
                defer { rest = rest.dropFirst(chunk) }
                return Array(rest.prefix(chunk))
            }
            try importer.read(opened, into: self)
        }
        try importer.finish(into: self)
    }

    func accept(_ record: consuming DiscoveredRecord) throws(ImportError) {
        switch record {
        case .item(let item): items.append(item)
        case .relationship(let relationship): relationships.append(relationship)
        case .removedItem: break
        }
    }

    func reject(_ error: ImportError) { rejections.append(error) }

    func warn(_ error: ImportError) { warnings.append(error) }

    func item(_ nativeID: String) -> DiscoveredItem? { items.first { $0.nativeID == nativeID } }

    func attribute(_ key: String, of nativeID: String) -> PropertyValue? {
        item(nativeID)?.attributes.first { $0.key == key }?.value
    }

    /// Relationships as `source TYPE target`, with `{key: value, …}` behind those that have properties; sorted.
    var edges: [String] {
        relationships.map { relationship in
            var text = "\(name(relationship.source)) \(relationship.type) \(name(relationship.target))"
            if !relationship.properties.isEmpty {
                text +=
                    " {" + relationship.properties.map { "\($0.key): \(plain($0.value))" }.joined(separator: ", ") + "}"
            }
            return text
        }.sorted()
    }

    /// Thresholds as `item [group] threshold`; sorted.
    var groups: [String] {
        items.flatMap { item in item.groups.map { "\(item.nativeID) [\($0.name)] \(threshold($0.threshold))" } }
            .sorted()
    }

    func name(_ reference: ItemReference) -> String {
        switch reference {
        case .native(let nativeID): nativeID
        case .foreign(let source, let nativeID): "\(source)#\(nativeID)"
        case .named(let ciClass, let name): "\(ciClass):\(name)"
        }
    }

    private func threshold(_ threshold: RedundancyGroup.Threshold) -> String {
        switch threshold {
        case .atLeast(let count): "atLeast \(count)"
        case .percent(let percent): "percent \(percent)"
        case .weight(let weight): "weight \(weight)"
        }
    }

    private func plain(_ value: PropertyValue) -> String {
        switch value {
        case .string(let text): text
        case .boolean(let flag): "\(flag)"
        case .integer(let number): "\(number)"
        default: "\(value)"
        }
    }
}

/// The least fixpoint over hard relationships and redundancy groups of counts, in the simplest way there is.
struct GateEvaluation {
    /// Types whose source feels the failure of the target, and those where it is the other way round; no other type
    /// carries failures here.
    private static let sourceFeels: Set<String> = [
        "DEPENDS_ON", "RUNS_ON", "ROUTES_TO", "MOUNTS", "BOUND_TO", "STORED_ON", "AUTHENTICATES_WITH", "SECURED_BY",
    ]
    private static let targetFeels: Set<String> = ["MEMBER_OF"]

    /// Providers of each item's gates, and how many of them must be up.
    private var gates: [String: [(members: [String], atLeast: Int)]] = [:]

    init(_ run: ImporterRun) {
        var groups: [String: [String: [String]]] = [:]
        for relationship in run.relationships where relationship.isHard {
            var (dependant, provider) = (run.name(relationship.source), run.name(relationship.target))
            if Self.targetFeels.contains(relationship.type) {
                swap(&dependant, &provider)
            } else if !Self.sourceFeels.contains(relationship.type) {
                continue
            }
            if let group = relationship.group {
                groups[dependant, default: [:]][group, default: []].append(provider)
            } else {
                gates[dependant, default: []].append(([provider], 1))
            }
        }
        for item in run.items {
            for group in item.groups {
                guard case .atLeast(let count) = group.threshold else { continue }
                gates[item.nativeID, default: []].append((groups[item.nativeID]?[group.name] ?? [], count))
            }
        }
    }

    /// Everything that is down when `failed` fails, itself included.
    func down(_ failed: Set<String>) -> Set<String> {
        var down = failed
        var changed = true
        while changed {
            changed = false
            for (item, gates) in gates where !down.contains(item) {
                let holds = gates.allSatisfy { gate in gate.members.count { !down.contains($0) } >= gate.atLeast }
                if !holds {
                    down.insert(item)
                    changed = true
                }
            }
        }
        return down
    }
}

extension DiscoveredRelationship {
    var group: String? { properties.first { $0.key == ConventionalProperty.group }?.value.string }
    var isHard: Bool { !properties.contains { $0.key == ConventionalProperty.effect && $0.value != "hard" } }
}
