internal import GraphModel
internal import GraphStore
internal import Schema
internal import Topology

/// What one pass over an inventory found of each node, by its place in the topology. 14 bytes a node.
struct NodeFacts {
    enum Part {
        static let selected: UInt8 = 1
        static let inUse: UInt8 = 2
        static let retired: UInt8 = 4
        static let service: UInt8 = 8
    }

    var parts: [UInt8]
    var issues: [UInt16]
    /// How many required, and how many recommended attributes are missing; 255 stands for more.
    var missingRequired: [UInt8]
    var missingRecommended: [UInt8]
    var owners: [UInt32]
    var sources: [UInt32]

    init(_ count: Int) {
        parts = Array(repeating: 0, count: count)
        issues = Array(repeating: 0, count: count)
        missingRequired = parts
        missingRecommended = parts
        owners = Array(repeating: 0, count: count)
        sources = owners
    }

    /// Selected and in use: what the figures are about.
    func isCounted(_ node: Int) -> Bool { parts[node] & 3 == 3 }

    func has(_ node: Int, _ issue: IssueSet) -> Bool { issues[node] & issue.rawValue != 0 }

    /// Whether the figures count this for the node.
    func isIssue(_ issue: IssueSet, _ node: Int) -> Bool {
        guard has(node, issue) else { return false }
        return issue == .retiredInUse ? parts[node] & Part.selected != 0 : isCounted(node)
    }

    mutating func mark(_ node: NodeIndex, _ issue: IssueSet) { issues[Int(node.rawValue)] |= issue.rawValue }
}

/// The pass: every node once, with its relationships from the topology.
final class InventoryScan {
    let topology: Topology
    let snapshot: GraphSnapshot
    let classes: ClassTable
    let ties: TieReader
    let request: HealthRequest
    var facts: NodeFacts
    var owners = OwnerTable()
    var sources = SourceTable()
    var identifiers = Duplicates()
    var names = Duplicates()
    var services: [NodeIndex] = []
    /// For each duplicate the first other, by their places.
    var twins: (identifiers: [UInt32: UInt32], names: [UInt32: UInt32]) = ([:], [:])
    /// For each class and each attribute that its items should have: how many of those counted lack it.
    var missing: [[Int]]
    private var looked = 0

    /// The properties that are read of every node, before those that tell names apart.
    private static let keys = [
        ConventionalProperty.state, ConventionalProperty.identity, HealthProperty.identifiers, HealthProperty.owner,
    ]

    struct Stopped: Error {}

    init(_ topology: Topology, _ snapshot: GraphSnapshot, _ request: HealthRequest) throws {
        self.topology = topology
        self.snapshot = snapshot
        self.request = request
        classes = try ClassTable(topology, snapshot, scope: request.ciClass)
        ties = TieReader(topology, snapshot.schema, classes)
        facts = NodeFacts(topology.nodeCapacity)
        missing = classes.entries.map { Array(repeating: 0, count: $0.wanted.count) }
    }

    func run() throws {
        try snapshot.forEachOutline(reading: Self.keys + classes.nameKeys) { node in
            looked += 1
            if looked % 4_096 == 0, request.shouldStop?() ?? false { throw Stopped() }
            guard let index = topology.index(of: node.id) else { return }
            let code = Int(topology.classCode(of: index))
            if classes.isItem[code] { try look(at: node, index, classes.entries[code]) }
        }
        let schema = snapshot.schema
        let codes = classes.entries.map(\.code)
        func areRelated(_ a: Int, _ b: Int) -> Bool {
            guard let a = codes[a], let b = codes[b] else { return false }
            return schema.isSubclass(a, of: b) || schema.isSubclass(b, of: a)
        }
        let classOf = { (node: NodeIndex) in Int(self.topology.classCode(of: node)) }
        identifiers.forEach(Comparison(classOf: classOf, areRelated: areRelated)) { node, other in
            facts.mark(node, .duplicateIdentifiers)
            twins.identifiers[node.rawValue] = other.rawValue
        }
        names.forEach(Comparison(classOf: classOf) { _, _ in false }) { node, other in
            facts.mark(node, .duplicateNames)
            twins.names[node.rawValue] = other.rawValue
        }
        (identifiers, names) = (Duplicates(), Duplicates())
        for service in Foundations(topology: topology, classes: classes).unfounded(services) {
            facts.mark(service, .unfounded)
        }
    }

