import GraphModel

/// What one agent says of a computer, or of devices in the network.
struct GLPIInventory {
    /// The sections of the content that are read.
    enum Section: String {
        case bios, hardware, operatingsystem, cpus, networks, softwares, storages, drives, virtualmachines
        case databasesServices = "databases_services"
        case networkDevice = "network_device"
        case networkPorts = "network_ports"
        case networkComponents = "network_components"
        /// Of the older agents, with all about one device.
        case device
    }

    /// Sections that are left out without a word: what they tell is of no use here, or is nobody's business.
    private static let silent: Set<String> = [
        "accesslog", "accountinfo", "antivirus", "batteries", "cameras", "cartridges", "controllers", "download",
        "envs",
        "firewall", "firewalls", "firmwares", "inputs", "javainfos", "journallog", "licenseinfos", "local_groups",
        "local_users", "memories", "modems", "moduleversion", "monitors", "pagecounters", "physical_volumes", "ports",
        "powersupplies", "printers", "processes", "processnumber", "provider", "registry", "remote_mgmt", "sensors",
        "simcards", "slots", "snmp", "sounds", "usbdevices", "users", "versionclient", "versionprovider", "videos",
        "volume_groups", "logical_volumes", "repositories",
    ]

    let position: SourcePosition
    private(set) var deviceID: String?
    private(set) var itemType: String?
    /// The agent sent some sections only; what it leaves out is there all the same.
    private(set) var isPartial = false
    private var sections: [Section: [JSONValue]] = [:]
    /// Sections that nobody knows.
    private(set) var unread: [(name: String, position: SourcePosition)] = []

    init(at position: SourcePosition) { self.position = position }

    mutating func setHeader(_ name: String, _ value: JSONValue) {
        switch name {
        case "deviceid": deviceID = StatedText.of(value.text)
        case "itemtype": itemType = value.text
        case "partial": isPartial = value.flag ?? false
        default: break
        }
    }

    mutating func add(_ name: String, _ value: JSONValue) {
        if let section = Section(rawValue: name) { sections[section, default: []].append(value) }
    }

    mutating func leaveOut(_ name: String, at position: SourcePosition) {
        if !Self.silent.contains(name) { unread.append((name, position)) }
    }

    subscript(section: Section) -> [JSONValue] { sections[section] ?? [] }

    /// A section that there is once.
    func one(_ section: Section) -> JSONValue { sections[section]?.first ?? .null }

    /// Devices in the network that it is about.
    var devices: [GLPIDevice] {
        let older = self[.device].map { device in
            GLPIDevice(
                info: device["info"] ?? device, ports: device["ports"]?["port"]?.oneOrMore ?? [],
                components: device["components"]?["component"]?.oneOrMore ?? [], at: position)
        }
        guard let info = sections[.networkDevice]?.first else { return older }
        return older + [
            GLPIDevice(info: info, ports: self[.networkPorts], components: self[.networkComponents], at: position)
        ]
    }

    /// Whether there is anything about the computer itself.
    var isOfComputer: Bool {
        sections.keys.contains { ![.device, .networkDevice, .networkPorts, .networkComponents].contains($0) }
    }
}

/// Fields that agents write in several ways.
extension JSONValue {
    /// The first of several members that says something.
    func stated(_ names: String...) -> String? {
        for name in names {
            if let text = StatedText.of(self[name]?.text) { return text }
        }
        return nil
    }

    /// A truth value, written as one, as a number or as a word.
    func isOn(_ name: String) -> Bool {
        self[name]?.flag ?? ["1", "true", "yes"].contains(self[name]?.text?.lowercased() ?? "")
    }

    func positive(_ name: String) -> Int64? {
        self[name]?.wholeNumber.flatMap { $0 > 0 ? $0 : nil }
    }
}
