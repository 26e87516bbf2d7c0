import GraphModel

/// One network interface of a host, as Linux, Windows and the modules for network devices describe it.
struct AnsibleInterface {
    var name: String
    var type: String?
    var mac: String?
    var addresses: [String] = []
    var mtu: Int64?
    var speedMegabits: Double?
    var isUp: Bool?
    var description: String?
    /// What a bond or bridge consists of.
    var members: [String] = []
    /// The mode of a bond, such as `802.3ad`.
    var mode: String?

    var isBond: Bool { type == "bonding" }

    /// The address that the hardware has, not one that a bond or a bridge has taken over.
    var ownMAC: String? { isBond || type == "bridge" || name.contains(".") ? nil : mac }

    static func all(_ facts: AnsibleFacts) -> [AnsibleInterface] {
        var found: [AnsibleInterface] = []
        for member in facts["net_interfaces"]?.members ?? [] {
            found.append(AnsibleInterface(network: member.name, member.value, facts["net_system"]?.text))
        }
        for element in facts["interfaces"]?.elements ?? [] {
            if let name = element.string {
                found.append(AnsibleInterface(unix: name, facts.interface(name) ?? .null))
            } else if let name = StatedText.of(element["connection_name"]?.text ?? element["interface_name"]?.text) {
                found.append(AnsibleInterface(windows: name, element))
            }
        }
        var seen: Set<String> = []
        found = found.filter {
            $0.type != "loopback" && $0.name != "lo" && !InterfaceName.isPlumbing($0.name)
                && seen.insert($0.name).inserted
        }
        // A bridge that joins nothing but containers is no port of the machine.
        return found.filter { bridge in
            bridge.type != "bridge" || found.contains { bridge.members.contains($0.name) }
        }
    }

    private init(unix name: String, _ fact: JSONValue) {
        self.name = fact["device"]?.text ?? name
        type = fact["type"]?.text
        mac = (fact["perm_macaddress"] ?? fact["macaddress"])?.text.flatMap(HardwareAddress.normalised)
        mtu = fact["mtu"]?.wholeNumber
        speedMegabits = fact["speed"]?.double.flatMap { $0 > 0 ? $0 : nil }
        isUp = fact["active"]?.boolean
        members = (fact["slaves"] ?? fact["interfaces"])?.elements.compactMap(\.string) ?? []
        mode = fact["mode"]?.text
        for key in ["ipv4", "ipv4_secondaries", "ipv6"] { add(addresses: fact[key]) }
    }

    private init(windows name: String, _ fact: JSONValue) {
        self.name = name
        description = fact["interface_name"]?.text
        mac = fact["macaddress"]?.text.flatMap(HardwareAddress.normalised)
        speedMegabits = fact["speed"]?.double.flatMap { $0 > 0 ? $0 : nil }
        for key in ["ipv4", "ipv6"] { add(addresses: fact[key]) }
    }

    private init(network name: String, _ fact: JSONValue, _ system: String?) {
        self.name = name
        type = StatedText.of(fact["type"]?.text)
        mac = fact["macaddress"]?.text.flatMap { text in
            // Some systems append the address that is burned in: `0011.2233.4455 (bia 0011.2233.4455)`.
            HardwareAddress.normalised(String(text.prefix { $0 != "(" }))
        }
        description = StatedText.of(fact["description"]?.text)
        mtu = fact["mtu"]?.wholeNumber
        // EOS counts bits, the others kilobits.
        let unit = system == "eos" ? 1_000_000.0 : 1_000
        speedMegabits = fact["bandwidth"]?.double.flatMap { $0 > 0 ? $0 / unit : nil }
        if let status = (fact["operstatus"] ?? fact["state"] ?? fact["oper-status"])?.text {
            isUp = ["up", "connected"].contains(status.lowercased())
        }
        for key in ["ipv4", "ipv6"] { add(addresses: fact[key]) }
    }

    private mutating func add(addresses fact: JSONValue?) {
        for element in fact?.oneOrMore ?? [] {
            if let address = element["address"]?.text ?? element.string, StatedText.isHostAddress(address) {
                addresses.append(address)
            }
        }
    }
}
