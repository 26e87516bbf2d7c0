/// The relationship that an attribute of one item, in which another's id stands, is taken for.
struct CloudRelationship {
    var relationship: String
    /// From the item that is named to the one whose attribute names it.
    var isReversed = false
    /// The redundancy group of the naming item, when it names several.
    var group: String?

    static func of(_ owner: String, _ key: String, _ target: String) -> CloudRelationship {
        switch (owner, target) {
        case ("CloudMonitor", _): return CloudRelationship(relationship: "MONITORS")
        case ("AutoScalingGroup", "CloudLoadBalancer"): return CloudRelationship(relationship: "MEMBER_OF")
        case (_, "TargetGroup") where owner != "CloudLoadBalancer":
            return CloudRelationship(relationship: "MEMBER_OF")
        case ("CloudLoadBalancer", "TargetGroup"): return CloudRelationship(relationship: "ROUTES_TO")
        case ("TargetGroup", "CloudLoadBalancer"): return CloudRelationship(relationship: "ROUTES_TO", isReversed: true)
        // Whoever lists instances or groups spreads requests over them, or keeps them running.
        case ("TargetGroup", _) where key == "group" || key == "instances":
            return CloudRelationship(relationship: "MEMBER_OF", isReversed: true)
        case ("CloudInstance", "CloudLoadBalancer"), ("CloudInstance", "AutoScalingGroup"):
            return CloudRelationship(relationship: "MEMBER_OF")
        case ("CloudLoadBalancer", "CloudInstance"), ("AutoScalingGroup", "CloudInstance"):
            return CloudRelationship(relationship: "MEMBER_OF", isReversed: true)
        case ("ManagedDatabase", "DatabaseCluster"): return CloudRelationship(relationship: "MEMBER_OF")
        case ("ManagedDatabase", "ManagedDatabase"):
            return CloudRelationship(relationship: "REPLICATES_TO", isReversed: true)
        case ("VolumeSnapshot", _), (_, "VolumeSnapshot"), (_, "MachineImage"):
            return CloudRelationship(relationship: "PROVISIONED_FROM")
        case (_, "BlockVolume"), ("CloudInstance", "CloudNetworkInterface"):
            return CloudRelationship(relationship: "ATTACHED_TO", isReversed: true)
        case ("ElasticIPAddress", _): return CloudRelationship(relationship: "BOUND_TO")
        default: return ofTarget(owner, target)
        }
    }

    private static func ofTarget(_ owner: String, _ target: String) -> CloudRelationship {
        switch target {
        case "SecurityGroup" where owner == "SecurityGroup":
            return CloudRelationship(relationship: "RELATES_TO")
        case "SecurityGroup", "CloudKey", "CloudSecret", "Certificate":
            return CloudRelationship(relationship: "SECURED_BY")
        case "CloudIdentity": return CloudRelationship(relationship: "AUTHENTICATES_WITH")
        case "CloudSubnet": return CloudRelationship(relationship: "DEPENDS_ON", group: "subnets")
        case "VirtualPrivateCloud" where isPartOfNetwork(owner): return CloudRelationship(relationship: "PART_OF")
        case "ManagedKubernetes" where owner == "NodePool": return CloudRelationship(relationship: "PART_OF")
        case "CloudStack", "HostedZone", "CloudResourceGroup", "CloudAccount", "KubernetesNamespace",
            "VirtualDatacenter":
            return CloudRelationship(relationship: "PART_OF")
        case "CloudMonitor": return CloudRelationship(relationship: "MONITORS", isReversed: true)
        case "Hypervisor": return CloudRelationship(relationship: "VIRTUALISED_BY")
        case "HypervisorCluster" where owner == "Hypervisor": return CloudRelationship(relationship: "MEMBER_OF")
        case "ResourcePool", "HypervisorCluster": return CloudRelationship(relationship: "GETS_RESOURCES_FROM")
        case "Datastore", "StorageCluster": return CloudRelationship(relationship: "STORED_ON")
        default: return CloudRelationship(relationship: "DEPENDS_ON")
        }
    }

    private static func isPartOfNetwork(_ owner: String) -> Bool {
        ["CloudSubnet", "RouteTable", "SecurityGroup", "InternetGateway", "NATGateway", "VPNGateway"].contains(owner)
    }

    /// The relationship of two items of which a source says only that they belong together: the class that others need
    /// more comes second.
    static func between(
        _ one: String, _ other: String
    ) -> (rule: CloudRelationship, isSwapped: Bool) {
        if one == "ElasticIPAddress" { return (of(one, "", other), false) }
        if other == "ElasticIPAddress" { return (of(other, "", one), true) }
        let places = (order.firstIndex(of: one), order.firstIndex(of: other))
        switch places {
        case (nil, nil): return (CloudRelationship(relationship: "RELATES_TO"), false)
        case (let first?, let second?) where first < second: return (of(other, "", one), true)
        case (_?, nil): return (of(other, "", one), true)
        default: return (of(one, "", other), false)
        }
    }

    private static let order = [
        "VirtualPrivateCloud", "SecurityGroup", "CloudIdentity", "CloudStack", "RouteTable", "CloudSubnet", "CloudKey",
        "MachineImage", "BlockVolume", "CloudNetworkInterface", "TargetGroup", "CloudLoadBalancer", "AutoScalingGroup",
        "DatabaseCluster",
    ]
}
