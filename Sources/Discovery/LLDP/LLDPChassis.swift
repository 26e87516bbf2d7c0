import GraphModel

/// What a device tells its neighbours of itself.
struct LLDPChassis {
    /// How the device identifies itself, such as `mac 00:1b:21:aa:bb:cc`.
    var id: String?
    var idType = ""
    var name: String?
    var description: String?
    var addresses: [String] = []
    /// Capabilities that are switched on.
    var capabilities: [String] = []
    var serialNumber: String?
    var manufacturer: String?
    var model: String?
    var assetTag: String?

    init(name: String?, id: String? = nil, idType: String = "") {
        self.name = name
        self.id = id
        self.idType = idType
    }

    /// - Parameter fields: `{NAME: {…}}`, or the device itself when it has no name or stands in a list.
    init?(_ fields: LLDPFields) {
        var body = fields
        if fields["id"]?["type"] == nil, fields["name"]?.text == nil, fields["descr"]?.text == nil {
            guard let member = fields.value.members.first, case .object = member.value else { return nil }
            name = StatedText.of(member.name)
            body = LLDPFields(value: member.value)
        } else {
            name = fields.text("name")
        }
        idType = body["id"]?.text("type") ?? ""
        id = body["id"].flatMap { LLDPChassis.identifier(idType, $0.text) }
        description = body.text("descr")
        addresses = body.all("mgmt-ip").compactMap(\.text).filter(StatedText.isHostAddress)
        capabilities = body.all("capability").filter { $0.isOn("enabled") }.compactMap { $0.text("type") }
        guard id != nil || name != nil else { return nil }
    }

    /// An identifier in one spelling.
    static func identifier(_ type: String, _ text: String?) -> String? {
        guard let text, !text.isEmpty else { return nil }
        return type == "mac" ? HardwareAddress.normalised(text) : StatedText.of(text)
    }

    mutating func addInventory(_ fields: LLDPFields?) {
        guard let fields else { return }
        serialNumber = fields.text("serial")
        manufacturer = fields.text("manufacturer")
        model = fields.text("model")
        assetTag = fields.text("asset")
    }

    /// What one report says and another leaves out.
    mutating func merge(_ other: LLDPChassis) {
        if id == nil { (id, idType) = (other.id, other.idType) }
        if let full = other.name, full.count > name?.count ?? 0 { name = full }
        description = description ?? other.description
        addresses += other.addresses.filter { !addresses.contains($0) }
        capabilities += other.capabilities.filter { !capabilities.contains($0) }
        serialNumber = serialNumber ?? other.serialNumber
        manufacturer = manufacturer ?? other.manufacturer
        model = model ?? other.model
        assetTag = assetTag ?? other.assetTag
    }

    /// Linux machines switch on bridging and routing too, for their containers and guests.
    var ciClass: String {
        let text = description?.lowercased() ?? ""
        if text.contains("vmware esx") || text.contains("proxmox") { return "Hypervisor" }
        let told = NetworkDeviceClass.telling(description, model)
        let isComputer = ["linux", "windows", "freebsd", "darwin"].contains { text.contains($0) }
        let forwards = ["Bridge", "Router", "Wlan", "Repeater"].contains { capabilities.contains($0) }
        if isComputer, told == nil { return "ComputeResource" }
        if capabilities.contains("Tel") || capabilities.contains("Telephone") { return "Appliance" }
        if !forwards, !capabilities.isEmpty { return told ?? "ComputeResource" }
        if let told { return told }
        if capabilities.contains("Wlan") { return "WirelessAccessPoint" }
        if capabilities.contains("Bridge") || capabilities.contains("Repeater") { return "Switch" }
        if capabilities.contains("Router") { return "Router" }
        return NetworkDeviceClass.isSystem(text) ? NetworkDeviceClass.unknown : "ComputeResource"
    }

    var attributes: [Property] {
        var list: [Property] = []
        list.add(ConventionalProperty.name, name ?? id)
        list.add("fqdn", StatedText.qualifiedName(name))
        list.add("description", description)
        list.add("manufacturer", manufacturer)
        list.add("model", model)
        list.add("serialNumber", serialNumber)
        list.add("assetTag", assetTag)
        list.add("addresses", addresses)
        let mac = idType == "mac" ? id : nil
        if ["ComputeResource", "Hypervisor", "Appliance"].contains(ciClass) {
            list.add("macAddresses", [mac].compactMap { $0 })
        } else {
            list.add("managementAddress", addresses.first)
            list.add("macAddress", mac)
        }
        list.add("capabilities", capabilities)
        return list
    }
}