    private func look(at node: NodeOutline, _ index: NodeIndex, _ ciClass: ClassTable.Entry) throws {
        let place = Int(index.rawValue)
        let relations = ties.ties(of: index)
        var parts: UInt8 = 0
        if topology.isInImpact(index) {
            parts |= NodeFacts.Part.inUse
            compare(node, index, ciClass)
            judge(node, index, relations)
            if ciClass.isService, classes.hasFoundations {
                parts |= NodeFacts.Part.service
                services.append(index)
            }
        } else if let state = node.values[0]?.string, ciClass.retiredStates.contains(state) {
            parts |= NodeFacts.Part.retired
            if ties.dependant(on: index) != nil { facts.mark(index, .retiredInUse) }
        }
        facts.sources[place] = sources.number(of: node.values[1])
        facts.owners[place] = try owner(relations.owner, node.values[3])
        if ciClass.isInScope, isSelected(place) { parts |= NodeFacts.Part.selected }
        facts.parts[place] = parts
        if facts.isCounted(place) { complete(node, index, ciClass) }
    }

    private func judge(_ node: NodeOutline, _ index: NodeIndex, _ relations: NodeTies) {
        if relations.isAlone { facts.mark(index, .orphan) }
        if !relations.reachesItem { facts.mark(index, .unconnected) }
        if relations.unresolvedCount > 0 { facts.mark(index, .unresolved) }
        if let state = node.values[0]?.string, HealthProperty.staleStates.contains(state) {
            facts.mark(index, .stale)
        }
    }

    /// Notes what tells the item apart from others.
    private func compare(_ node: NodeOutline, _ index: NodeIndex, _ ciClass: ClassTable.Entry) {
        for identifier in node.values[2]?.strings ?? [] { identifiers.note(identifier.hashValue, index) }
        guard !ciClass.nameKeys.isEmpty else { return }
        var hasher = Hasher()
        hasher.combine(topology.classCode(of: index))
        for key in ciClass.nameKeys {
            let value = node.values[Self.keys.count + key]
            // Without a name, nothing can be told.
            if value == nil, classes.nameKeys[key] == ConventionalProperty.name { return }
            hasher.combine(value)
        }
        names.note(hasher.finalize(), index)
    }

    private func complete(_ node: NodeOutline, _ index: NodeIndex, _ ciClass: ClassTable.Entry) {
        let (place, code) = (Int(index.rawValue), Int(topology.classCode(of: index)))
        for (number, attribute) in ciClass.wanted.enumerated() {
            if let key = attribute.key, node.keys.contains(key) { continue }
            missing[code][number] += 1
            facts.mark(index, attribute.isRequired ? .required : .recommended)
            if attribute.isRequired {
                facts.missingRequired[place] += facts.missingRequired[place] == 255 ? 0 : 1
            } else {
                facts.missingRecommended[place] += facts.missingRecommended[place] == 255 ? 0 : 1
            }
        }
    }

    /// The number of whoever answers for an item: by a relationship, else by its attribute.
    private func owner(_ party: NodeIndex?, _ attribute: PropertyValue?) throws -> UInt32 {
        if let party {
            return try owners.number(of: party) {
                let id = topology.id(of: party)
                return try snapshot.property(ConventionalProperty.name, of: id)?.string ?? "\(id)"
            }
        }
        guard let name = attribute?.string, !name.isEmpty else { return 0 }
        return owners.number(of: name)
    }

    private func isSelected(_ place: Int) -> Bool {
        if let owner = request.owner, owners.names[Int(facts.owners[place])] != owner { return false }
        guard let source = request.source else { return true }
        return sources.sets[Int(facts.sources[place])].contains(source)
    }
}

/// Properties and values that health knows beside the conventional ones.
enum HealthProperty {
    /// On nodes: list of `rule=value`, what the item is told apart by.
    static let identifiers = "identifiers"
    /// On nodes: who answers for the item, where no relationship tells.
    static let owner = "owner"
    static let staleStates = ["stale", "missing"]
}
