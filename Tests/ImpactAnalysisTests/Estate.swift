import GraphModel
import GraphStore
import ImpactAnalysis
import TestSupport
import Topology

/// An item of an estate, with the thresholds of its groups.
struct Item {
    var name: String
    var ciClass = "Application"
    var groups: [String: String] = [:]
    var properties: [Property] = []

    init(_ name: String, _ ciClass: String = "Application", _ groups: [String: String] = [:], _ more: Property...) {
        (self.name, self.ciClass, self.groups, properties) = (name, ciClass, groups, more)
    }
}

/// A relationship between two items, by name.
struct Link {
    var type: String
    var source: String
    var target: String
    var group: String?
    var weight: Double?
}

/// `dependant` goes down with `provider`, or with too many of its group.
func needs(_ dependant: String, _ provider: String, in group: String? = nil, weight: Double? = nil) -> Link {
    Link(type: "NEEDS", source: dependant, target: provider, group: group, weight: weight)
}

/// `dependant` degrades with `provider`.
func hears(_ dependant: String, _ provider: String, in group: String? = nil) -> Link {
    Link(type: "HEARS", source: dependant, target: provider, group: group, weight: nil)
}

/// A store of items known by name, and the analyzers of its versions.
final class Estate {
    let folder: TemporaryFolder
    let store: GraphStore
    private(set) var ids: [String: NodeID] = [:]

    init(_ items: [Item], _ links: [Link]) throws {
        folder = try temporaryFolder()
        store = try GraphStore.create(at: folder.path("store"))
        try commit([.setSchema([EstateSchema.document])])
        let made = try commit(operations(items, links)).created.nodes
        for (item, id) in zip(items, made) { ids[item.name] = id }
    }

    /// Applications without groups, one for each name.
    convenience init(_ names: String, _ links: [Link]) throws {
        try self.init(names.split(separator: " ").map { Item(String($0)) }, links)
    }

    @discardableResult
    func commit(_ operations: [GraphOperation]) throws -> CommitResult {
        let time = Timestamp(microsecondsSinceEpoch: Int64(try store.snapshot().commit.rawValue + 1) * 1_000)
        return try store.commit(
            GraphDelta(operations: operations), CommitMetadata(author: "test", source: "test", time: time))
    }

    /// What makes the items, and the links among them and those that are there.
    func operations(_ items: [Item], _ links: [Link]) -> [GraphOperation] {
        let places = Dictionary(uniqueKeysWithValues: items.enumerated().map { ($1.name, $0) })
        func reference(_ name: String) -> NodeReference {
            places[name].map { .new($0) } ?? .existing(ids[name] ?? NodeID(0))
        }
        return items.map { item in
            let groups = item.groups.map { Property(GroupThreshold.propertyKey($0.key), .string($0.value)) }
            return .createNode(
                id: nil, labels: EstateSchema.labels(item.ciClass),
                properties: [Property("name", .string(item.name))] + groups + item.properties)
        }
            + links.map { link in
                .createRelationship(
                    id: nil, type: link.type, source: reference(link.source), target: reference(link.target),
                    properties: [
                        link.group.map { Property("group", .string($0)) },
                        link.weight.map { Property("weight", .double($0)) },
                    ].compactMap(\.self))
            }
    }

    /// A relationship that is there.
    func reference(_ source: String, _ target: String) throws -> RelationshipReference {
        let all = try store.snapshot().relationships(of: id(source), .outgoing)
        let target = try id(target)
        guard let found = all.first(where: { $0.target == target }) else { throw UnknownName(name: source) }
        return found.reference
    }

    func id(_ name: String) throws -> NodeID {
        guard let id = ids[name] else { throw UnknownName(name: name) }
        return id
    }

    func set(_ name: String, _ key: String, _ value: PropertyValue?) throws -> GraphOperation {
        .updateNode(
            .existing(try id(name)), addLabels: [], removeLabels: [], properties: [PropertyChange(key, value)])
    }

    /// Of the present or of a past version, with a change laid over it or without.
    func analyzer(asOf past: CommitNumber? = nil, whatIf: [GraphOperation]? = nil) throws -> ImpactAnalyzer {
        let snapshot = try past.map { try store.snapshot(asOf: $0) } ?? store.snapshot()
        let topology = try TopologyCache(folder: folder.path).open(store, at: snapshot).topology
        let proposal = try whatIf.map { try ProposedState(GraphDelta(operations: $0), on: snapshot) }
        if let proposal { try topology.lay(proposal.overlay, over: snapshot) }
        return ImpactAnalyzer(topology: topology, snapshot: snapshot, schema: snapshot.schema, proposal: proposal)
    }

    func report(_ names: String...) throws -> ImpactReport { try analyzer().report(request(names)) }

    func request(_ names: [String]) throws -> ImpactRequest { ImpactRequest(failing: try names.map(id)) }
}

struct UnknownName: Error {
    var name: String
}

extension ImpactReport {
    /// The impacted items' verdicts by name.
    var verdicts: [String: Verdict] {
        Dictionary(uniqueKeysWithValues: impacted.map { ($0.ci.name, $0.verdict) })
    }

    subscript(name: String) -> ImpactedCI? { impacted.first { $0.ci.name == name } }
}

extension Witness {
    /// Group, requirement and lost members in one line: `web: at least 1 of 2, lost a b`.
    var line: String {
        (group.map { "\($0): " } ?? "") + (requirement.map { "\($0), " } ?? "")
            + "lost \(lost.map(\.name).joined(separator: " "))"
    }
}
