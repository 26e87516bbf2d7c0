import GraphModel

/// Software, disks and file systems of a computer.
struct GLPIParts {
    private let inventory: GLPIInventory
    private let host: String

    init(_ inventory: GLPIInventory, _ host: String) {
        self.inventory = inventory
        self.host = host
    }

    func emit(into sink: any DiscoverySink) throws(ImportError) {
        var seen: Set<String> = []
        func part(_ ciClass: String, _ id: String, _ list: [Property], _ type: String) throws(ImportError) {
            guard seen.insert(id).inserted else { return }
            try sink.acceptItem(ciClass, id, list, at: inventory.position)
            try sink.acceptRelationship(.native(id), type, .native(host), at: inventory.position)
        }
        for disk in inventory[.storages] {
            if let (id, list) = self.disk(disk) { try part("Disk", id, list, "PART_OF") }
        }
        for drive in inventory[.drives] {
            if let (id, list) = fileSystem(drive) { try part("FileSystem", id, list, "PART_OF") }
        }
        for software in inventory[.softwares] {
            if let (id, list) = installation(software) {
                try part("SoftwareInstallation", id, list, "INSTALLED_ON")
            }
        }
    }

    private func installation(_ row: JSONValue) -> (String, [Property])? {
        guard let name = row.stated("name") else { return nil }
        let (version, architecture) = (row.stated("version"), row.stated("arch"))
        let kind = row.stated("from")
        let id = ["\(host)/software", kind, name, version, architecture].compactMap { $0 }.joined(separator: "/")
        var list: [Property] = []
        list.add(ConventionalProperty.name, name)
        list.add("version", version)
        list.add("architecture", architecture)
        list.add("vendor", row.stated("publisher"))
        list.add("packageKind", kind)
        return (id, list)
    }

    /// Media that come and go are no parts.
    private static let removable = ["cd", "dvd", "floppy", "removable", "tape", "usb", "optical", "card"]

    private func disk(_ row: JSONValue) -> (String, [Property])? {
        let type = (row.stated("type") ?? "disk").lowercased()
        let serial = row.stated("serial", "serialnumber")
        guard !Self.removable.contains(where: { type.contains($0) }),
            row.stated("interface")?.lowercased() != "usb",
            let name = row.stated("name") ?? serial
        else { return nil }
        var list: [Property] = []
        list.add(ConventionalProperty.name, name)
        list.add("manufacturer", row.stated("manufacturer"))
        list.add("model", row.stated("model"))
        list.add("serialNumber", serial)
        list.add("firmwareVersion", row.stated("firmware"))
        list.add("capacityGigabytes", row.positive("disksize").map { Double($0) / 1_000 })
        return ("\(host)/disk/\(name)", list)
    }

    private func fileSystem(_ row: JSONValue) -> (String, [Property])? {
        // Drives for media have no size, and those of Windows have a letter instead of a place.
        let letter = row.stated("letter")
        guard let total = row.positive("total"), let name = letter ?? row.stated("type", "volumn") else { return nil }
        var list: [Property] = []
        list.add(ConventionalProperty.name, name)
        list.add("capacityGigabytes", Double(total) / 1_024)
        let free = row["free"]?.wholeNumber.flatMap { (0...total).contains($0) ? $0 : nil }
        list.add("usedGigabytes", free.map { Double(total - $0) / 1_024 })
        list.add("fileSystemType", row.stated("filesystem"))
        list.add("volume", row.stated("volumn"))
        return ("\(host)/fs/\(name)", list)
    }
}

/// Virtual machines, containers and databases that run on a computer.
struct GLPIGuests {
    private let inventory: GLPIInventory
    private let host: String
    private let prefix: String

    init(_ inventory: GLPIInventory, _ host: String, prefix: String) {
        self.inventory = inventory
        self.host = host
        self.prefix = prefix
    }

    /// Kinds of guests that share the kernel of their host.
    static func isContainer(_ kind: String) -> Bool {
        ["docker", "podman", "lxc", "lxd", "openvz", "virtuozzo", "vserver", "jail", "zone"].contains {
            kind.contains($0)
        }
    }

