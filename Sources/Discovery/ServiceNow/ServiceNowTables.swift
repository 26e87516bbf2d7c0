/// Which class the records of a table are.
enum ServiceNowTables {
    /// Tables whose records are no configuration items but say something.
    static let relationships = "cmdb_rel_ci"
    static let relationshipTypes = "cmdb_rel_type"

    /// Tables beside the classes of configuration items.
    private static let others: [String: String] = [
        "cmn_location": "Location", "sys_user": "Person", "sys_user_group": "Team", "core_company": "Organisation",
        "cmn_department": "OrganisationUnit", "business_unit": "OrganisationUnit", "ast_contract": "Contract",
        "service_offering": "ServiceOffering", "cmdb_application_product_model": "SoftwareProduct",
        "alm_license": "SoftwareLicence",
    ]

    /// The class of a table's records; nil for tables that are not read. Classes that an organisation made for itself
    /// are taken by the words of their names.
    static func ciClass(_ table: String) -> String? {
        if let other = others[table] { return other }
        guard let name = suffix(table) else { return nil }
        if let exact = classes[name] { return exact }
        return rules.first { rule in rule.words.allSatisfy { name.contains($0) } }?.ciClass ?? "ConfigurationItem"
    }

    /// What is behind `cmdb_ci_`, also of classes of an organisation's own such as `u_cmdb_ci_robot`.
    private static func suffix(_ table: String) -> Substring? {
        if table == "cmdb_ci" || table == "cmdb" { return "" }
        for start in ["cmdb_ci_", "u_cmdb_ci_", "u_cmdb_", "u_ci_"] where table.hasPrefix(start) {
            return table.dropFirst(start.count)
        }
        guard table.hasPrefix("x_"), let range = table.firstRange(of: "_ci_") else { return nil }
        return table[range.upperBound...]
    }

    /// The table that a record's `sys_class_name` states, by its name or its label; nil for one that is not read.
    static func table(of field: ServiceNowField) -> String? {
        if let value = field.value?.lowercased(), ciClass(value) != nil { return value }
        return field.display.flatMap(table(label:))
    }

    /// The table whose label people see is given: `IP Switch` for `cmdb_ci_ip_switch`.
    static func table(label: String) -> String? {
        let plain = label.lowercased()
        if let table = labels[plain] { return table }
        let name = plain.replacing(" ", with: "_").replacing("-", with: "_")
        if others[name] != nil { return name }
        return classes[name[...]] == nil ? nil : "cmdb_ci_\(name)"
    }

    /// Labels that are not their table's name in words.
    private static let labels: [String: String] = [
        "configuration item": "cmdb_ci", "windows server": "cmdb_ci_win_server", "network gear": "cmdb_ci_netgear",
        "virtual machine instance": "cmdb_ci_vm_instance", "vmware virtual machine instance": "cmdb_ci_vmware_instance",
        "application": "cmdb_ci_appl", "business application": "cmdb_ci_business_app",
        "application service": "cmdb_ci_service_auto", "mapped application service": "cmdb_ci_service_discovered",
        "business service": "cmdb_ci_service_business", "technical service": "cmdb_ci_service_technical",
        "technology management service": "cmdb_ci_service_technical", "service offering": "service_offering",
        "ms sql instance": "cmdb_ci_db_mssql_instance", "mssql instance": "cmdb_ci_db_mssql_instance",
        "oracle instance": "cmdb_ci_db_ora_instance", "mysql instance": "cmdb_ci_db_mysql_instance",
        "postgresql instance": "cmdb_ci_db_postgresql_instance", "database instance": "cmdb_ci_db_instance",
        "windows cluster": "cmdb_ci_win_cluster", "windows cluster node": "cmdb_ci_win_cluster_node",
        "load balancer": "cmdb_ci_lb", "f5 big-ip": "cmdb_ci_lb_bigip", "firewall": "cmdb_ci_ip_firewall",
        "vmware vcenter cluster": "cmdb_ci_vcenter_cluster", "vmware vcenter datacenter": "cmdb_ci_vcenter_datacenter",
        "vmware vcenter datastore": "cmdb_ci_vcenter_datastore", "location": "cmn_location", "user": "sys_user",
        "group": "sys_user_group", "company": "core_company", "department": "cmn_department",
        "ci relationship": "cmdb_rel_ci",
    ]

