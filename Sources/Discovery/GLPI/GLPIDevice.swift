import GraphModel

/// A device that was asked over the network, with its ports and what is behind them.
struct GLPIDevice {
    private let info: JSONValue
    private let components: [JSONValue]
    private let ports: [GLPIPort]
    let position: SourcePosition

    init(info: JSONValue, ports: [JSONValue], components: [JSONValue], at position: SourcePosition) {
        self.info = info
        self.components = components
        self.ports = ports.compactMap(GLPIPort.init)
        self.position = position
    }

    private var name: String? { info.stated("name", "snmphostname", "dnshostname", "netbiosname") }
    private var mac: String? { info["mac"]?.text.flatMap(HardwareAddress.normalised) }
    private var serial: String? { info.stated("serial") }
    /// What it says of itself.
    private var description: String? { info.stated("description", "comments", "comment") }

    private var addresses: [String] {
        let list = info["ips"]?["ip"]?.oneOrMore ?? info["ips"]?.oneOrMore ?? info["ip"]?.oneOrMore ?? []
        return list.compactMap(\.text).filter(StatedText.isHostAddress)
    }

    /// Nil for an answer that does not tell one device from another.
    func nativeID(prefix: String) -> String? {
        (serial ?? mac ?? name ?? addresses.first).map { "\(prefix)device/\($0)" }
    }

    private var ciClass: String {
        let telling = NetworkDeviceClass.telling(info.stated("model"), description, name)
        switch info.stated("type")?.lowercased() {
        case "printer": return "Printer"
        case "computer": return "ComputeResource"
        case "storage": return telling ?? "StorageDevice"
        case "power": return telling ?? "PowerEquipment"
        case "phone": return "MobileDevice"
        case "networking", "networkequipment": return telling ?? NetworkDeviceClass.unknown
        default: return telling ?? (ports.count > 2 ? NetworkDeviceClass.unknown : "Equipment")
        }
    }

    private var attributes: [Property] {
        let ciClass = ciClass
        var list: [Property] = []
        list.add(ConventionalProperty.name, name ?? addresses.first ?? serial ?? mac)
        list.add("fqdn", StatedText.qualifiedName(info.stated("dnshostname") ?? name))
        list.add("description", description)
        list.add("manufacturer", info.stated("manufacturer"))
        list.add("model", info.stated("model"))
        list.add("serialNumber", serial)
        list.add("firmwareVersion", info.stated("firmware"))
        if ciClass == "ComputeResource" {
            list.add("macAddresses", [mac].compactMap { $0 })
        } else {
            list.add("macAddress", mac)
            list.add("managementAddress", addresses.first)
        }
        list.add("addresses", addresses)
        list.add("locationText", info.stated("location"))
        return list
    }

    func emit(as id: String, prefix: String, into sink: any DiscoverySink) throws(ImportError) {
        try sink.acceptItem(ciClass, id, attributes, at: position)
        var names: [Int64: String] = [:]
        for port in ports { if let index = port.index { names[index] = port.name } }
        for port in ports { try port.emit(of: id, names, at: position, into: sink) }
        for component in components { try emit(component, of: id, prefix, into: sink) }
    }

    /// Modules, and the access points of a controller.
    private func emit(
        _ part: JSONValue, of id: String, _ prefix: String, into sink: any DiscoverySink
    ) throws(ImportError) {
        let type = part.stated("type")?.lowercased()
        guard let serial = part.stated("serial"), serial != self.serial else { return }
        let isAccessPoint = part.stated("mac") != nil && part.stated("ip") != nil
        guard isAccessPoint || ["module", "powersupply"].contains(type) else { return }
        let nativeID = "\(prefix)device/\(serial)"
        var list: [Property] = []
        list.add(ConventionalProperty.name, part.stated("name") ?? serial)
        list.add("manufacturer", part.stated("manufacturer"))
        list.add("model", part.stated("model"))
        list.add("serialNumber", serial)
        list.add("firmwareVersion", part.stated("firmware", "revision"))
        if isAccessPoint {
            list.add("macAddress", part.stated("mac").flatMap(HardwareAddress.normalised))
            list.add("managementAddress", part.stated("ip"))
            try sink.acceptItem("WirelessAccessPoint", nativeID, list, at: position)
            try sink.acceptRelationship(.native(id), "MANAGES", .native(nativeID), at: position)
        } else {
            try sink.acceptItem("NetworkModule", nativeID, list, at: position)
            try sink.acceptRelationship(.native(nativeID), "PART_OF", .native(id), at: position)
        }
    }

