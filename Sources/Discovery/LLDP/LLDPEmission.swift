import GraphModel

/// The records of a topology that nobody has emitted yet: devices, their ports, cables.
struct LLDPEmission {
    private let topology: LLDPTopology

    /// The group of the ports that an aggregate consists of.
    private static let links = "links"

    init(_ topology: LLDPTopology) { self.topology = topology }

    func emit(
        _ cables: [(ends: [String], position: SourcePosition)], into sink: any DiscoverySink
    ) throws(ImportError) {
        for (place, device) in topology.devices.enumerated() {
            if !device.isEmitted {
                try sink.acceptItem(
                    device.chassis.ciClass, device.nativeID, device.chassis.attributes, at: device.position)
            }
            try emitPorts(of: place, into: sink)
        }
        for cable in cables {
            try sink.acceptRelationship(
                .native(cable.ends[0]), "CONNECTS_TO", .native(cable.ends[1]), at: cable.position)
        }
    }

    private func emitPorts(
        of place: Int, into sink: any DiscoverySink
    ) throws(ImportError) {
        let device = topology.devices[place]
        var aggregates: [String: [String]] = [:]
        for key in device.order {
            guard let port = device.ports[key], !port.isEmitted else { continue }
            let nativeID = topology.portID(key, of: place)
            var list: [Property] = []
            list.add(ConventionalProperty.name, port.name)
            if port.detail?.description != port.name { list.add("description", port.detail?.description) }
            list.add("macAddress", port.detail?.mac)
            list.add("vlans", port.detail?.vlans ?? [])
            try sink.acceptItem("NetworkInterface", nativeID, list, at: port.position)
            try sink.acceptRelationship(.native(nativeID), "PART_OF", .native(device.nativeID), at: port.position)
            if let aggregate = port.detail?.aggregate { aggregates[aggregate, default: []].append(nativeID) }
        }
        for (name, members) in aggregates.sorted(by: { $0.key < $1.key }) {
            let nativeID = "\(device.nativeID)/lag/\(name)"
            var list: [Property] = []
            list.add(ConventionalProperty.name, "aggregate \(name)")
            list.add(ConventionalProperty.isInferred)
            try sink.acceptItem(
                "LinkAggregate", nativeID, list,
                groups: [RedundancyGroup(name: Self.links, threshold: .atLeast(1))], at: device.position)
            var links = RecordLinks(from: nativeID, at: device.position)
            links.add("PART_OF", device.nativeID)
            for member in members { links.add("DEPENDS_ON", member, ConventionalProperty.member(of: Self.links)) }
            try links.emit(into: sink)
        }
    }
}
