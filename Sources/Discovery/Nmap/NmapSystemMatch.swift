/// What a host's answers look like to nmap: its best guess, when that is good enough to be told.
struct NmapSystemMatch {
    /// Per cent that a guess needs.
    private static let leastAccuracy = 90

    let name: String
    private let deviceType: String?
    private let family: String?

    init?(_ os: XMLElement?) {
        // The best comes first. Before version 6 the classes stood beside the matches.
        guard let match = os?.child("osmatch"), let name = match["name"],
            let accuracy = match["accuracy"].flatMap({ Int($0) }), accuracy >= Self.leastAccuracy
        else { return nil }
        let osClass = match.child("osclass") ?? os?.child("osclass")
        self.name = name
        deviceType = osClass?["type"]
        family = osClass?["osfamily"]
    }

    /// The class that it tells; nil where it tells none.
    var ciClass: String? {
        if let family, ["ESX", "ESXi", "ESX Server"].contains(family) { return "Hypervisor" }
        return deviceType.flatMap { Self.classes[$0.lowercased()] }
    }

    private static let classes = [
        "router": "Router", "broadband router": "Router", "switch": "Switch", "bridge": "Switch", "hub": "Switch",
        "firewall": "Firewall", "load balancer": "LoadBalancer", "wap": "WirelessAccessPoint",
        "proxy server": "ProxyServer", "printer": "Printer", "print server": "Printer",
        "terminal server": "ConsoleServer",
        "storage-misc": "FileServer", "phone": "MobileDevice", "pbx": "Appliance",
        "power-device": "PowerDistributionUnit",
    ]

    /// The class that the maker of a network card tells: some make cards of software only.
    static func ciClass(ofCardMaker maker: String?) -> String? {
        guard let maker else { return nil }
        let virtual = ["VMware", "QEMU", "Xensource", "VirtualBox", "Parallels", "Red Hat KVM"]
        return virtual.contains { maker.contains($0) } ? "VirtualMachine" : nil
    }
}
