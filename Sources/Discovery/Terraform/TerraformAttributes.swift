import GraphModel

/// The attributes of an instance's item. Only what is listed here is ever taken over: values of other attributes may be
/// secrets.
struct TerraformAttributes {
    private(set) var properties: [Property] = []
    private let attributes: JSONValue

    init(_ instance: TerraformInstance, ciClass: String) {
        attributes = instance.attributes
        properties.add(ConventionalProperty.name, name(instance))
        let arn = text("arn").flatMap(AmazonResourceName.init)
        properties.add("cloudId", cloudID(instance, ciClass))
        properties.add("provider", String(instance.type.prefix { $0 != "_" }))
        properties.add("resourceType", instance.type)
        let zone = text("availability_zone", "zone").map(Self.lastPart)
        properties.add(
            "region", text("region", "location").map(Self.lastPart) ?? arn?.region ?? zone.map(Self.region(ofZone:)))
        properties.add("account", arn?.account ?? text("project", "account_id"))
        properties.add("zone", zone)
        properties.add("description", text("description"))
        switch ciClass {
        case "CloudInstance", "VirtualMachine", "Hypervisor": addComputer()
        case "BlockVolume":
            properties.add(
                "sizeGigabytes", (attributes.first(["size", "disk_size_gb", "size_gb"])?.wholeNumber).map(Double.init))
            properties.add("encrypted", attributes["encrypted"]?.flag)
        case "ManagedDatabase", "DatabaseCluster": addDatabase()
        case "AutoScalingGroup": addSizes()
        default: addOthers(ciClass)
        }
    }

    private func name(_ instance: TerraformInstance) -> String {
        let tags = attributes.first(["tags_all", "tags"])?.text("Name")
        let metadata = attributes["metadata"]?.elements.first?.text("name")
        let own = text("name", "bucket", "function_name", "identifier", "cluster_identifier", "display_name")
        if let name = tags ?? metadata ?? own { return name }
        return instance.address
    }

    /// What the provider calls it, in the spelling that the importers of providers use too.
    private func cloudID(_ instance: TerraformInstance, _ ciClass: String) -> String? {
        guard let id = text("id") else { return text("arn") }
        if CloudIdentifier.isAmazonID(id) || id.hasPrefix("/subscriptions/") { return id }
        if instance.type.hasPrefix("google_") { return CloudIdentifier.canonical(text("self_link") ?? id) }
        return text("arn") ?? id
    }

    private mutating func addComputer() {
        properties.add("instanceType", text("instance_type", "machine_type", "vm_size", "size").map(Self.lastPart))
        properties.add("powerState", text("instance_state", "power_state", "current_status"))
        properties.add("processors", attributes.first(["num_cpus", "cpu_core_count"])?.wholeNumber)
        if let memory = attributes["memory"]?.wholeNumber, memory > 0 {
            properties.add("memoryMegabytes", Double(memory))
        }
        properties.add("operatingSystem", text("guest_id"))
        properties.add("instanceUUID", text("instance_uuid"))
        properties.add("biosUUID", text("virtual_machine_id") ?? (attributes["moid"] == nil ? nil : text("uuid")))
        var addresses: [String] = []
        var hardware: [String] = []
        let keys = [
            "private_ip", "public_ip", "private_ip_address", "public_ip_address", "private_ip_addresses",
            "public_ip_addresses", "ipv6_addresses", "default_ip_address", "guest_ip_addresses", "ipv4_address",
            "access_ip_v4",
        ]
        for key in keys { addresses += attributes[key]?.texts ?? [] }
        for interface in attributes["network_interface"]?.elements ?? [] {
            for key in ["network_ip", "address"] { addresses += interface[key]?.texts ?? [] }
            for access in interface["access_config"]?.elements ?? [] { addresses += access["nat_ip"]?.texts ?? [] }
            hardware += interface["mac_address"]?.texts ?? []
        }
        properties.add("addresses", addresses)
        properties.add("macAddresses", hardware.compactMap(HardwareAddress.normalised))
    }

    private mutating func addDatabase() {
        properties.add("engine", text("engine", "database_version"))
        properties.add("engineVersion", text("engine_version_actual", "engine_version", "version"))
        properties.add("multiZone", attributes["multi_az"]?.flag)
        properties.add("endpoint", text("endpoint", "fqdn", "fully_qualified_domain_name", "connection_name"))
    }

    private mutating func addSizes() {
        properties.add("minimumSize", attributes["min_size"]?.wholeNumber)
        properties.add("desiredSize", attributes.first(["desired_capacity", "instances", "target_size"])?.wholeNumber)
        properties.add("maximumSize", attributes["max_size"]?.wholeNumber)
    }

    private mutating func addOthers(_ ciClass: String) {
        switch ciClass {
        case "CloudSubnet":
            let list = attributes["address_prefixes"]?.texts.first
            properties.add("prefix", text("cidr_block", "ip_cidr_range", "address_prefix", "cidr") ?? list)
        case "CloudLoadBalancer":
            properties.add("dnsName", text("dns_name"))
            if let flag = attributes["internal"]?.flag {
                properties.add("scheme", flag ? "internal" : "internet-facing")
            }
        case "TargetGroup":
            properties.add("port", attributes["port"]?.wholeNumber)
            properties.add("protocol", text("protocol"))
        case "ElasticIPAddress": properties.add("address", text("public_ip", "ip_address", "address"))
        case "CloudFunction": properties.add("runtime", text("runtime"))
        case "DNSRecord": properties.add("recordType", text("type"))
        case "NodePool": addPool()
        default:
            properties.add("version", text("kubernetes_version"))
            properties.add("namespace", attributes["metadata"]?.elements.first?.text("namespace"))
        }
    }

    private mutating func addPool() {
        let scaling = attributes.first(["scaling_config", "autoscaling"])?.elements.first ?? attributes
        properties.add("minimumNodes", scaling.first(["min_size", "min_node_count", "min_count"])?.wholeNumber)
        properties.add("maximumNodes", scaling.first(["max_size", "max_node_count", "max_count"])?.wholeNumber)
    }

    private func text(_ names: String...) -> String? {
        for name in names {
            if let text = attributes[name]?.text { return text }
        }
        return nil
    }

    /// Google names zones and types by address.
    private static func lastPart(_ text: String) -> String { String(text.split(separator: "/").last ?? "") }

    /// Zones are their region with a letter: `eu-central-1a`, `europe-west3-b`.
    static func region(ofZone zone: String) -> String {
        guard let last = zone.last, last.isLetter else { return zone }
        let region = zone.dropLast()
        return String(region.last == "-" ? region.dropLast() : region)
    }
}
