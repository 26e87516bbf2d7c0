import GraphModel

/// What an agent has heard of its neighbours by LLDP and CDP, and the hardware addresses it has learnt.
struct SNMPNeighbours {
    private let agent: SNMPAgent
    private let interfaces: SNMPInterfaces

    init(_ agent: SNMPAgent, _ interfaces: SNMPInterfaces) {
        self.agent = agent
        self.interfaces = interfaces
    }

    /// What the device tells others of itself, for their reports to be matched.
    func own(name: String) -> LLDPChassis {
        var chassis = LLDPChassis(name: name)
        let type = Self.chassisTypes[agent.scalar(.ownChassisType)?.integer ?? 0] ?? "local"
        if let id = Self.identifier(type, agent.scalar(.ownChassis)) {
            chassis.id = id
            chassis.idType = type
        }
        return chassis
    }

    var all: [LLDPNeighbour] { heardByLLDP + heardByCDP }

    private var heardByLLDP: [LLDPNeighbour] {
        var addresses: [[UInt32]: [String]] = [:]
        for row in agent.rows(.remoteAddress) where row.index.count > 4 {
            if let address = SNMPAgent.address(row.index.dropFirst(4), kind: row.index[3]) {
                addresses[Array(row.index.prefix(3)), default: []].append(address)
            }
        }
        return agent.rows(.remoteChassis).compactMap { row in
            guard row.index.count == 3 else { return nil }
            let type = Self.chassisTypes[agent[.remoteChassisType, row.index]?.integer ?? 0] ?? "local"
            let name = agent.text(.remoteName, row.index)
            let id = Self.identifier(type, row.value)
            guard name != nil || id != nil else { return nil }
            var chassis = LLDPChassis(name: name, id: id, idType: type)
            chassis.description = agent.text(.remoteDescription, row.index)
            chassis.addresses = (addresses[row.index] ?? []).filter(StatedText.isHostAddress)
            chassis.capabilities = Self.capabilities(agent[.remoteCapabilities, row.index]?.octets ?? [])
            let portType = Self.portTypes[agent[.remotePortType, row.index]?.integer ?? 0] ?? "local"
            let port = LLDPPort(
                type: portType, id: Self.identifier(portType, agent[.remotePort, row.index]),
                description: agent.text(.remotePortDescription, row.index))
            return LLDPNeighbour(localPort(row.index[1]), chassis, port, at: agent.position)
        }
    }

    private var heardByCDP: [LLDPNeighbour] {
        agent.rows(.ciscoDevice).compactMap { row in
            guard row.index.count == 2, let device = row.value.text else { return nil }
            // `sw2.example.com(FOC1234X0AB)`: some append the serial number.
            var chassis = LLDPChassis(name: String(device.prefix { $0 != "(" }))
            chassis.description = agent.text(.ciscoVersion, row.index)
            chassis.model = agent.text(.ciscoPlatform, row.index)
            chassis.capabilities = ["Bridge"]
            let port = LLDPPort(type: "ifname", id: agent.text(.ciscoPort, row.index), description: nil)
            return LLDPNeighbour(
                interfaces.name(row.index[0]) ?? "\(row.index[0])", chassis, port, at: agent.position)
        }
    }

    /// LLDP numbers ports by itself; many agents use the interface's index.
    private func localPort(_ number: UInt32) -> String {
        let names = [agent.text(.ownPort, [number]), agent.text(.ownPortDescription, [number])].compactMap { $0 }
        for name in names {
            if let interface = interfaces.interface(called: name) { return interface.name }
        }
        return interfaces.name(number) ?? names.first ?? "\(number)"
    }

    private static func identifier(_ type: String, _ value: SNMPValue?) -> String? {
        guard let value else { return nil }
        if type == "mac" { return value.hardwareAddress }
        // A network address has its family in front.
        if type == "ip", value.octets.count == 5 {
            return value.octets.dropFirst().map { "\($0)" }.joined(separator: ".")
        }
        return value.text
    }

    private static let chassisTypes: [Int64: String] = [4: "mac", 5: "ip", 6: "ifname", 7: "local"]
    private static let portTypes: [Int64: String] = [1: "ifalias", 3: "mac", 4: "ip", 5: "ifname", 7: "local"]

    private static func capabilities(_ bits: [UInt8]) -> [String] {
        let names = ["Other", "Repeater", "Bridge", "Wlan", "Router", "Tel", "Docsis", "Station"]
        guard let first = bits.first else { return [] }
        return names.indices.filter { first & (0x80 >> UInt8($0)) != 0 }.map { names[$0] }
    }

    /// Interfaces behind which one hardware address alone has been learnt: a cable to a single machine.
    var soleAddresses: [(interface: UInt32, mac: String)] {
        var learnt: [UInt32: Set<String>] = [:]
        func add(_ ports: SNMPColumn, _ states: SNMPColumn, _ address: ([UInt32]) -> ArraySlice<UInt32>) {
            // 3 is learnt; the device's own addresses are 4.
            for row in agent.rows(ports) where (agent[states, row.index]?.integer ?? 3) == 3 {
                let bytes = address(row.index).compactMap { UInt8(exactly: $0) }
                guard let port = row.value.integer.flatMap({ UInt32(exactly: $0) }), port > 0,
                    let mac = HardwareAddress.text(of: bytes)
                else { continue }
                let stated = agent[.bridgePortInterface, [port]]?.integer.flatMap { UInt32(exactly: $0) }
                learnt[stated ?? port, default: []].insert(mac)
            }
        }
        add(.forwardedPort, .forwardedStatus) { $0[...] }
        add(.forwardedVLANPort, .forwardedVLANStatus) { $0.dropFirst() }
        return learnt.compactMap { interface, macs in
            macs.count == 1 ? macs.first.map { (interface, $0) } : nil
        }.sorted { $0.interface < $1.interface }
    }
}
