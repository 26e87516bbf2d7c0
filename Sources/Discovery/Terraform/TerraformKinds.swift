/// What each type of resource is: a configuration item of some class, a tie between others, or a setting of another.
enum TerraformKinds {
    /// The class of the items that resources of a type are; nil for ties, settings and helpers, which are no items.
    static func ciClass(_ type: String) -> String? {
        if let known = classes[type] { return known }
        if TerraformTies.ofType[type] != nil || isHelper(type) || isSetting(type) { return nil }
        if type.hasPrefix("kubernetes_") || type.hasPrefix("helm_") { return "KubernetesObject" }
        if type.hasPrefix("vsphere_") { return "VirtualisationResource" }
        return "CloudResource"
    }

    static let classes: [String: String] = amazon.merging(azure) { $1 }.merging(google) { $1 }.merging(others) { $1 }

    /// Providers that make values, files and delays, not things.
    static func isHelper(_ type: String) -> Bool {
        let provider = type.prefix { $0 != "_" }
        return ["random", "null", "time", "tls", "local", "template", "archive", "terraform", "external", "http"]
            .contains(provider)
    }

    /// Resources that only set something of another one.
    static func isSetting(_ type: String) -> Bool {
        settingSuffixes.contains { type.hasSuffix($0) } || type.hasPrefix("aws_s3_bucket_")
            || type.hasPrefix("azurerm_role_") || type.contains("_iam_policy") || type.contains("_iam_member")
    }

    private static let settingSuffixes = [
        "_policy", "_attachment", "_association", "_permission", "_rule", "_acl", "_binding", "_grant", "_member",
        "_parameter_group", "_option_group", "_public_access_block", "_configuration", "_accepter", "_options",
        "_version", "_role_policy", "_alias", "_validation",
    ]

    private static let amazon = [
        "aws_instance": "CloudInstance", "aws_spot_instance_request": "CloudInstance", "aws_ami": "MachineImage",
        "aws_ami_copy": "MachineImage", "aws_launch_template": "MachineImage",
        "aws_launch_configuration": "MachineImage",
        "aws_vpc": "VirtualPrivateCloud", "aws_default_vpc": "VirtualPrivateCloud", "aws_subnet": "CloudSubnet",
        "aws_default_subnet": "CloudSubnet", "aws_security_group": "SecurityGroup",
        "aws_default_security_group": "SecurityGroup", "aws_network_acl": "SecurityGroup",
        "aws_route_table": "RouteTable", "aws_default_route_table": "RouteTable",
        "aws_internet_gateway": "InternetGateway", "aws_egress_only_internet_gateway": "InternetGateway",
        "aws_nat_gateway": "NATGateway", "aws_ec2_transit_gateway": "TransitGateway", "aws_vpn_gateway": "VPNGateway",
        "aws_vpn_connection": "CloudVPNConnection", "aws_dx_connection": "DirectConnection",
        "aws_network_interface": "CloudNetworkInterface", "aws_eip": "ElasticIPAddress", "aws_lb": "CloudLoadBalancer",
        "aws_alb": "CloudLoadBalancer", "aws_elb": "CloudLoadBalancer", "aws_lb_target_group": "TargetGroup",
        "aws_alb_target_group": "TargetGroup", "aws_autoscaling_group": "AutoScalingGroup",
        "aws_ebs_volume": "BlockVolume", "aws_ebs_snapshot": "VolumeSnapshot", "aws_s3_bucket": "ObjectBucket",
        "aws_efs_file_system": "CloudFileSystem", "aws_fsx_lustre_file_system": "CloudFileSystem",
        "aws_fsx_ontap_file_system": "CloudFileSystem", "aws_db_instance": "ManagedDatabase",
        "aws_rds_cluster": "DatabaseCluster", "aws_rds_cluster_instance": "ManagedDatabase",
        "aws_docdb_cluster": "DatabaseCluster", "aws_docdb_cluster_instance": "ManagedDatabase",
        "aws_dynamodb_table": "ManagedDatabase", "aws_redshift_cluster": "ManagedDatabase",
        "aws_elasticache_cluster": "ManagedCache", "aws_elasticache_replication_group": "ManagedCache",
        "aws_sqs_queue": "ManagedQueue", "aws_sns_topic": "ManagedTopic", "aws_kinesis_stream": "ManagedStream",
        "aws_msk_cluster": "ManagedStream", "aws_eks_cluster": "ManagedKubernetes", "aws_eks_node_group": "NodePool",
        "aws_lambda_function": "CloudFunction", "aws_api_gateway_rest_api": "ManagedAPIGateway",
        "aws_apigatewayv2_api": "ManagedAPIGateway", "aws_cloudfront_distribution": "ContentDeliveryNetwork",
        "aws_route53_zone": "HostedZone", "aws_route53_record": "DNSRecord", "aws_kms_key": "CloudKey",
        "aws_secretsmanager_secret": "CloudSecret", "aws_ssm_parameter": "CloudSecret",
        "aws_acm_certificate": "Certificate", "aws_iam_role": "CloudIdentity", "aws_iam_user": "CloudIdentity",
        "aws_iam_instance_profile": "CloudIdentity", "aws_cloudwatch_metric_alarm": "CloudMonitor",
        "aws_cloudwatch_log_group": "CloudMonitor", "aws_cloudformation_stack": "CloudStack",
    ]