    private static let classes: [Substring: String] = [
        "": "ConfigurationItem", "hardware": "Equipment", "computer": "ComputeResource", "server": "Server",
        "linux_server": "Server", "win_server": "Server", "unix_server": "Server", "aix_server": "Server",
        "solaris_server": "Server", "hpux_server": "Server", "osx_server": "Server", "netware_server": "Server",
        "chassis_server": "Chassis", "ucs_chassis": "Chassis", "ucs_blade": "BladeServer",
        "blade_server": "BladeServer",
        "esx_server": "Hypervisor", "hyper_v_server": "Hypervisor", "virtualization_server": "Hypervisor",
        "kvm": "Hypervisor", "xen_server": "Hypervisor", "mainframe": "Mainframe", "mainframe_lpar": "LogicalPartition",
        "pc_hardware": "Workstation", "printer": "Printer", "handheld_computing": "MobileDevice",
        "storage_server": "FileServer", "net_app_server": "FileServer", "tape_server": "TapeLibrary",
        "vm_instance": "VirtualMachine", "vmware_instance": "VirtualMachine", "hyper_v_instance": "VirtualMachine",
        "kvm_vm_instance": "VirtualMachine", "vm": "VirtualisationResource", "vm_template": "VirtualMachineTemplate",
        "vmware_template": "VirtualMachineTemplate", "vcenter": "VirtualisationManager",
        "vcenter_datacenter": "VirtualDatacenter", "vcenter_cluster": "HypervisorCluster",
        "vcenter_folder": "VirtualDatacenter", "vcenter_datastore": "Datastore", "vcenter_network": "VirtualNetwork",
        "vcenter_dvs": "VirtualSwitch", "esx_resource_pool": "ResourcePool", "hyper_v_cluster": "HypervisorCluster",
        "ec2_instance": "CloudInstance", "cloud_service_account": "CloudAccount",
        "logical_datacenter": "CloudRegion", "aws_datacenter": "CloudRegion", "azure_datacenter": "CloudRegion",
        "google_datacenter": "CloudRegion", "availability_zone": "AvailabilityZone", "cloud_subnet": "CloudSubnet",
        "network": "Network", "cloud_load_balancer": "CloudLoadBalancer", "cloud_database": "ManagedDatabase",
        "cloud_object_storage": "ObjectBucket", "cloud_function": "CloudFunction", "cloud_key_pair": "CloudKey",
        "compute_security_group": "SecurityGroup", "storage_volume": "StorageVolume",
        "netgear": "NetworkDevice", "ip_switch": "Switch", "ip_router": "Router", "ip_firewall": "Firewall",
        "firewall_device": "Firewall", "firewall_network": "Firewall", "lb": "LoadBalancer", "ip_phone": "Appliance",
        "lb_service": "VirtualServer", "lb_pool": "LoadBalancerPool", "lb_pool_member": "RuntimeService",
        "wap_network": "WirelessAccessPoint", "wireless_controller": "WirelessController",
        "storage_switch": "StorageSwitch", "fc_switch": "StorageSwitch", "san": "StorageAreaNetwork",
        "san_fabric": "Fabric", "vpn": "VPNTunnel", "circuit": "NetworkCircuit", "network_adapter": "NetworkInterface",
        "ip_address": "IPAddress", "ip_network": "Subnet", "vlan": "VLAN", "dns_name": "DNSRecord",
        "network_circuit": "NetworkCircuit", "network_host": "ComputeResource", "ni_interface": "NetworkInterface",
        "dns_server": "DNSService", "certificate": "Certificate", "rack": "Rack", "computer_room": "Room",
        "datacenter": "Site", "zone": "Room", "power_eq": "PowerEquipment", "ups": "UninterruptiblePowerSupply",
        "pdu": "PowerDistributionUnit", "pdu_outlet": "PowerCircuit", "generator": "Generator",
        "ups_bypass": "PowerEquipment", "env_sensor": "EnvironmentSensor", "cooling": "CoolingEquipment",
        "msd": "StorageArray", "storage_device": "StorageDevice", "storage_controller": "StorageController",
        "storage_pool": "StoragePool", "storage_cluster": "StorageCluster", "storage_hba": "NetworkInterface",
        "disk": "Disk", "file_system": "FileSystem", "nas_file_system": "FileSystem", "storage_fileshare": "FileShare",
        "storage_export": "FileShare", "memory_module": "MemoryModule", "cluster": "Cluster",
        "win_cluster": "FailoverCluster", "unix_cluster": "FailoverCluster", "cluster_node": "ApplicationInstance",
        "win_cluster_node": "ApplicationInstance", "cluster_resource": "ApplicationInstance",
        "cluster_vip": "IPAddress", "service": "BusinessService", "service_business": "BusinessService",
        "service_technical": "TechnicalService", "service_auto": "ApplicationSystem",
        "service_discovered": "ApplicationSystem", "service_calculated": "ApplicationSystem",
        "service_by_tags": "ApplicationSystem", "query_based_service": "ApplicationSystem",
        "business_app": "Application", "business_capability": "BusinessCapability",
        "business_process": "BusinessProcess", "information_object": "DataSet", "appl": "ApplicationInstance",
        "application_software": "SoftwareInstallation", "spkg": "SoftwarePackage", "app_server": "ApplicationServer",
        "appl_license_server": "ApplicationInstance", "web_server": "WebServer", "web_site": "Website",
        "web_service": "API", "api": "API", "email_server": "MailServer", "exchange_service_component": "MailServer",
        "ftp_server": "FileTransferService", "directory_server": "DirectoryService", "database": "DatabaseInstance",
        "db_instance": "DatabaseInstance", "db_catalog": "Database", "db_ora_catalog": "Database",
        "db_mssql_database": "Database", "db_ora_listener": "RuntimeService", "db_cluster": "DatabaseCluster",
        "appl_sap": "ApplicationInstance", "appl_message_queue": "MessageQueue", "message_queue": "MessageQueue",
        "endpoint": "RuntimeService", "batch_job": "BatchJob", "appl_dot_net": "ApplicationInstance",
        "docker_container": "Container", "docker_image": "ContainerImage", "docker_engine": "ContainerEngine",
        "oslv_container": "Container", "container_repository_entry": "ContainerImage",
        "kubernetes_cluster": "KubernetesCluster", "kubernetes_node": "KubernetesNode",
        "kubernetes_namespace": "KubernetesNamespace", "kubernetes_pod": "Pod", "kubernetes_deployment": "Deployment",
        "kubernetes_service": "KubernetesService", "kubernetes_daemonset": "DaemonSet",
        "kubernetes_replicaset": "ReplicaSet", "kubernetes_volume": "ContainerVolume", "os_packages": "SoftwarePackage",
    ]

