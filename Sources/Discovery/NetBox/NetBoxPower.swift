import GraphModel

/// What feeds which device: its power ports, traced through outlets to feeds.
struct NetBoxPower {
    private let inventory: NetBoxInventory
    private let cables: NetBoxCableMap
    let devicesWithOutlets: Set<Int64>
    /// Power ports that carry only some of their device's outlets; they fail by themselves.
    private var inlets: Set<Int64> = []
    private var portsOfDevice: [Int64: [Int64]] = [:]

    init(_ inventory: NetBoxInventory, _ cables: NetBoxCableMap) {
        self.inventory = inventory
        self.cables = cables
        var portsWithOutlets: [Int64: Set<Int64>] = [:]
        for outlet in inventory.outlets.values {
            if let port = outlet.powerPort { portsWithOutlets[outlet.device, default: []].insert(port) }
        }
        for ports in portsWithOutlets.values where ports.count > 1 { inlets.formUnion(ports) }
        devicesWithOutlets = Set(inventory.outlets.values.map(\.device))
        for (port, place) in inventory.powerPorts { portsOfDevice[place.device, default: []].append(port) }
    }

    /// What feeds a power port: a feed, a distribution unit, or one inlet of it; ascending.
    private func providers(ofPort port: Int64) -> [NetBoxKey] {
        cables.ends(from: NetBoxKey(.powerPort, port)).compactMap { end in
            switch end.model {
            case .powerFeed: return end
            case .powerOutlet:
                guard let outlet = inventory.outlets[end.id] else { return nil }
                if let inlet = outlet.powerPort, inlets.contains(inlet) { return NetBoxKey(.powerPort, inlet) }
                return NetBoxKey(.device, outlet.device)
            default: return nil
            }
        }
    }

    private func providers(ofDevice device: Int64) -> [NetBoxKey] {
        let all = Set((portsOfDevice[device] ?? []).flatMap { providers(ofPort: $0) })
        return all.subtracting([NetBoxKey(.device, device)]).sorted()
    }

    /// A device with power ports on several feeds needs one of them.
    func groups(ofDevice device: Int64) -> [RedundancyGroup] {
        providers(ofDevice: device).count > 1 ? [RedundancyGroup(name: "power", threshold: .atLeast(1))] : []
    }

    func emit(_ prefix: String, into sink: any DiscoverySink) throws(ImportError) {
        for (device, ports) in portsOfDevice.sorted(by: { $0.key < $1.key }) {
            let id = NetBoxIdentity.of(NetBoxKey(.device, device), prefix)
            guard let position = ports.min().flatMap({ inventory.powerPorts[$0]?.position }) else { continue }
            let providers = providers(ofDevice: device)
            let properties =
                providers.count > 1 ? ConventionalProperty.member(of: "power") : [ConventionalProperty.isInferred]
            for provider in providers {
                try sink.acceptRelationship(
                    .native(NetBoxIdentity.of(provider, prefix)), "POWERS", .native(id), properties, at: position)
            }
        }
        for inlet in inlets.sorted() { try emit(inlet: inlet, prefix, into: sink) }
    }

    private func emit(inlet: Int64, _ prefix: String, into sink: any DiscoverySink) throws(ImportError) {
        guard let place = inventory.powerPorts[inlet] else { return }
        let id = NetBoxIdentity.of(NetBoxKey(.powerPort, inlet), prefix)
        try sink.acceptItem(
            "PowerSupplyUnit", id, [Property(ConventionalProperty.name, .string(place.name))], at: place.position)
        let device = NetBoxIdentity.of(NetBoxKey(.device, place.device), prefix)
        try sink.acceptRelationship(.native(id), "PART_OF", .native(device), at: place.position)
        for provider in providers(ofPort: inlet) {
            try sink.acceptRelationship(
                .native(NetBoxIdentity.of(provider, prefix)), "POWERS", .native(id),
                [ConventionalProperty.isInferred], at: place.position)
        }
    }
}