    private static let azure = [
        "azurerm_linux_virtual_machine": "CloudInstance", "azurerm_windows_virtual_machine": "CloudInstance",
        "azurerm_virtual_machine": "CloudInstance", "azurerm_linux_virtual_machine_scale_set": "AutoScalingGroup",
        "azurerm_windows_virtual_machine_scale_set": "AutoScalingGroup",
        "azurerm_orchestrated_virtual_machine_scale_set": "AutoScalingGroup",
        "azurerm_virtual_machine_scale_set": "AutoScalingGroup", "azurerm_resource_group": "CloudResourceGroup",
        "azurerm_subscription": "CloudAccount", "azurerm_virtual_network": "VirtualPrivateCloud",
        "azurerm_subnet": "CloudSubnet", "azurerm_network_interface": "CloudNetworkInterface",
        "azurerm_network_security_group": "SecurityGroup", "azurerm_route_table": "RouteTable",
        "azurerm_nat_gateway": "NATGateway", "azurerm_public_ip": "ElasticIPAddress",
        "azurerm_virtual_network_gateway": "VPNGateway", "azurerm_express_route_circuit": "DirectConnection",
        "azurerm_lb": "CloudLoadBalancer", "azurerm_application_gateway": "CloudLoadBalancer",
        "azurerm_lb_backend_address_pool": "TargetGroup", "azurerm_managed_disk": "BlockVolume",
        "azurerm_snapshot": "VolumeSnapshot", "azurerm_image": "MachineImage",
        "azurerm_storage_account": "ObjectBucket", "azurerm_storage_share": "CloudFileSystem",
        "azurerm_mssql_server": "ManagedDatabase", "azurerm_mssql_database": "Database",
        "azurerm_postgresql_flexible_server": "ManagedDatabase", "azurerm_postgresql_server": "ManagedDatabase",
        "azurerm_mysql_flexible_server": "ManagedDatabase", "azurerm_mysql_server": "ManagedDatabase",
        "azurerm_cosmosdb_account": "ManagedDatabase", "azurerm_redis_cache": "ManagedCache",
        "azurerm_servicebus_namespace": "ManagedQueue", "azurerm_servicebus_queue": "ManagedQueue",
        "azurerm_servicebus_topic": "ManagedTopic", "azurerm_eventhub": "ManagedStream",
        "azurerm_kubernetes_cluster": "ManagedKubernetes", "azurerm_kubernetes_cluster_node_pool": "NodePool",
        "azurerm_linux_function_app": "CloudFunction", "azurerm_windows_function_app": "CloudFunction",
        "azurerm_api_management": "ManagedAPIGateway", "azurerm_dns_zone": "HostedZone",
        "azurerm_dns_a_record": "DNSRecord", "azurerm_dns_cname_record": "DNSRecord",
        "azurerm_key_vault": "SecretStore",
        "azurerm_key_vault_key": "CloudKey", "azurerm_key_vault_secret": "CloudSecret",
        "azurerm_user_assigned_identity": "CloudIdentity",
    ]

