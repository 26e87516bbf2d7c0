import GraphModel

/// Class and attributes of the device that an agent speaks for.
struct SNMPSystem {
    let ciClass: String
    let properties: [Property]

    init(_ agent: SNMPAgent, name: String, chassis: SNMPEntities.Entity?, addresses: [String], macs: [String]) {
        let description = agent.scalar(.systemDescription)?.text
        let enterprise = Self.enterprise(agent)
        ciClass = Self.ciClass(agent, description, chassis?.model, enterprise)
        var list: [Property] = []
        list.add(ConventionalProperty.name, name)
        list.add("fqdn", StatedText.qualifiedName(name))
        list.add("description", description)
        list.add("location", agent.scalar(.systemLocation)?.text)
        list.add("manufacturer", chassis?.maker ?? enterprise.flatMap { Self.makers[$0] })
        list.add("model", chassis?.model)
        list.add("serialNumber", chassis?.serialNumber)
        list.add("assetTag", chassis?.assetTag)
        list.add("operatingSystemVersion", chassis?.software)
        list.add("firmwareVersion", chassis?.firmware)
        if ["ComputeResource", "Hypervisor"].contains(ciClass) {
            list.add("macAddresses", macs)
        } else {
            list.add("macAddress", agent.scalar(.bridgeAddress)?.hardwareAddress)
        }
        list.add("addresses", addresses)
        properties = list
    }

    private static func enterprise(_ agent: SNMPAgent) -> UInt32? {
        guard case .identifier(let identifier) = agent.scalar(.systemObject), identifier.count > 6,
            identifier.starts(with: [1, 3, 6, 1, 4, 1])
        else { return nil }
        return identifier[6]
    }

    private static func ciClass(
        _ agent: SNMPAgent, _ description: String?, _ model: String?, _ enterprise: UInt32?
    ) -> String {
        if let told = NetworkDeviceClass.telling(model) ?? NetworkDeviceClass.telling(description) { return told }
        if let enterprise, let known = classes[enterprise] { return known }
        if (agent.scalar(.bridgePorts)?.integer ?? 0) > 1 { return "Switch" }
        if agent.scalar(.forwarding)?.integer == 1 { return "Router" }
        return NetworkDeviceClass.unknown
    }

    /// What makers of one kind of thing make, by their number at IANA.
    private static let classes: [UInt32: String] = [
        8072: "ComputeResource", 2021: "ComputeResource", 311: "ComputeResource", 6876: "Hypervisor",
        789: "FileServer", 6574: "FileServer", 24681: "FileServer", 12356: "Firewall", 25461: "Firewall",
        2620: "Firewall", 3375: "LoadBalancer", 318: "UninterruptiblePowerSupply", 534: "UninterruptiblePowerSupply",
        13742: "PowerDistributionUnit", 30065: "Switch", 1991: "Switch", 1588: "StorageSwitch", 14988: "Router",
    ]

    private static let makers: [UInt32: String] = [
        9: "Cisco", 11: "Hewlett-Packard", 318: "APC", 534: "Eaton", 674: "Dell", 789: "NetApp", 1588: "Brocade",
        1991: "Brocade", 2011: "Huawei", 2620: "Check Point", 2636: "Juniper Networks", 3375: "F5", 4526: "Netgear",
        6027: "Dell", 6527: "Nokia", 6574: "Synology", 6876: "VMware", 12356: "Fortinet", 13742: "Raritan",
        14823: "Aruba", 14988: "MikroTik", 24681: "QNAP", 25461: "Palo Alto Networks", 25506: "H3C",
        30065: "Arista Networks", 41112: "Ubiquiti", 47196: "Aruba",
    ]
}