    private static func kind(_ row: JSONValue) -> String {
        (row.stated("vmtype") ?? row.stated("subsystem") ?? "").lowercased()
    }

    /// Whether there are machines, other than those that somebody runs on a desk.
    static func hasMachines(_ inventory: GLPIInventory) -> Bool {
        inventory[.virtualmachines].contains { row in
            let kind = kind(row)
            return !isContainer(kind) && !kind.contains("virtualbox") && !kind.contains("parallels")
        }
    }

    func emit(into sink: any DiscoverySink) throws(ImportError) {
        var seen: Set<String> = []
        for row in inventory[.virtualmachines] { try emit(guest: row, &seen, into: sink) }
        for row in inventory[.databasesServices] { try emit(service: row, &seen, into: sink) }
    }

    private func emit(guest row: JSONValue, _ seen: inout Set<String>, into sink: any DiscoverySink) throws(ImportError)
    {
        // Xen lists the host itself first.
        guard let name = row.stated("name"), name != "Domain-0" else { return }
        let kind = Self.kind(row)
        let isContainer = Self.isContainer(kind)
        let uuid = row.stated("uuid")?.lowercased()
        let isWhole = uuid?.utf8.count == 36
        // A machine keeps its identifier when it moves to another host.
        let nativeID =
            isWhole && !isContainer ? "\(prefix)vm/\(uuid ?? name)" : "\(host)/vm/\(uuid ?? name)"
        guard seen.insert(nativeID).inserted else { return }
        var list: [Property] = []
        list.add(ConventionalProperty.name, name)
        if isContainer {
            list.add("containerId", uuid)
            list.add("image", row.stated("image"))
        } else {
            list.add("biosUUID", isWhole ? uuid : nil)
            list.add("serialNumber", row.stated("serial"))
            let macs = row["mac"]?.text?.split(whereSeparator: { "/, ".contains($0) }) ?? []
            list.add("macAddresses", macs.compactMap { HardwareAddress.normalised(String($0)) })
            list.add("processors", row.positive("vcpu"))
            list.add("memoryMegabytes", row.positive("memory").map(Double.init))
        }
        list.add("powerState", row.stated("status"))
        let ciClass = isContainer ? "Container" : kind.contains("lpar") ? "LogicalPartition" : "VirtualMachine"
        try sink.acceptItem(ciClass, nativeID, list, at: inventory.position)
        try sink.acceptRelationship(
            .native(nativeID), isContainer ? "RUNS_ON" : "VIRTUALISED_BY", .native(host), at: inventory.position)
    }

    private func emit(
        service row: JSONValue, _ seen: inout Set<String>, into sink: any DiscoverySink
    ) throws(ImportError) {
        guard let name = row.stated("name", "type") else { return }
        let port = row.positive("port")
        let nativeID = "\(host)/db/\(name)" + (port.map { ":\($0)" } ?? "")
        guard seen.insert(nativeID).inserted else { return }
        var list: [Property] = []
        list.add(ConventionalProperty.name, name)
        list.add("engine", row.stated("type"))
        list.add("version", row.stated("version"))
        list.add("port", port)
        try sink.acceptItem("DatabaseInstance", nativeID, list, at: inventory.position)
        try sink.acceptRelationship(.native(nativeID), "RUNS_ON", .native(host), at: inventory.position)
        for database in row["databases"]?.oneOrMore ?? [] {
            guard let name = database.stated("name"), seen.insert("\(nativeID)/\(name)").inserted else { continue }
            var list: [Property] = []
            list.add(ConventionalProperty.name, name)
            list.add("sizeGigabytes", database.positive("size").map { Double($0) / 1_024 })
            try sink.acceptItem("Database", "\(nativeID)/\(name)", list, at: inventory.position)
            try sink.acceptRelationship(
                .native("\(nativeID)/\(name)"), "RUNS_ON", .native(nativeID), at: inventory.position)
        }
    }
}