    private static let google = [
        "google_compute_instance": "CloudInstance", "google_compute_instance_template": "MachineImage",
        "google_compute_image": "MachineImage", "google_compute_instance_group": "AutoScalingGroup",
        "google_compute_instance_group_manager": "AutoScalingGroup",
        "google_compute_region_instance_group_manager": "AutoScalingGroup", "google_project": "CloudAccount",
        "google_compute_network": "VirtualPrivateCloud", "google_compute_subnetwork": "CloudSubnet",
        "google_compute_firewall": "SecurityGroup", "google_compute_router": "Router",
        "google_compute_router_nat": "NATGateway", "google_compute_address": "ElasticIPAddress",
        "google_compute_global_address": "ElasticIPAddress", "google_compute_vpn_tunnel": "CloudVPNConnection",
        "google_compute_forwarding_rule": "CloudLoadBalancer",
        "google_compute_global_forwarding_rule": "CloudLoadBalancer",
        "google_compute_backend_service": "TargetGroup", "google_compute_region_backend_service": "TargetGroup",
        "google_compute_target_pool": "TargetGroup", "google_compute_disk": "BlockVolume",
        "google_compute_snapshot": "VolumeSnapshot", "google_storage_bucket": "ObjectBucket",
        "google_filestore_instance": "CloudFileSystem", "google_sql_database_instance": "ManagedDatabase",
        "google_sql_database": "Database", "google_bigtable_instance": "ManagedDatabase",
        "google_spanner_instance": "ManagedDatabase", "google_redis_instance": "ManagedCache",
        "google_pubsub_topic": "ManagedTopic", "google_pubsub_subscription": "ManagedQueue",
        "google_container_cluster": "ManagedKubernetes", "google_container_node_pool": "NodePool",
        "google_cloudfunctions_function": "CloudFunction", "google_cloudfunctions2_function": "CloudFunction",
        "google_dns_managed_zone": "HostedZone", "google_dns_record_set": "DNSRecord",
        "google_kms_crypto_key": "CloudKey", "google_secret_manager_secret": "CloudSecret",
        "google_service_account": "CloudIdentity",
    ]

    private static let others = [
        "kubernetes_namespace": "KubernetesNamespace", "kubernetes_deployment": "Deployment",
        "kubernetes_stateful_set": "StatefulSet", "kubernetes_daemonset": "DaemonSet", "kubernetes_job": "Job",
        "kubernetes_cron_job": "CronJob", "kubernetes_pod": "Pod", "kubernetes_service": "KubernetesService",
        "kubernetes_ingress": "Ingress", "kubernetes_config_map": "ConfigMap", "kubernetes_secret": "Secret",
        "kubernetes_service_account": "ServiceAccount", "kubernetes_persistent_volume": "PersistentVolume",
        "kubernetes_persistent_volume_claim": "PersistentVolumeClaim", "kubernetes_storage_class": "StorageClass",
        "kubernetes_network_policy": "NetworkPolicy", "kubernetes_pod_disruption_budget": "PodDisruptionBudget",
        "kubernetes_namespace_v1": "KubernetesNamespace", "kubernetes_deployment_v1": "Deployment",
        "kubernetes_stateful_set_v1": "StatefulSet", "kubernetes_daemon_set_v1": "DaemonSet",
        "kubernetes_job_v1": "Job", "kubernetes_cron_job_v1": "CronJob", "kubernetes_pod_v1": "Pod",
        "kubernetes_service_v1": "KubernetesService", "kubernetes_ingress_v1": "Ingress",
        "kubernetes_config_map_v1": "ConfigMap", "kubernetes_secret_v1": "Secret",
        "kubernetes_service_account_v1": "ServiceAccount", "kubernetes_persistent_volume_v1": "PersistentVolume",
        "kubernetes_persistent_volume_claim_v1": "PersistentVolumeClaim", "kubernetes_storage_class_v1": "StorageClass",
        "kubernetes_manifest": "CustomResource", "helm_release": "HelmRelease",
        "vsphere_virtual_machine": "VirtualMachine", "vsphere_host": "Hypervisor",
        "vsphere_compute_cluster": "HypervisorCluster", "vsphere_datacenter": "VirtualDatacenter",
        "vsphere_resource_pool": "ResourcePool", "vsphere_vmfs_datastore": "Datastore",
        "vsphere_nas_datastore": "Datastore", "vsphere_datastore": "Datastore",
        "vsphere_datastore_cluster": "StorageCluster", "vsphere_distributed_virtual_switch": "VirtualSwitch",
        "vsphere_host_virtual_switch": "VirtualSwitch", "vsphere_distributed_port_group": "VirtualNetwork",
        "vsphere_host_port_group": "VirtualNetwork", "vsphere_network": "VirtualNetwork",
        "cloudflare_zone": "HostedZone", "cloudflare_record": "DNSRecord", "cloudflare_dns_record": "DNSRecord",
        "docker_container": "Container", "docker_image": "ContainerImage", "docker_network": "ContainerNetwork",
        "docker_volume": "ContainerVolume", "openstack_compute_instance_v2": "CloudInstance",
        "openstack_blockstorage_volume_v3": "BlockVolume", "openstack_networking_network_v2": "VirtualPrivateCloud",
        "openstack_networking_subnet_v2": "CloudSubnet", "digitalocean_droplet": "CloudInstance",
        "hcloud_server": "CloudInstance", "libvirt_domain": "VirtualMachine", "proxmox_vm_qemu": "VirtualMachine",
    ]
}
