/// The texts among an instance's attributes that may name other things.
enum TerraformReferences {
    struct Found: Equatable {
        /// The attribute, without the ones around it.
        var key: String
        var text: String
    }

    /// In the order of the input.
    static func found(in attributes: JSONValue) -> [Found] {
        var result: [Found] = []
        var open: [(key: String, value: JSONValue)] = [("", attributes)]
        while let (key, value) = open.popLast() {
            switch value {
            case .object(let object):
                for member in object.members.reversed() where !isPassedOver(member.name) {
                    open.append((member.name, member.value))
                }
            case .array(let elements): open += elements.reversed().map { (key, $0) }
            case .string(let text) where text.utf8.count <= longest:
                if CloudIdentifier.isGlobal(text) {
                    result.append(Found(key: key, text: CloudIdentifier.canonical(text)))
                } else if !text.isEmpty, namedTypes[key] != nil || zoneKeys.contains(key) {
                    result.append(Found(key: key, text: text))
                }
            default: break
            }
        }
        return result
    }

    private static let longest = 512

    /// Attributes that say who the instance itself is, and those with texts of people and policies.
    private static func isPassedOver(_ key: String) -> Bool {
        switch key {
        case "id", "arn", "self_link", "unique_id", "owner_id", "tags", "tags_all", "labels", "policy",
            "assume_role_policy", "user_data", "user_data_base64", "metadata_startup_script", "custom_data",
            "container_definitions", "default_security_group_id", "main_route_table_id", "default_route_table_id":
            true
        default: false
        }
    }

    static let zoneKeys: Set<String> = ["availability_zone", "zone"]

    /// Attributes that name things of these types by name, or by an id that says nothing outside of its kind.
    static let namedTypes: [String: [String]] = [
        "db_subnet_group_name": ["aws_db_subnet_group"], "iam_instance_profile": ["aws_iam_instance_profile"],
        "role": ["aws_iam_role"], "launch_configuration": ["aws_launch_configuration"],
        "cluster_name": ["aws_eks_cluster", "aws_ecs_cluster"], "bucket": ["aws_s3_bucket"],
        "function_name": ["aws_lambda_function"], "autoscaling_group_name": ["aws_autoscaling_group"],
        "load_balancers": ["aws_elb"], "elb": ["aws_elb"], "replicate_source_db": ["aws_db_instance"],
        "cluster_identifier": ["aws_rds_cluster", "aws_docdb_cluster"],
        "zone_id": ["aws_route53_zone", "cloudflare_zone"],
        "subnet_group_name": ["aws_elasticache_subnet_group"], "resource_group_name": ["azurerm_resource_group"],
        "virtual_network_name": ["azurerm_virtual_network"], "zone_name": ["azurerm_dns_zone"],
        "network": ["google_compute_network"], "subnetwork": ["google_compute_subnetwork"],
        "managed_zone": ["google_dns_managed_zone"], "topic": ["google_pubsub_topic"],
        "cluster": ["google_container_cluster", "aws_ecs_cluster"], "instance": ["google_sql_database_instance"],
        "namespace": ["kubernetes_namespace", "kubernetes_namespace_v1"],
        "host_system_id": ["vsphere_host"], "resource_pool_id": ["vsphere_resource_pool", "vsphere_compute_cluster"],
        "datastore_id": ["vsphere_vmfs_datastore", "vsphere_nas_datastore", "vsphere_datastore"],
        "datastore_cluster_id": ["vsphere_datastore_cluster"],
        "network_id": [
            "vsphere_network", "vsphere_distributed_port_group", "vsphere_host_port_group",
            "openstack_networking_network_v2",
        ],
        "datacenter_id": ["vsphere_datacenter"], "compute_cluster_id": ["vsphere_compute_cluster"],
        "distributed_virtual_switch_uuid": ["vsphere_distributed_virtual_switch"],
        "host_system_ids": ["vsphere_host"],
    ]

    /// The types that `namedTypes` speaks of.
    static let typesNamed = Set(namedTypes.values.joined())
}
