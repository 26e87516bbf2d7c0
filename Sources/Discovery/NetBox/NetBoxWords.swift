/// What NetBox's words for states and roles mean here.
enum NetBoxWords {
    /// Numbers that dumps before version 2.8 have for states.
    private static let numbers: [NetBoxModel: [String: String]] = [
        .device: [
            "0": "offline", "1": "active", "2": "planned", "3": "staged", "4": "failed", "5": "inventory",
            "6": "decommissioning",
        ],
        .virtualMachine: ["0": "offline", "1": "active", "3": "staged"],
        .site: ["1": "active", "2": "planned", "4": "retired"],
        .rack: ["0": "reserved", "1": "available", "2": "planned", "3": "active", "4": "deprecated"],
        .circuit: [
            "0": "deprovisioning", "1": "active", "2": "planned", "3": "provisioning", "4": "offline",
            "5": "decommissioned",
        ],
        .powerFeed: ["0": "offline", "1": "active", "2": "planned", "4": "failed"],
        .cable: ["true": "connected", "false": "planned", "1": "connected", "0": "planned"],
    ]

    static func status(_ object: NetBoxObject) -> String? {
        if let flag = object.fields.value["status"]?.boolean { return numbers[object.model]?["\(flag)"] }
        guard let status = object.choice("status") else { return nil }
        return numbers[object.model]?[status] ?? status
    }

    /// The life-cycle state of an object; nil for words that people added to NetBox themselves.
    static func state(_ object: NetBoxObject) -> String? {
        guard let status = status(object) else { return nil }
        switch object.model {
        case .region, .site, .location:
            return ["planned": "planned", "staging": "planned", "retired": "retired"][status] ?? "active"
        default: return states[status]
        }
    }

    private static let states = [
        "active": "live", "available": "live", "deprecated": "live", "container": "live", "dhcp": "live",
        "slaac": "live", "connected": "live", "planned": "planned", "reserved": "planned", "staged": "building",
        "staging": "building", "provisioning": "building", "inventory": "inStock", "offline": "maintenance",
        "failed": "maintenance", "paused": "maintenance", "decommissioning": "retired", "deprovisioning": "retired",
        "decommissioned": "retired",
    ]

    /// Whether a connection of before version 2.5 is there, not planned.
    static func isConnected(_ connection: NetBoxObject) -> Bool {
        let status = connection.fields.value["connection_status"]
        return (status?.boolean ?? status?["value"]?.boolean) != false
    }

    /// Whether an address has a role in which several machines share it; dumps before version 2.8 have numbers.
    static func isShared(_ address: NetBoxObject) -> Bool {
        guard let role = address.choice("role") else { return false }
        return ["anycast", "vip", "vrrp", "hsrp", "glbp", "carp", "30", "40", "41", "42", "43", "44"].contains(role)
    }

    /// Words of a role's name, the most telling first.
    private static let roles: [(ciClass: String, words: [String])] = [
        ("PatchPanel", ["patch", "fiber panel", "fibre panel", "odf", "cassette"]),
        ("TransferSwitch", ["transfer switch", "ats", "sts"]),
        ("PowerDistributionUnit", ["pdu", "power distribution", "power strip", "rpp"]),
        ("UninterruptiblePowerSupply", ["ups", "uninterruptible"]),
        ("ConsoleServer", ["console", "terminal server"]),
        ("Firewall", ["firewall", "fw", "utm", "security gateway"]),
        ("LoadBalancer", ["load balancer", "loadbalancer", "load-balancer", "adc", "lb"]),
        ("WirelessController", ["wireless controller", "wireless lan controller", "wlc", "wifi controller"]),
        ("WirelessAccessPoint", ["access point", "wireless ap", "wap", "ap"]),
        ("StorageSwitch", ["fc switch", "san switch", "fibre channel", "fiber channel", "storage switch"]),
        ("IntrusionDetectionSystem", ["intrusion", "ids", "ips"]),
        ("VPNGateway", ["vpn"]),
        ("ProxyServer", ["proxy"]),
        ("WANOptimiser", ["wan optimi"]),
        ("HardwareSecurityModule", ["hsm", "hardware security"]),
        ("Switch", ["switch", "tor", "leaf", "spine"]),
        ("Router", ["router", "routing", "gateway", "rtr", "cpe"]),
        ("Hypervisor", ["hypervisor", "esx", "virtualization", "virtualisation", "vm host", "kvm host", "proxmox"]),
        ("BladeServer", ["blade server", "server blade"]),
        ("Chassis", ["chassis", "enclosure"]),
        ("TapeLibrary", ["tape"]),
        ("FileServer", ["nas", "filer", "file server"]),
        ("StorageArray", ["storage", "san", "disk array"]),
        ("Switch", ["core", "distribution", "aggregation", "access", "sw"]),
        ("Router", ["edge", "border", "wan", "pe"]),
        ("Printer", ["printer"]),
        ("EnvironmentSensor", ["sensor", "environment"]),
        ("AirHandler", ["crac", "crah", "air handler", "cooling"]),
        ("Workstation", ["workstation", "desktop", "laptop"]),
        ("Server", ["server", "host", "compute", "node", "database"]),
        ("Appliance", ["appliance", "camera", "kvm", "phone"]),
    ]

    /// - Parameters:
    ///   - hasOutlets: The device feeds others, so it must be a piece of power equipment.
    static func ciClass(role: String?, model: String?, manufacturer: String?, hasOutlets: Bool) -> String {
        let told = role.flatMap(Self.ciClass(role:))
        if hasOutlets, !["UninterruptiblePowerSupply", "TransferSwitch"].contains(told) {
            let model = NetworkDeviceClass.telling(model)
            return model == "UninterruptiblePowerSupply" ? "UninterruptiblePowerSupply" : "PowerDistributionUnit"
        }
        return told ?? NetworkDeviceClass.telling(model.map { "\(manufacturer ?? "") \($0)" }) ?? "ComputeResource"
    }

    private static func ciClass(role: String) -> String? {
        let words = role.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "-" }
        let text = " " + words.joined(separator: " ") + " "
        return roles.first { $0.words.contains { stands($0, in: text) } }?.ciClass
    }

    /// Abbreviations stand for themselves, or for several; longer words may have any ending.
    private static func stands(_ word: String, in text: String) -> Bool {
        guard word.count <= 4 else { return text.contains(" \(word)") }
        return text.contains(" \(word) ") || text.contains(" \(word)s ")
    }

    private static let networkClasses: Set<String> = [
        "Switch", "StorageSwitch", "Router", "Firewall", "LoadBalancer", "NetworkDevice", "WirelessController",
        "VPNGateway", "ProxyServer", "IntrusionDetectionSystem", "WANOptimiser", "ConsoleServer",
        "WirelessAccessPoint",
    ]

    static func isNetworkDevice(_ ciClass: String) -> Bool { networkClasses.contains(ciClass) }

    /// Whether devices of the class are of no use without the network.
    static func needsNetwork(_ ciClass: String) -> Bool {
        [
            "Server", "BladeServer", "Hypervisor", "ComputeResource", "Appliance", "StorageArray", "FileServer",
            "HardwareSecurityModule",
        ].contains(ciClass)
    }

    /// Whether an interface serves the management of the device only.
    static func isManagement(_ interface: String) -> Bool {
        let name = interface.lowercased()
        return ["idrac", "ilo", "ipmi", "bmc", "mgmt", "management", "oob", "xclarity", "imc"].contains {
            name.hasPrefix($0)
        }
    }
}
