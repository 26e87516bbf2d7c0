import GraphModel

/// What the rows of one host add up to; emitted at the end.
struct OSQueryHost {
    struct Interface {
        var row: JSONValue?
        var addresses: [String] = []
    }

    let nativeID: String
    let identifier: String
    let position: SourcePosition
    var name: String?
    private var system: JSONValue = .null
    private var release: JSONValue = .null
    private var kernelVersion: String?
    private var interfaces: [String: Interface] = [:]
    /// Interfaces that went and did not come back.
    private var gone: Set<String> = []

    init(_ nativeID: String, identifier: String, at position: SourcePosition) {
        self.nativeID = nativeID
        self.identifier = identifier
        self.position = position
    }

    mutating func add(_ row: JSONValue, of table: OSQueryTable) {
        switch table {
        case .systemInfo: system = row
        case .operatingSystem: release = row
        case .kernel: kernelVersion = row["version"]?.text
        case .interfaces:
            guard let name = row["interface"]?.text else { return }
            interfaces[name, default: Interface()].row = row
            gone.remove(name)
        case .addresses:
            guard let name = row["interface"]?.text, let address = Self.address(row) else { return }
            if interfaces[name]?.addresses.contains(address) != true {
                interfaces[name, default: Interface()].addresses.append(address)
            }
        default: break
        }
    }

    /// Of what there is once, a row that went was replaced by another.
    mutating func remove(_ row: JSONValue, of table: OSQueryTable) {
        guard let name = row["interface"]?.text else { return }
        if table == .interfaces {
            interfaces[name] = nil
            gone.insert(name)
        } else if table == .addresses, let address = Self.address(row) {
            interfaces[name]?.addresses.removeAll { $0 == address }
        }
    }

    /// A snapshot has all rows of its table.
    mutating func begin(snapshotOf table: OSQueryTable) {
        if table == .interfaces {
            gone.formUnion(interfaces.keys)
            interfaces = interfaces.filter { !$0.value.addresses.isEmpty }.mapValues {
                Interface(addresses: $0.addresses)
            }
        }
        if table == .addresses { interfaces = interfaces.mapValues { Interface(row: $0.row) } }
    }

    private static func address(_ row: JSONValue) -> String? {
        row["address"]?.text.map { String($0.prefix { $0 != "%" }) }.flatMap { StatedText.isHostAddress($0) ? $0 : nil }
    }

    func emit(into sink: any DiscoverySink) throws(ImportError) {
        try sink.acceptItem(ciClass, nativeID, attributes, at: position)
        for (name, interface) in interfaces.sorted(by: { $0.key < $1.key }) {
            guard let row = interface.row, isPort(name, row) else { continue }
            let port = "\(nativeID)/if/\(name)"
            var list: [Property] = []
            list.add(ConventionalProperty.name, StatedText.of(row["friendly_name"]?.text) ?? name)
            list.add("macAddress", row["mac"]?.text.flatMap(HardwareAddress.normalised))
            list.add("addresses", interface.addresses)
            list.add("mtu", row["mtu"]?.wholeNumber.flatMap { $0 > 0 ? $0 : nil })
            list.add("speedMegabits", row["link_speed"]?.wholeNumber.flatMap { $0 > 0 ? Double($0) : nil })
            try sink.acceptItem("NetworkInterface", port, list, at: position)
            try sink.acceptRelationship(.native(port), "PART_OF", .native(nativeID), at: position)
        }
        for name in gone.sorted() where interfaces[name]?.row == nil {
            try sink.accept(.removedItem(nativeID: "\(nativeID)/if/\(name)", position))
        }
    }

    private func isPort(_ name: String, _ row: JSONValue) -> Bool {
        !InterfaceName.isPlumbing(name) && row["mac"]?.text.flatMap(HardwareAddress.normalised) != nil
    }

    private var ciClass: String {
        if VirtualHardware.isVirtual(
            manufacturer: system["hardware_vendor"]?.text, model: system["hardware_model"]?.text)
        {
            return "VirtualMachine"
        }
        let platform = release["platform"]?.text ?? ""
        let product = release["name"]?.text ?? ""
        if platform == "darwin" { return "Workstation" }
        if platform == "windows" { return product.contains("Server") ? "Server" : "Workstation" }
        return "ComputeResource"
    }

    private var attributes: [Property] {
        var list: [Property] = []
        let stated = StatedText.of(system["hostname"]?.text) ?? StatedText.of(system["computer_name"]?.text)
        list.add(ConventionalProperty.name, stated ?? name ?? identifier)
        list.add("fqdn", StatedText.qualifiedName(stated ?? name))
        list.add("hostIdentifier", identifier)
        list.add("biosUUID", StatedText.of(system["uuid"]?.text)?.lowercased())
        list.add("manufacturer", StatedText.of(system["hardware_vendor"]?.text))
        list.add("model", StatedText.of(system["hardware_model"]?.text))
        list.add("serialNumber", StatedText.of(system["hardware_serial"]?.text))
        list.add("processors", system["cpu_sockets"]?.wholeNumber.flatMap { $0 > 0 ? $0 : nil })
        list.add("cores", system["cpu_physical_cores"]?.wholeNumber.flatMap { $0 > 0 ? $0 : nil })
        list.add("memoryMegabytes", system["physical_memory"]?.wholeNumber.map { Double($0 >> 20) })
        list.add("operatingSystem", StatedText.of(release["name"]?.text))
        list.add("operatingSystemVersion", StatedText.of(release["version"]?.text))
        list.add("architecture", StatedText.of((release["arch"] ?? system["cpu_type"])?.text))
        list.add("kernelVersion", kernelVersion)
        let ports = interfaces.sorted { $0.key < $1.key }
        list.add("addresses", ports.flatMap(\.value.addresses))
        list.add(
            "macAddresses",
            ports.compactMap { name, port in
                port.row.flatMap { isPort(name, $0) ? $0["mac"]?.text.flatMap(HardwareAddress.normalised) : nil }
            })
        return list
    }
}
