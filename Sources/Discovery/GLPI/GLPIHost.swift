import GraphModel

/// The computer that an inventory is of, with what is in it and on it.
struct GLPIHost {
    private let inventory: GLPIInventory
    let nativeID: String
    let name: String
    /// Those that a cable or a radio link may end at.
    let interfaces: [GLPIInterface]
    private let prefix: String

    init(_ inventory: GLPIInventory, prefix: String) throws(ImportError) {
        self.inventory = inventory
        self.prefix = prefix
        let hardware = inventory.one(.hardware)
        let uuid = hardware.stated("uuid")?.lowercased()
        let serial = Self.serial(inventory.one(.bios))
        let device = inventory.deviceID.map(Self.withoutTime)
        guard let id = uuid ?? serial ?? device ?? hardware.stated("name") else {
            throw ImportError(.badRecord, "the field deviceid is missing", at: inventory.position)
        }
        nativeID = prefix + id
        name = hardware.stated("name") ?? inventory.one(.operatingsystem).stated("fqdn") ?? device ?? id
        interfaces = GLPIInterface.all(inventory[.networks])
    }

    /// The device's identifier is its name with the time at which the agent made it, perhaps anew for each run.
    private static func withoutTime(_ identifier: String) -> String {
        let parts = identifier.split(separator: "-", omittingEmptySubsequences: false)
        let lengths = parts.suffix(6).map(\.utf8.count)
        guard parts.count > 6, lengths == [4, 2, 2, 2, 2, 2], parts.suffix(6).allSatisfy({ $0.allSatisfy(\.isNumber) })
        else { return identifier }
        return parts.dropLast(6).joined(separator: "-")
    }

    private static func serial(_ bios: JSONValue) -> String? { bios.stated("ssn", "enclosureserial") }

    func emit(into sink: any DiscoverySink) throws(ImportError) {
        let position = inventory.position
        try sink.acceptItem(ciClass, nativeID, attributes, at: position)
        for interface in interfaces { try interface.emit(of: nativeID, at: position, into: sink) }
        try GLPIParts(inventory, nativeID).emit(into: sink)
        try GLPIGuests(inventory, nativeID, prefix: prefix).emit(into: sink)
    }

    private static let workstations = [
        "laptop", "notebook", "portable", "desktop", "tower", "all in one", "space-saving", "hand held", "docking",
        "lunch box", "convertible", "detachable", "tablet", "mini pc", "stick pc",
    ]

    private var ciClass: String {
        let bios = inventory.one(.bios)
        let hardware = inventory.one(.hardware)
        let system = hardware.stated("vmsystem")?.lowercased() ?? "physical"
        let chassis = (hardware.stated("chassis_type") ?? bios.stated("type") ?? "").lowercased()
        let product = inventory.one(.operatingsystem).stated("full_name") ?? hardware.stated("osname") ?? ""
        if inventory.itemType == "Phone" { return "MobileDevice" }
        let isVirtual = VirtualHardware.isVirtual(
            manufacturer: bios.stated("smanufacturer"), model: bios.stated("smodel"))
        if GLPIGuests.isContainer(system) { return isVirtual ? "VirtualMachine" : "ComputeResource" }
        if isVirtual || system != "physical" { return "VirtualMachine" }
        if GLPIGuests.hasMachines(inventory) { return "Hypervisor" }
        if chassis.contains("blade") { return "BladeServer" }
        if chassis.contains("rack") || chassis.contains("server") || product.contains("Server") { return "Server" }
        return Self.workstations.contains { chassis.contains($0) } ? "Workstation" : "ComputeResource"
    }

