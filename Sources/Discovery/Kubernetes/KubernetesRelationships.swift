import GraphModel

/// Relationship types and groups that objects of a cluster have.
enum KubernetesRelationship {
    static let partOf = "PART_OF"
    static let memberOf = "MEMBER_OF"
    static let owns = "OWNS"
    static let runsOn = "RUNS_ON"
    static let dependsOn = "DEPENDS_ON"
    static let routesTo = "ROUTES_TO"
    static let mounts = "MOUNTS"
    static let boundTo = "BOUND_TO"
    static let storedOn = "STORED_ON"
    static let provisionedFrom = "PROVISIONED_FROM"
    static let authenticatesWith = "AUTHENTICATES_WITH"
    static let securedBy = "SECURED_BY"
    static let limits = "LIMITS"

    /// The group of a workload's or service's pods.
    static let pods = "pods"
    /// The group of the services behind an ingress.
    static let backends = "backends"
    /// The group of a cluster's nodes; `MEMBER_OF` fills it by itself.
    static let members = "members"

    static let soft = Property(ConventionalProperty.effect, "soft")
    static let inferred = Property(ConventionalProperty.inferred, true)

    static func group(_ name: String) -> [Property] {
        [Property(ConventionalProperty.group, .string(name)), inferred]
    }
}

/// The relationships of one object, each target once a type.
struct KubernetesLinks {
    private struct Link {
        var type: String
        var target: String
        var properties: [Property]
    }

    private let source: String
    private let position: SourcePosition
    private var links: [Link] = []

    init(from source: String, at position: SourcePosition) {
        self.source = source
        self.position = position
    }

    /// A link that is already there stays, unless it was soft and this one is not.
    mutating func add(_ type: String, _ target: String, _ properties: [Property] = []) {
        guard let place = links.firstIndex(where: { $0.type == type && $0.target == target }) else {
            links.append(Link(type: type, target: target, properties: properties))
            return
        }
        if links[place].properties.contains(KubernetesRelationship.soft), properties.isEmpty {
            links[place].properties = []
        }
    }

    func emit(into sink: any DiscoverySink) throws(ImportError) {
        for link in links {
            try sink.accept(
                .relationship(
                    DiscoveredRelationship(
                        type: link.type, source: .native(source), target: .native(link.target),
                        properties: link.properties, position: position)))
        }
    }
}