    /// What the device is to its neighbours.
    func add(to topology: inout LLDPTopology, as id: String) {
        var chassis = LLDPChassis(name: name, id: mac, idType: mac == nil ? "" : "mac")
        chassis.description = description
        chassis.addresses = addresses
        topology.add(
            chassis, ports: ports.map(\.name), neighbours: ports.compactMap { $0.neighbour(at: position) }, fixed: id,
            at: position)
    }

    /// Ports behind which there is one machine only, by its hardware address.
    func soleMachines(of id: String) -> [(port: String, mac: String)] {
        ports.compactMap { port in port.soleMachine.map { ("\(id)/if/\(port.name)", $0) } }
    }
}

/// A port of a device in the network.
struct GLPIPort {
    let name: String
    private let row: JSONValue

    init?(_ row: JSONValue) {
        guard let name = row.stated("ifname", "ifdescr") ?? row["ifnumber"]?.text else { return nil }
        self.name = name
        self.row = row
    }

    var index: Int64? { row.positive("ifnumber") }

    /// The older format has the connections one level below, with a mark of its own.
    private var connections: [JSONValue] {
        row["connections"]?["connection"]?.oneOrMore ?? row["connections"]?.oneOrMore ?? []
    }

    private var isNeighbour: Bool { row.isOn("lldp") || row["connections"]?.isOn("cdp") ?? false }

    func neighbour(at position: SourcePosition) -> LLDPNeighbour? {
        guard let other = connections.first(where: { isNeighbour || $0["sysname"] != nil || $0["sysmac"] != nil })
        else { return nil }
        let mac = other.stated("sysmac").flatMap(HardwareAddress.normalised)
        let address = other.stated("ip")
        guard let name = other.stated("sysname") ?? (mac == nil ? address : nil) ?? mac else { return nil }
        var chassis = LLDPChassis(name: name, id: mac, idType: mac == nil ? "" : "mac")
        chassis.description = other.stated("sysdescr")
        chassis.model = other.stated("model")
        chassis.addresses = [address].compactMap { $0 }.filter(StatedText.isHostAddress)
        let port = LLDPPort(
            type: "ifname", id: other.stated("ifname") ?? other.stated("ifdescr"), description: other.stated("ifdescr"))
        return LLDPNeighbour(self.name, chassis, port, at: position)
    }

    var soleMachine: String? {
        guard !isNeighbour else { return nil }
        let macs = connections.flatMap { $0["mac"]?.texts ?? $0.texts }.compactMap(HardwareAddress.normalised)
        return Set(macs).count == 1 ? macs.first : nil
    }

    /// - Parameter names: of the device's ports by their index.
    func emit(
        of device: String, _ names: [Int64: String], at position: SourcePosition, into sink: any DiscoverySink
    ) throws(ImportError) {
        let nativeID = "\(device)/if/\(name)"
        let members = (row["aggregate"]?["port"]?.oneOrMore ?? row["aggregate"]?.oneOrMore ?? [])
            .compactMap { $0.wholeNumber.flatMap { names[$0] } }.filter { $0 != name }
        let vlans = (row["vlans"]?["vlan"]?.oneOrMore ?? row["vlans"]?.oneOrMore ?? []).compactMap {
            $0["number"]?.text
        }
        var list: [Property] = []
        list.add(ConventionalProperty.name, name)
        list.add("description", row.stated("ifalias") ?? row.stated("ifdescr").flatMap { $0 == name ? nil : $0 })
        list.add("macAddress", row["mac"]?.text.flatMap(HardwareAddress.normalised))
        list.add("interfaceIndex", index)
        // The largest number of 32 bits stands for more than it can say.
        let speed = row.positive("ifspeed").flatMap { $0 == UInt32.max ? nil : $0 }
        list.add("speedMegabits", speed.map { Double($0) / 1_000_000 })
        list.add("mtu", row.positive("ifmtu"))
        list.add("enabled", row.positive("ifinternalstatus").map { $0 == 1 })
        list.add("linkUp", row.positive("ifstatus").map { $0 == 1 })
        list.add("vlans", vlans)
        try sink.acceptItem(
            members.isEmpty ? "NetworkInterface" : "LinkAggregate", nativeID, list,
            groups: members.isEmpty ? [] : [RedundancyGroup(name: "members", threshold: .atLeast(1))], at: position)
        try sink.acceptRelationship(.native(nativeID), "PART_OF", .native(device), at: position)
        for member in members {
            try sink.acceptRelationship(
                .native("\(device)/if/\(member)"), "MEMBER_OF", .native(nativeID),
                ConventionalProperty.member(of: "members"), at: position)
        }
    }
}
