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