    /// Words of a class's name, the most telling first.
    private static let rules: [(words: [String], ciClass: String)] = [
        (["db_", "instance"], "DatabaseInstance"), (["db_", "catalog"], "Database"),
        (["db_", "cluster"], "DatabaseCluster"),
        (["lb_", "service"], "VirtualServer"), (["lb_", "pool"], "LoadBalancerPool"), (["lb_"], "LoadBalancer"),
        (["vm_instance"], "VirtualMachine"), (["web_server"], "WebServer"), (["app_server"], "ApplicationServer"),
        (["cluster_node"], "ApplicationInstance"), (["cluster"], "Cluster"), (["kubernetes"], "KubernetesObject"),
        (["endpoint"], "RuntimeService"), (["firewall"], "Firewall"), (["router"], "Router"), (["switch"], "Switch"),
        (["server"], "Server"), (["service"], "TechnicalService"), (["appl"], "ApplicationInstance"),
        (["app_"], "ApplicationInstance"), (["disk"], "Disk"), (["cloud"], "CloudResource"),
    ]

    /// Whether a class's states are those of services and applications.
    static func isPortfolio(_ ciClass: String) -> Bool {
        [
            "Application", "ApplicationInstance", "ApplicationSystem", "API", "Website", "BusinessService",
            "TechnicalService", "ServiceOffering", "BusinessCapability", "BusinessProcess",
        ].contains(ciClass)
    }

    /// Whether a class's states are those of installed things; places and people have none here.
    static func isOperational(_ ciClass: String) -> Bool {
        ![
            "Location", "Site", "Room", "Person", "Team", "Organisation", "Supplier", "OrganisationUnit", "Contract",
            "SoftwareLicence", "Container", "ContainerImage", "ContainerEngine", "ContainerVolume", "KubernetesCluster",
            "KubernetesObject", "KubernetesNamespace", "Pod", "Deployment", "KubernetesService", "DaemonSet",
            "ReplicaSet", "Region", "Building", "Floor",
        ].contains(ciClass) && !isPortfolio(ciClass)
    }

    static func isParty(_ ciClass: String) -> Bool {
        ["Person", "Team", "Organisation", "Supplier", "OrganisationUnit"].contains(ciClass)
    }

    static func isNetworkDevice(_ ciClass: String) -> Bool {
        [
            "NetworkDevice", "Switch", "StorageSwitch", "Router", "Firewall", "LoadBalancer", "WirelessAccessPoint",
            "WirelessController",
        ].contains(ciClass)
    }

    static func isCluster(_ ciClass: String) -> Bool { ciClass.hasSuffix("Cluster") }
}
