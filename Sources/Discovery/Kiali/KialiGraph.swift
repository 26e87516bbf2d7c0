import GraphModel

/// Nodes and edges of graphs of traffic, until their end.
struct KialiGraph {
    private struct Edge: Hashable {
        var source: String
        var target: String
    }

    /// One document's nodes by their identifiers, which it makes up for its edges.
    struct Document {
        fileprivate var nodes: [String: String] = [:]
        /// Nodes that stand for a kind of requests between a caller and what it calls.
        fileprivate var between: Set<String> = []
        fileprivate var edges: [(source: String, target: String, traffic: JSONValue)] = []

        mutating func add(_ id: String, _ node: KialiNode) { nodes[id] = node.nativeID }
        mutating func addBetween(_ id: String) { between.insert(id) }

        mutating func addEdge(_ fields: JSONFields) throws(ImportError) {
            guard let source = try fields.string("source") else { throw fields.missing("source") }
            guard let target = try fields.string("target") else { throw fields.missing("target") }
            let kept = ["traffic", "responseTime"].compactMap { name in
                fields.value[name].map { JSONObject.Member(name, $0["responses"] == nil ? $0 : Self.plain($0)) }
            }
            edges.append((source, target, .object(JSONObject(kept))))
        }

        /// Without the responses, which are long.
        private static func plain(_ traffic: JSONValue) -> JSONValue {
            .object(JSONObject(traffic.members.filter { $0.name != "responses" }))
        }
    }

    private var nodes: [String: KialiNode] = [:]
    private var order: [String] = []
    private var edges: [Edge: KialiTraffic] = [:]
    private(set) var unknown = 0

    mutating func add(_ node: KialiNode) {
        if nodes.updateValue(node, forKey: node.nativeID) == nil { order.append(node.nativeID) }
    }

    /// The edges of a document. An edge that an earlier document had stays as that had it.
    mutating func close(_ document: Document) {
        var found: [Edge: KialiTraffic] = [:]
        var onward: [String: [(target: String, traffic: JSONValue)]] = [:]
        for edge in document.edges where document.between.contains(edge.source) {
            onward[edge.source, default: []].append((edge.target, edge.traffic))
        }
        for edge in document.edges where !document.between.contains(edge.source) {
            guard let source = document.nodes[edge.source] else {
                unknown += 1
                continue
            }
            let targets = onward[edge.target].map { $0 } ?? [(target: edge.target, traffic: edge.traffic)]
            for step in targets {
                guard let target = document.nodes[step.target] else {
                    unknown += 1
                    continue
                }
                if source != target {
                    found[Edge(source: source, target: target), default: KialiTraffic()].add(step.traffic)
                }
            }
        }
        edges.merge(found) { old, _ in old }
    }

    func emit(into sink: any DiscoverySink) throws(ImportError) {
        var targets: [String: [(node: KialiNode, traffic: KialiTraffic)]] = [:]
        for (edge, traffic) in edges.sorted(by: { $0.key.target < $1.key.target }) {
            if let node = nodes[edge.target] { targets[edge.source, default: []].append((node, traffic)) }
        }
        var versions: [String: [KialiNode]] = [:]
        var places = KialiPlaces()
        for id in order {
            guard let node = nodes[id] else { continue }
            try places.add(node, into: sink)
            if let app = node.app {
                versions[KialiNode.app(node.cluster, node.namespace, app), default: []].append(node)
            }
        }
        for id in order {
            guard let node = nodes[id] else { continue }
            try emit(node, targets[id] ?? [], versions: versions[id] ?? [], into: sink)
            versions[id] = nil
        }
        for (id, members) in versions.sorted(by: { $0.key < $1.key }) {
            guard let first = members.first, let app = first.app else { continue }
            var attributes = [Property(ConventionalProperty.name, .string(app))]
            attributes.add("namespace", first.namespace)
            try emit("Microservice", id, attributes, first, [], versions: members, into: sink)
        }
    }

    private func emit(
        _ node: KialiNode, _ targets: [(node: KialiNode, traffic: KialiTraffic)], versions: [KialiNode],
        into sink: any DiscoverySink
    ) throws(ImportError) {
        try emit(node.ciClass, node.nativeID, node.attributes, node, targets, versions: versions, into: sink)
    }

    private func emit(
        _ ciClass: String, _ id: String, _ attributes: [Property], _ node: KialiNode,
        _ targets: [(node: KialiNode, traffic: KialiTraffic)], versions: [KialiNode], into sink: any DiscoverySink
    ) throws(ImportError) {
        let isService = node.kind == .service && id == node.nativeID
        let up = targets.map(\.node).filter { !$0.isDown }
        let alternatives = isService ? [:] : Self.alternatives(up)
        var groups = Set(alternatives.values).sorted()
        if isService, !up.isEmpty { groups = ["backends"] }
        let versions = versions.filter { !$0.isDown }
        if !versions.isEmpty { groups.append("versions") }
        try sink.acceptItem(
            ciClass, id, attributes, groups: groups.map { RedundancyGroup(name: $0, threshold: .atLeast(1)) },
            at: node.position)
        if ciClass != "API" {
            try sink.acceptRelationship(
                .native(id), "PART_OF", .native(KialiPlaces.namespace(node.cluster, node.namespace)), at: node.position)
        }
        for (target, traffic) in targets {
            var properties = traffic.properties
            if target.isDown {
                // It keeps nothing up, and its loss is no news.
                properties.add(ConventionalProperty.isSoft)
            } else {
                properties.add(ConventionalProperty.group, isService ? "backends" : alternatives[target.nativeID])
            }
            properties.add(ConventionalProperty.isInferred)
            try sink.acceptRelationship(
                .native(id), isService ? "ROUTES_TO" : "DEPENDS_ON", .native(target.nativeID), properties,
                at: node.position)
        }
        for version in versions {
            try sink.acceptRelationship(
                .native(id), "DEPENDS_ON", .native(version.nativeID), ConventionalProperty.member(of: "versions"),
                at: version.position)
        }
    }

    /// The group of each target that is called under the name of the same service as another.
    private static func alternatives(_ targets: [KialiNode]) -> [String: String] {
        var members: [String: [String]] = [:]
        for target in targets where target.services.count == 1 {
            if let service = target.services.first { members[service, default: []].append(target.nativeID) }
        }
        var groups: [String: String] = [:]
        for (service, ids) in members where ids.count > 1 {
            for id in ids { groups[id] = "service \(service)" }
        }
        return groups
    }
}

/// Namespaces and clusters that nodes are in.
private struct KialiPlaces {
    private var seen: Set<String> = []

    static func namespace(_ cluster: String, _ name: String) -> String { "\(cluster):namespace/\(name)" }

    mutating func add(_ node: KialiNode, into sink: any DiscoverySink) throws(ImportError) {
        guard node.ciClass != "API" else { return }
        let cluster = "\(node.cluster):cluster"
        if seen.insert(cluster).inserted {
            try sink.acceptItem(
                "KubernetesCluster", cluster, [Property(ConventionalProperty.name, .string(node.cluster))],
                at: node.position)
        }
        let namespace = Self.namespace(node.cluster, node.namespace)
        guard seen.insert(namespace).inserted else { return }
        try sink.acceptItem(
            "KubernetesNamespace", namespace, [Property(ConventionalProperty.name, .string(node.namespace))],
            at: node.position)
        try sink.acceptRelationship(.native(namespace), "PART_OF", .native(cluster), at: node.position)
    }
}
