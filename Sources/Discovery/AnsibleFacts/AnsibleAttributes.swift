import GraphModel

/// Class and attributes of one host from its facts.
struct AnsibleAttributes {
    let ciClass: String
    let properties: [Property]
    /// Addresses by which others may know the host.
    let addresses: [String]

    /// Names that every machine gives itself.
    static let loopbackNames: Set<String> = ["localhost", "127.0.0.1", "::1", "localhost.localdomain"]

    init(_ facts: AnsibleFacts, inventoryName: String, interfaces: [AnsibleInterface]) {
        let isNetwork = facts["net_system"] != nil || facts["net_hostname"] != nil
        var list: [Property] = []
        list.add(ConventionalProperty.name, Self.name(facts, inventoryName))
        if inventoryName != Self.name(facts, inventoryName) { list.add("inventoryName", inventoryName) }
        ciClass = isNetwork ? Self.networkClass(facts) : Self.computerClass(facts)
        if isNetwork {
            Self.addNetwork(facts, inventoryName, to: &list)
        } else {
            Self.addSystem(facts, to: &list)
            Self.addHardware(facts, to: &list)
        }
        let stated = [
            "all_ipv4_addresses", "all_ipv6_addresses", "ip_addresses", "net_all_ipv4_addresses",
            "net_all_ipv6_addresses",
        ]
        .flatMap { facts[$0]?.oneOrMore.compactMap(\.text) ?? [] }
        addresses = (stated.isEmpty ? interfaces.flatMap(\.addresses) : stated).filter(StatedText.isHostAddress)
        list.add("addresses", addresses)
        list.add("macAddresses", interfaces.compactMap(\.ownMAC))
        properties = list
    }

    /// What the machine calls itself; for one that does not say, its name in the inventory.
    static func name(_ facts: AnsibleFacts, _ inventoryName: String) -> String {
        let stated = facts.text("hostname") ?? facts.text("net_hostname") ?? facts.text("nodename")
        guard let stated, !loopbackNames.contains(stated) else { return inventoryName }
        return stated
    }

    private static func networkClass(_ facts: AnsibleFacts) -> String {
        // The model tells more than the system, which runs on switches and routers alike.
        NetworkDeviceClass.telling(facts.text("net_model")) ?? NetworkDeviceClass.telling(facts.text("net_system"))
            ?? NetworkDeviceClass.unknown
    }

    private static func computerClass(_ facts: AnsibleFacts) -> String {
        let role = facts["virtualization_role"]?.text
        let kind = facts["virtualization_type"]?.text?.lowercased() ?? ""
        let maker = facts.text("system_vendor")
        if role == "guest" {
            return ["docker", "podman", "containerd", "container"].contains(kind) ? "Container" : "VirtualMachine"
        }
        if role == "LPAR" { return "LogicalPartition" }
        if VirtualHardware.isVirtual(manufacturer: maker, model: facts.text("product_name")) { return "VirtualMachine" }
        if role == "host" { return "Hypervisor" }
        let form = facts["form_factor"]?.text?.lowercased() ?? ""
        let forms = ["laptop", "notebook", "portable", "desktop", "mini tower", "all in one", "convertible", "tablet"]
        let isDesktop =
            facts["os_product_type"]?.text == "workstation"
            || (facts["windows_domain_role"]?.text ?? facts["domain_role"]?.text ?? "").lowercased()
                .contains("workstation")
        if isDesktop || forms.contains(where: { form.contains($0) }) { return "Workstation" }
        return role != nil || maker != nil ? "Server" : "ComputeResource"
    }

    private static func addSystem(_ facts: AnsibleFacts, to list: inout [Property]) {
        list.add("fqdn", StatedText.qualifiedName(facts["fqdn"]?.text))
        list.add("domain", facts.text("domain") ?? facts.text("windows_domain"))
        list.add("machineId", facts.text("machine_id"))
        list.add("operatingSystem", facts.text("distribution") ?? facts.text("os_name") ?? facts.text("system"))
        list.add("operatingSystemVersion", facts.text("distribution_version"))
        list.add("kernelVersion", facts.text("kernel"))
        list.add("architecture", facts.text("architecture"))
        list.add("operatingSystemFamily", facts.text("os_family"))
        // Windows writes `2026-08-01 10:00:00Z`.
        if let boot = facts.text("lastboot").flatMap({ ZonedDateTime($0.replacing(" ", with: "T", maxReplacements: 1)) }
        ) {
            list.add(Property("lastBoot", .zonedDateTime(boot)))
        }
    }

    private static func addHardware(_ facts: AnsibleFacts, to list: inout [Property]) {
        list.add("manufacturer", facts.text("system_vendor"))
        list.add("model", facts.text("product_name"))
        list.add("serialNumber", facts.text("product_serial"))
        list.add("biosUUID", facts.text("product_uuid")?.lowercased())
        list.add("assetTag", facts.text("chassis_asset_tag") ?? facts.text("board_asset_tag"))
        list.add("firmwareVersion", facts.text("bios_version"))
        let sockets = facts["processor_count"]?.wholeNumber.flatMap { $0 > 0 ? $0 : nil }
        list.add("processors", sockets)
        if let sockets, let cores = facts["processor_cores"]?.wholeNumber, cores > 0, cores < 1 << 20, sockets < 1 << 20
        {
            list.add("cores", sockets * cores)
        }
        list.add("memoryMegabytes", facts["memtotal_mb"]?.wholeNumber.map { Double($0) })
        list.add("virtualisation", facts.text("virtualization_type"))
    }

    private static func addNetwork(_ facts: AnsibleFacts, _ inventoryName: String, to list: inout [Property]) {
        list.add("fqdn", StatedText.qualifiedName(facts["net_fqdn"]?.text) ?? StatedText.qualifiedName(inventoryName))
        list.add("operatingSystem", facts.text("net_system"))
        list.add("operatingSystemVersion", facts.text("net_version"))
        list.add("model", facts.text("net_model"))
        list.add("serialNumber", facts.text("net_serialnum"))
        list.add("serialNumbers", facts["net_stacked_serialnums"]?.oneOrMore.compactMap(\.text) ?? [])
        if StatedText.isAddress(inventoryName) { list.add("managementAddress", inventoryName) }
    }
}
