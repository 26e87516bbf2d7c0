internal import GraphModel
internal import GraphStore
internal import Schema
internal import Topology

extension ImpactAnalyzer {
    /// The services that an answer reaches, worst first, with whoever answers for them.
    func services(in answer: PropagationAnswer, _ names: inout SummaryCache) throws -> [ServiceImpact] {
        let serviceClasses = topology.classNames.map { name in
            schema.classCode(name).map { schema[$0].isService } ?? false
        }
        var services: [ServiceImpact] = []
        for entry in answer where serviceClasses[Int(topology.classCode(of: entry.node))] {
            let id = topology.id(of: entry.node)
            services.append(
                ServiceImpact(
                    ci: try names[entry.node], verdict: entry.verdict, distance: entry.distance,
                    criticality: try node(id)?[CompiledSchema.criticalityAttribute]?.string,
                    owners: try holders(.owner, of: id), contacts: try holders(.contact, of: id)))
        }
        let ranks = Dictionary(
            uniqueKeysWithValues: schema.criticalities.enumerated().map { ($0.element, $0.offset) })
        func rank(_ service: ServiceImpact) -> Int { service.criticality.flatMap { ranks[$0] } ?? ranks.count }
        return services.sorted {
            ($1.verdict, rank($0), $0.ci.name) < ($0.verdict, rank($1), $1.ci.name)
        }
    }

    /// The people and teams that have a role for an item.
    private func holders(_ role: Responsibility.Role, of id: NodeID) throws -> [Contact] {
        var contacts: [Contact] = []
        for type in schema.responsibilityTypes(role) {
            let holderIsTarget = type.responsibility?.holder == .target
            let direction: Direction = holderIsTarget ? .outgoing : .incoming
            for relationship in try relationships(of: id, direction, types: [type.name]) {
                guard let holder = try node(holderIsTarget ? relationship.target : relationship.source) else {
                    continue
                }
                contacts.append(
                    Contact(
                        ci: CISummary(holder, schema),
                        role: holderIsTarget ? type.forwardLabel : type.reverseLabel,
                        address: ["email", "telephone"].lazy.compactMap { holder[$0]?.string }.first))
            }
        }
        return contacts.sorted { $0.ci.name < $1.ci.name }
    }

    /// A node of this version, as a proposed change leaves it.
    private func node(_ id: NodeID) throws -> Node? {
        if let proposal { return try proposal.node(id) }
        return try snapshot.node(id)
    }

    /// Relationships of this version, as a proposed change leaves them.
    private func relationships(of id: NodeID, _ direction: Direction, types: [String]) throws -> [Relationship] {
        if let proposal { return try proposal.relationships(of: id, direction, types: types) }
        return try snapshot.relationships(of: id, direction, types: types)
    }

    /// What nobody has modelled or resolved, among the items that the answer is about.
    func coverage(of answer: PropagationAnswer, _ names: inout SummaryCache) throws -> Coverage {
        var unmodelled: [CISummary] = []
        for node in answer.failing where !topology.hasRelationships(node) { unmodelled.append(try names[node]) }
        guard try proposal != nil || snapshot.count(label: ConventionalLabel.unresolvedReference) > 0 else {
            return Coverage(unmodelled: unmodelled, unresolved: [])
        }
        var unresolved: Set<NodeIndex> = []
        for entry in answer {
            for provider in topology.providers(of: entry.node) where topology.isUnresolved(provider.node) {
                unresolved.insert(provider.node)
            }
        }
        return Coverage(
            unmodelled: unmodelled,
            unresolved: try unresolved.sorted().map { try names[$0] })
    }
}
