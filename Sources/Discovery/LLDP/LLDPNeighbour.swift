import GraphModel

/// A port as the device that has it describes it to the other end of the cable.
struct LLDPPort {
    /// Names that the port may go by: its identifier, and its description.
    var names: [String] = []
    var mac: String?
    var description: String?
    /// The aggregate that the port is a member of.
    var aggregate: String?
    var vlans: [String] = []

    init?(_ fields: LLDPFields?) {
        guard let fields else { return nil }
        let type = fields["id"]?.text("type") ?? ""
        self.init(
            type: type, id: LLDPChassis.identifier(type, fields["id"]?.text), description: fields.text("descr"))
        aggregate = fields.text("aggregation")
    }

    /// Nil for a port without any name.
    init?(type: String, id: String?, description: String?) {
        self.description = description
        if type == "mac" { mac = id } else { names += [id].compactMap { $0 } }
        // Who identifies a port by its address says its name in the description.
        if let description, !names.contains(description) { names.append(description) }
        if names.isEmpty, let id { names = [id] }
        if names.isEmpty { return nil }
    }

    var name: String { names[0] }

    func goesBy(_ name: String) -> Bool {
        let key = InterfaceName.key(name)
        return names.contains { InterfaceName.key($0) == key }
    }
}

/// One port of a device and what it hears.
struct LLDPNeighbour {
    var interface: String
    var chassis: LLDPChassis
    var port: LLDPPort?
    var position: SourcePosition

    /// Of what `lldpcli show interfaces` prints, which describes the machine's own ports.
    var isOwn = false

    init(_ interface: String, _ chassis: LLDPChassis, _ port: LLDPPort?, at position: SourcePosition) {
        self.interface = interface
        self.chassis = chassis
        self.port = port
        self.position = position
    }

    init?(_ interface: String, _ fields: LLDPFields, at position: SourcePosition) {
        guard var chassis = fields["chassis"].flatMap({ LLDPChassis($0) }) else { return nil }
        chassis.addInventory(fields["lldp-med"]?["inventory"])
        self.chassis = chassis
        self.interface = interface
        self.position = position
        port = LLDPPort(fields["port"])
        port?.vlans = fields.all("vlan").compactMap { $0["vlan-id"]?.text }
        isOwn = fields["status"] != nil
    }
}
