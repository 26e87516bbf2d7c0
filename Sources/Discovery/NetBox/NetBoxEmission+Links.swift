import GraphModel

/// The network devices that a machine is reached through.
struct NetBoxUplinks {
    var network: [NetBoxKey] = []
    var storage: [NetBoxKey] = []

    /// A machine with several uplinks needs one, of the network and of the storage network each.
    var groups: [RedundancyGroup] {
        [("uplinks", network), ("storageUplinks", storage)].filter { $0.1.count > 1 }
            .map { RedundancyGroup(name: $0.0, threshold: .atLeast(1)) }
    }

    func emit(_ thing: NetBoxInventory.Thing, _ prefix: String, into sink: any DiscoverySink) throws(ImportError) {
        for (group, devices) in [("uplinks", network), ("storageUplinks", storage)] {
            let properties =
                devices.count > 1 ? ConventionalProperty.member(of: group) : [ConventionalProperty.isInferred]
            for device in devices {
                try sink.acceptRelationship(
                    .native(NetBoxIdentity.of(thing.key, prefix)), "REACHED_THROUGH",
                    .native(NetBoxIdentity.of(device, prefix)), properties, at: thing.position)
            }
        }
    }
}

extension NetBoxEmission {
    private static let linked: Set<NetBoxModel?> = [.interface, .circuitTermination]

    /// One relationship for each pair of ends, whichever is traced first; a circuit stands for its terminations.
    func emitLinks(into sink: any DiscoverySink) throws(ImportError) {
        let starts = Set(inventory.ports.keys).union(cables.ports).filter { Self.linked.contains($0.model) }
        for start in starts.sorted() {
            for end in cables.ends(from: start) where Self.linked.contains(end.model) {
                // What is found from both ends is emitted from the lesser.
                guard start < end || !cables.ends(from: end).contains(start) else { continue }
                guard let a = item(of: start), let b = item(of: end), a != b else { continue }
                let place = (inventory.ports[start] ?? inventory.ports[end])?.place
                try sink.acceptRelationship(
                    .native(NetBoxIdentity.of(a, prefix)), "CONNECTS_TO", .native(NetBoxIdentity.of(b, prefix)),
                    [ConventionalProperty.isInferred], at: inventory.position(place ?? inventory.start))
            }
        }
    }

    private func item(of port: NetBoxKey) -> NetBoxKey? {
        port.model == .circuitTermination ? inventory.ports[port]?.owner : port
    }
}

extension NetBoxEmission {
    /// The network devices at the other ends of a machine's cables; ascending. Ports of its management do not count.
    func uplinks(of device: NetBoxKey) -> NetBoxUplinks {
        var uplinks = NetBoxUplinks()
        guard NetBoxWords.needsNetwork(classes[device.id] ?? "") else { return uplinks }
        var found: Set<NetBoxKey> = []
        for port in portsOfDevice[device.id] ?? [] {
            for end in cables.ends(from: port) {
                if let owner = inventory.ports[end]?.owner, owner.model == .device { found.insert(owner) }
            }
        }
        for owner in found.sorted() {
            guard let ciClass = classes[owner.id], NetBoxWords.isNetworkDevice(ciClass) else { continue }
            if ciClass == "StorageSwitch" { uplinks.storage.append(owner) } else { uplinks.network.append(owner) }
        }
        return uplinks
    }
}
