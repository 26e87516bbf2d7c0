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

    static func group(_ name: String) -> [Property] {
        [Property(ConventionalProperty.group, .string(name)), ConventionalProperty.isInferred]
    }
}