    private var attributes: [Property] {
        let (bios, hardware) = (inventory.one(.bios), inventory.one(.hardware))
        let system = inventory.one(.operatingsystem)
        let processors = inventory[.cpus]
        let cores = processors.compactMap { $0.positive("core") }.reduce(0) { $0 &+ $1 }
        var list: [Property] = []
        list.add(ConventionalProperty.name, name)
        list.add("fqdn", StatedText.qualifiedName(system.stated("fqdn")))
        list.add("domain", system.stated("dns_domain"))
        list.add("biosUUID", hardware.stated("uuid")?.lowercased())
        list.add("manufacturer", bios.stated("smanufacturer", "mmanufacturer"))
        list.add("model", bios.stated("smodel", "mmodel"))
        list.add("serialNumber", Self.serial(bios))
        list.add("assetTag", bios.stated("assettag"))
        list.add("firmwareVersion", bios.stated("bversion"))
        list.add("operatingSystem", system.stated("full_name", "name") ?? hardware.stated("osname"))
        list.add("operatingSystemVersion", system.stated("version"))
        list.add("kernelVersion", system.stated("kernel_version") ?? hardware.stated("osversion"))
        list.add("architecture", system.stated("arch") ?? hardware.stated("arch"))
        list.add("processors", processors.isEmpty ? hardware.positive("processorn") : Int64(processors.count))
        list.add("cores", cores > 0 ? cores : nil)
        list.add("memoryMegabytes", hardware.positive("memory").map(Double.init))
        list.add("addresses", interfaces.flatMap(\.addresses))
        list.add("macAddresses", interfaces.compactMap(\.mac))
        return list
    }
}

/// One interface of a computer; agents write a row for each of its addresses.
struct GLPIInterface {
    let name: String
    private var row: JSONValue
    private(set) var addresses: [String] = []

    var mac: String? { row.stated("mac", "macaddr").flatMap(HardwareAddress.normalised) }

    var isAggregate: Bool { row["type"]?.text?.lowercased() == "aggregate" }

    /// Those that a cable or a radio link may end at.
    static func all(_ rows: [JSONValue]) -> [GLPIInterface] {
        var found: [GLPIInterface] = []
        var places: [String: Int] = [:]
        for row in rows {
            guard let name = row.stated("description") else { continue }
            // Windows has several cards under one description.
            let key = "\(name) \(row.stated("mac", "macaddr") ?? "")"
            let place = places[key] ?? found.count
            if place == found.count { found.append(GLPIInterface(name: name, row: row)) }
            places[key] = place
            for address in [row.stated("ipaddress"), row.stated("ipaddress6")].compactMap({ $0 }) {
                found[place].addresses.append(contentsOf: [address].filter(StatedText.isHostAddress))
            }
        }
        return found.filter { interface in
            let type = interface.row["type"]?.text?.lowercased() ?? ""
            guard !["loopback", "alias"].contains(type), !InterfaceName.isPlumbing(interface.name) else { return false }
            if interface.isAggregate { return true }
            return interface.mac != nil && !interface.row.isOn("virtualdev")
        }
    }

    private init(name: String, row: JSONValue) {
        self.name = name
        self.row = row
    }

    func emit(of host: String, at position: SourcePosition, into sink: any DiscoverySink) throws(ImportError) {
        let nativeID = "\(host)/if/\(name)"
        let slaves = (row.stated("slaves") ?? "").split(whereSeparator: { $0 == "," || $0 == " " }).map(String.init)
        var list: [Property] = []
        list.add(ConventionalProperty.name, name)
        list.add("macAddress", mac)
        list.add("addresses", addresses)
        list.add("interfaceType", row.stated("type"))
        list.add("speedMegabits", row.positive("speed").map(Double.init))
        list.add("mtu", row.positive("mtu"))
        list.add("linkUp", row.stated("status").map { $0.lowercased() == "up" })
        try sink.acceptItem(
            isAggregate ? "LinkAggregate" : "NetworkInterface", nativeID, list,
            groups: slaves.isEmpty ? [] : [RedundancyGroup(name: "members", threshold: .atLeast(1))], at: position)
        try sink.acceptRelationship(.native(nativeID), "PART_OF", .native(host), at: position)
        for slave in slaves {
            try sink.acceptRelationship(
                .native("\(host)/if/\(slave)"), "MEMBER_OF", .native(nativeID),
                ConventionalProperty.member(of: "members"), at: position)
        }
    }
}
