import GraphModel

/// The interfaces of an agent, and how they lie on top of each other.
struct SNMPInterfaces {
    struct Interface {
        var index: UInt32
        var name: String
        var type: Int64?
        var mac: String?

        var isAggregate: Bool { type == 161 }
    }

    private(set) var all: [Interface] = []
    private var places: [UInt32: Int] = [:]
    private let agent: SNMPAgent
    private let device: String

    private static let loopback: Int64 = 24
    private static let links = "links"

    init(_ agent: SNMPAgent, of device: String) {
        self.agent = agent
        self.device = device
        let described = agent.rows(.interfaceDescription)
        var names: [String: Int] = [:]
        for row in described.isEmpty ? agent.rows(.interfaceName) : described {
            guard row.index.count == 1 else { continue }
            let type = agent[.interfaceType, row.index]?.integer
            guard type != Self.loopback,
                let name = agent.text(.interfaceName, row.index) ?? row.value.text, !InterfaceName.isPlumbing(name)
            else { continue }
            names[name, default: 0] += 1
            places[row.index[0]] = all.count
            all.append(
                Interface(
                    index: row.index[0], name: name, type: type,
                    mac: agent[.interfaceAddress, row.index]?.hardwareAddress))
        }
        // Some agents call all ports alike.
        for place in all.indices where names[all[place].name] ?? 0 > 1 {
            all[place].name += " (\(all[place].index))"
        }
    }

    /// Addresses of hardware, each once.
    var macs: [String] { all.compactMap(\.mac) }

    func nativeID(_ index: UInt32) -> String? { places[index].map { nativeID(all[$0]) } }

    func nativeID(_ interface: Interface) -> String { "\(device)/if/\(interface.name)" }

    func name(_ index: UInt32) -> String? { places[index].map { all[$0].name } }

    func interface(called name: String) -> Interface? {
        let key = InterfaceName.key(name)
        return all.first { InterfaceName.key($0.name) == key }
            ?? all.first { agent.text(.interfaceDescription, [$0.index]).map(InterfaceName.key) == key }
    }

    func emit(_ addresses: [(address: String, interface: UInt32)], into sink: any DiscoverySink) throws(ImportError) {
        let members = aggregates
        var used: Set<String> = []
        for interface in all {
            let nativeID = nativeID(interface)
            let ports = members[interface.index] ?? []
            var list: [Property] = []
            list.add(ConventionalProperty.name, interface.name)
            list.add("description", agent.text(.interfaceAlias, [interface.index]))
            // An address that several interfaces share identifies none but the first.
            if let mac = interface.mac, used.insert(mac).inserted { list.add("macAddress", mac) }
            list.add("addresses", addresses.filter { $0.interface == interface.index }.map(\.address))
            list.add("interfaceIndex", Int64(interface.index))
            list.add("interfaceType", interface.type.map { Self.types[$0] ?? "\($0)" })
            list.add("mtu", agent[.interfaceMTU, [interface.index]]?.integer)
            list.add("speedMegabits", speed(interface.index))
            list.add("enabled", agent[.interfaceAdmin, [interface.index]]?.integer.map { $0 == 1 })
            list.add("linkUp", agent[.interfaceOperation, [interface.index]]?.integer.map { $0 == 1 })
            list.add("vlans", vlan(of: interface.index))
            try sink.acceptItem(
                interface.isAggregate ? "LinkAggregate" : "NetworkInterface", nativeID, list,
                groups: interface.isAggregate && !ports.isEmpty
                    ? [RedundancyGroup(name: Self.links, threshold: .atLeast(1))] : [],
                at: agent.position)
            var links = RecordLinks(from: nativeID, at: agent.position)
            links.add("PART_OF", device)
            for port in ports {
                links.add("DEPENDS_ON", port, interface.isAggregate ? ConventionalProperty.member(of: Self.links) : [])
            }
            try links.emit(into: sink)
        }
    }

    /// Per interface, what it lies on: members of an aggregate, or the carrier of a VLAN.
    private var aggregates: [UInt32: [String]] {
        var lower: [UInt32: [String]] = [:]
        for row in agent.rows(.interfaceStack) where row.index.count == 2 && row.value.integer == 1 {
            guard places[row.index[0]] != nil, let port = nativeID(row.index[1]) else { continue }
            lower[row.index[0], default: []].append(port)
        }
        for row in agent.rows(.aggregateOfPort) where row.index.count == 1 {
            guard let aggregate = row.value.integer.flatMap({ UInt32(exactly: $0) }), aggregate != row.index[0],
                places[aggregate] != nil, let port = nativeID(row.index[0])
            else { continue }
            lower[aggregate, default: []].append(port)
        }
        // What lies on several interfaces and is no aggregate, a routed VLAN say, needs none of them in particular.
        return lower.filter { index, ports in
            ports.count == 1 || places[index].map { all[$0].isAggregate } ?? false
        }
    }

    private func speed(_ index: UInt32) -> Double? {
        if let high = agent[.interfaceHighSpeed, [index]]?.integer, high > 0 { return Double(high) }
        guard let bits = agent[.interfaceSpeed, [index]]?.integer, bits > 0, bits < 4_294_967_295 else { return nil }
        return Double(bits) / 1_000_000
    }

    /// The VLAN of untagged frames, with its name where it has one.
    private func vlan(of index: UInt32) -> [String] {
        for row in agent.rows(.bridgePortInterface) where row.value.integer == Int64(index) {
            guard let vlan = agent[.portVLAN, row.index]?.integer.flatMap({ UInt32(exactly: $0) }) else { continue }
            return [[String(vlan), agent.text(.vlanName, [vlan])].compactMap { $0 }.joined(separator: " ")]
        }
        return []
    }

    private static let types: [Int64: String] = [
        6: "ethernetCsmacd", 53: "propVirtual", 71: "ieee80211", 117: "gigabitEthernet", 131: "tunnel", 135: "l2vlan",
        136: "l3ipvlan", 161: "ieee8023adLag", 209: "bridge",
    ]
}
