/// Resources that are no things, but say how two others are tied: `FIRST TYPE SECOND`.
struct TerraformTies {
    /// The attribute that names the source of the relationship, its type, and the attribute that names the target.
    var source: String
    var relationship: String
    var target: String

    private init(_ source: String, _ relationship: String, _ target: String) {
        self.source = source
        self.relationship = relationship
        self.target = target
    }

    static let ofType: [String: TerraformTies] = {
        let listener = TerraformTies("load_balancer_arn", "ROUTES_TO", "target_group_arn")
        let attached = TerraformTies("target_id", "MEMBER_OF", "target_group_arn")
        let disk = TerraformTies("managed_disk_id", "ATTACHED_TO", "virtual_machine_id")
        let group = TerraformTies("autoscaling_group_name", "MEMBER_OF", "lb_target_group_arn")
        let pool = TerraformTies("network_interface_id", "MEMBER_OF", "backend_address_pool_id")
        return [
            "aws_lb_listener": listener, "aws_alb_listener": listener, "aws_lb_target_group_attachment": attached,
            "aws_alb_target_group_attachment": attached, "aws_autoscaling_attachment": group,
            "aws_elb_attachment": TerraformTies("instance", "MEMBER_OF", "elb"),
            "aws_volume_attachment": TerraformTies("volume_id", "ATTACHED_TO", "instance_id"),
            "aws_network_interface_attachment": TerraformTies("network_interface_id", "ATTACHED_TO", "instance_id"),
            "aws_network_interface_sg_attachment": TerraformTies(
                "network_interface_id", "SECURED_BY", "security_group_id"),
            "aws_eip_association": TerraformTies("allocation_id", "BOUND_TO", "instance_id"),
            "aws_route_table_association": TerraformTies("subnet_id", "DEPENDS_ON", "route_table_id"),
            "aws_vpn_gateway_attachment": TerraformTies("vpn_gateway_id", "PART_OF", "vpc_id"),
            "azurerm_virtual_machine_data_disk_attachment": disk,
            "azurerm_network_interface_backend_address_pool_association": pool,
            "azurerm_network_interface_security_group_association": TerraformTies(
                "network_interface_id", "SECURED_BY", "network_security_group_id"),
            "azurerm_subnet_network_security_group_association": TerraformTies(
                "subnet_id", "SECURED_BY", "network_security_group_id"),
            "azurerm_subnet_route_table_association": TerraformTies("subnet_id", "DEPENDS_ON", "route_table_id"),
            "azurerm_subnet_nat_gateway_association": TerraformTies("subnet_id", "DEPENDS_ON", "nat_gateway_id"),
            "google_compute_attached_disk": TerraformTies("disk", "ATTACHED_TO", "instance"),
        ]
    }()
}

/// The relationship that an attribute of one item, in which another's id stands, is taken for.
struct TerraformRule {
    var relationship: String
    /// From the item that is named to the one whose attribute names it.
    var isReversed = false
    /// The redundancy group of the naming item, when it names several.
    var group: String?

    static func of(_ owner: String, _ key: String, _ target: String) -> TerraformRule {
        switch (owner, target) {
        case ("CloudMonitor", _): return TerraformRule(relationship: "MONITORS")
        case ("AutoScalingGroup", "CloudLoadBalancer"): return TerraformRule(relationship: "MEMBER_OF")
        case (_, "TargetGroup") where owner != "CloudLoadBalancer":
            return TerraformRule(relationship: "MEMBER_OF")
        case ("CloudLoadBalancer", "TargetGroup"): return TerraformRule(relationship: "ROUTES_TO")
        case ("TargetGroup", "CloudLoadBalancer"): return TerraformRule(relationship: "ROUTES_TO", isReversed: true)
        // Whoever lists instances or groups spreads requests over them, or keeps them running.
        case ("TargetGroup", _) where key == "group" || key == "instances":
            return TerraformRule(relationship: "MEMBER_OF", isReversed: true)
        case ("CloudLoadBalancer", "CloudInstance"), ("AutoScalingGroup", "CloudInstance"):
            return TerraformRule(relationship: "MEMBER_OF", isReversed: true)
        case ("ManagedDatabase", "DatabaseCluster"): return TerraformRule(relationship: "MEMBER_OF")
        case ("ManagedDatabase", "ManagedDatabase"):
            return TerraformRule(relationship: "REPLICATES_TO", isReversed: true)
        case ("VolumeSnapshot", _), (_, "VolumeSnapshot"), (_, "MachineImage"):
            return TerraformRule(relationship: "PROVISIONED_FROM")
        case (_, "BlockVolume"), ("CloudInstance", "CloudNetworkInterface"):
            return TerraformRule(relationship: "ATTACHED_TO", isReversed: true)
        case ("ElasticIPAddress", _): return TerraformRule(relationship: "BOUND_TO")
        default: return ofTarget(owner, target)
        }
    }

    private static func ofTarget(_ owner: String, _ target: String) -> TerraformRule {
        switch target {
        case "SecurityGroup" where owner == "SecurityGroup":
            return TerraformRule(relationship: "RELATES_TO")
        case "SecurityGroup", "CloudKey", "CloudSecret", "Certificate":
            return TerraformRule(relationship: "SECURED_BY")
        case "CloudIdentity": return TerraformRule(relationship: "AUTHENTICATES_WITH")
        case "CloudSubnet": return TerraformRule(relationship: "DEPENDS_ON", group: "subnets")
        case "VirtualPrivateCloud" where isPartOfNetwork(owner): return TerraformRule(relationship: "PART_OF")
        case "ManagedKubernetes" where owner == "NodePool": return TerraformRule(relationship: "PART_OF")
        case "HostedZone", "CloudResourceGroup", "CloudAccount", "KubernetesNamespace", "VirtualDatacenter":
            return TerraformRule(relationship: "PART_OF")
        case "CloudMonitor": return TerraformRule(relationship: "MONITORS", isReversed: true)
        case "Hypervisor": return TerraformRule(relationship: "VIRTUALISED_BY")
        case "HypervisorCluster" where owner == "Hypervisor": return TerraformRule(relationship: "MEMBER_OF")
        case "ResourcePool", "HypervisorCluster": return TerraformRule(relationship: "GETS_RESOURCES_FROM")
        case "Datastore", "StorageCluster": return TerraformRule(relationship: "STORED_ON")
        default: return TerraformRule(relationship: "DEPENDS_ON")
        }
    }

    private static func isPartOfNetwork(_ owner: String) -> Bool {
        ["CloudSubnet", "RouteTable", "SecurityGroup", "InternetGateway", "NATGateway", "VPNGateway"].contains(owner)
    }
}
