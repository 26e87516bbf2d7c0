import GraphModel

/// Emits what the objects say together: machines with what describes them, links between real ends, power.
struct NetBoxEmission {
    let inventory: NetBoxInventory
    let prefix: String
    let cables: NetBoxCableMap
    private let power: NetBoxPower
    /// The class of each device.
    let classes: [Int64: String]
    /// The interfaces of each device that carry its work.
    private(set) var portsOfDevice: [Int64: [NetBoxKey]] = [:]
    /// The addresses of each machine, and the hardware addresses of its interfaces.
    private var addresses: [NetBoxKey: [String]] = [:]
    private var hardwareAddresses: [NetBoxKey: [String]]

    init(_ inventory: NetBoxInventory, prefix: String) {
        self.inventory = inventory
        self.prefix = prefix
        cables = NetBoxCableMap(inventory)
        power = NetBoxPower(inventory, cables)
        hardwareAddresses = inventory.hardwareAddressesOfOwner
        var classes: [Int64: String] = [:]
        for thing in inventory.things where thing.key.model == .device {
            let type = Self.type(of: thing, inventory)
            classes[thing.key.id] = NetBoxWords.ciClass(
                role: inventory.text(of: thing.role), model: type.model,
                manufacturer: inventory.text(of: type.manufacturer),
                hasOutlets: power.devicesWithOutlets.contains(thing.key.id))
        }
        self.classes = classes
        for address in inventory.addresses.sorted(by: { $0.key < $1.key }).map(\.value) where !address.isShared {
            guard let holder = address.holder.flatMap(inventory.resolved), let port = inventory.ports[holder] else {
                continue
            }
            addresses[port.owner, default: []].append(address.text)
        }
        for (key, port) in inventory.ports where port.owner.model == .device && !port.isManagement {
            portsOfDevice[port.owner.id, default: []].append(key)
        }
        for interface in inventory.interfaces {
            guard let key = interface.hardwareAddress, let text = inventory.hardwareAddresses[key] else { continue }
            hardwareAddresses[interface.owner, default: []].append(text)
        }
    }

    func emit(into sink: any DiscoverySink) throws(ImportError) {
        for thing in inventory.things { try emit(thing, into: sink) }
        for interface in inventory.interfaces { try emit(interface, into: sink) }
        for named in inventory.named { try emit(named, into: sink) }
        for assignment in inventory.assignments { try emit(assignment, into: sink) }
        for termination in inventory.terminations { try emit(termination, into: sink) }
        try power.emit(prefix, into: sink)
        try emitLinks(into: sink)
        warn(into: sink)
    }

    private func id(_ key: NetBoxKey) -> String { NetBoxIdentity.of(key, prefix) }

    private func warn(into sink: any DiscoverySink) {
        if let repeated = inventory.repeated {
            let objects = repeated.count == 1 ? "1 object was" : "\(repeated.count) objects were"
            sink.warn(
                ImportError(
                    .duplicateIdentity, "\(objects) read before", at: repeated.first,
                    advice: "The first counts. Name each NetBox: --option instance=NAME"))
        }
        if cables.unresolved > 0 {
            sink.warn(
                ImportError(
                    .danglingReference,
                    "\(cables.unresolved) ends of cables name content types that are not in the dump",
                    advice: "Dump with --natural-foreign, or the content types too."))
        }
    }

    static func type(of thing: NetBoxInventory.Thing, _ inventory: NetBoxInventory) -> NetBoxInventory.DeviceType {
        let listed = thing.kind.flatMap { inventory.types[$0.key] }
        return listed ?? thing.type ?? NetBoxInventory.DeviceType()
    }

    private func emit(_ thing: NetBoxInventory.Thing, into sink: any DiscoverySink) throws(ImportError) {
        var attributes = thing.attributes
        var groups: [RedundancyGroup] = []
        let ciClass: String
        switch thing.key.model {
        case .device:
            ciClass = classes[thing.key.id] ?? "ComputeResource"
            describe(thing, ciClass, &attributes)
            groups = power.groups(ofDevice: thing.key.id) + uplinks(of: thing.key).groups
        case .virtualMachine:
            ciClass = "VirtualMachine"
            describe(thing, ciClass, &attributes)
        case .cluster:
            let type = inventory.text(of: thing.role)
            ciClass = type?.lowercased().contains("kubernetes") == true ? "KubernetesCluster" : "HypervisorCluster"
            attributes.add("clusterType", type)
            groups = members(of: thing.key)
        default:
            ciClass = "NetworkModule"
            describe(thing, ciClass, &attributes)
        }
        if !thing.hasName {
            attributes = named(attributes, "\(Self.type(of: thing, inventory).model ?? ciClass) \(thing.key.id)")
        }
        try sink.acceptItem(ciClass, id(thing.key), attributes, groups: groups, at: thing.position)
        if thing.key.model == .device { try uplinks(of: thing.key).emit(thing, prefix, into: sink) }
    }

    /// A device without a name is called by its model and number.
    private func named(_ attributes: [Property], _ name: String) -> [Property] {
        var result: [Property] = []
        result.add(ConventionalProperty.name, name)
        for property in attributes { result.add(property) }
        return result
    }

    private func describe(_ thing: NetBoxInventory.Thing, _ ciClass: String, _ attributes: inout [Property]) {
        let type = Self.type(of: thing, inventory)
        attributes.add("manufacturer", inventory.text(of: type.manufacturer))
        attributes.add("model", type.model)
        attributes.add("heightUnits", type.heightUnits)
        guard thing.key.model != .module else { return }
        attributes.add("role", inventory.text(of: thing.role))
        attributes.add("operatingSystem", inventory.text(of: thing.platform))
        let primary = thing.primary.compactMap(text(ofAddress:))
        if NetBoxWords.isNetworkDevice(ciClass) {
            attributes.add("managementAddress", text(ofAddress: thing.management) ?? primary.first)
        }
        let all = primary + (addresses[thing.key] ?? [])
        attributes.add("addresses", all.filter(StatedText.isHostAddress))
        attributes.add("macAddresses", hardwareAddresses[thing.key] ?? [])
        let names = thing.primary.compactMap { inventory.addresses[$0.key]?.name }
        let own = thing.attributes.first { $0.key == ConventionalProperty.name }?.value.string
        attributes.add("fqdn", StatedText.qualifiedName(own) ?? names.compactMap(StatedText.qualifiedName).first)
        let tags = inventory.tags.isEmpty ? [] : inventory.tags[thing.key] ?? []
        attributes.add("tags", tags.compactMap { inventory.text(of: $0) })
    }

    private func text(ofAddress name: NetBoxInventory.Name?) -> String? {
        guard let name else { return nil }
        return inventory.addresses[name.key]?.text ?? name.text.map { String($0.prefix { $0 != "/" }) }
    }

    private func members(of key: NetBoxKey) -> [RedundancyGroup] {
        inventory.groupsWithMembers.contains(key) ? [RedundancyGroup(name: "members", threshold: .atLeast(1))] : []
    }

    private func emit(_ interface: NetBoxInventory.Interface, into sink: any DiscoverySink) throws(ImportError) {
        var attributes = interface.attributes
        attributes.add("macAddress", interface.hardwareAddress.flatMap { inventory.hardwareAddresses[$0] })
        try sink.acceptItem(
            interface.isAggregate ? "LinkAggregate" : "NetworkInterface", id(interface.key), attributes,
            groups: members(of: interface.key), at: interface.position)
    }

    private func emit(_ named: NetBoxInventory.Named, into sink: any DiscoverySink) throws(ImportError) {
        var attributes = named.attributes
        var ciClass = named.ciClass
        let name = inventory.text(of: named.name)
        if named.key.model == .circuit {
            attributes.add("circuitType", name)
            if name?.lowercased().contains("internet") == true { ciClass = "InternetConnection" }
        } else {
            attributes.add("routingDomain", name)
        }
        try sink.acceptItem(
            ciClass, id(named.key), attributes, groups: members(of: named.key), at: named.position)
        let holder = inventory.addresses[named.key]?.holder.flatMap(inventory.resolved)
        if named.key.model == .address, let holder, holder.model != .contentType {
            try sink.acceptRelationship(
                .native(id(named.key)), "BOUND_TO", .native(id(holder)), at: named.position)
        }
    }

    /// A circuit ends in its place where no cable tells in which device there: what is cabled is reached through that
    /// device alone.
    private func emit(_ end: NetBoxInventory.Termination, into sink: any DiscoverySink) throws(ImportError) {
        guard let place = inventory.resolved(end.place), place.model != .contentType, !cables.isCabled(end.key) else {
            return
        }
        try sink.acceptRelationship(
            .native(id(end.circuit)), "CONNECTS_TO", .native(id(place)), at: end.position)
    }

    /// A role that says so makes the contact the owner or the support.
    private func emit(_ assignment: NetBoxInventory.Assignment, into sink: any DiscoverySink) throws(ImportError) {
        guard let target = inventory.resolved(assignment.target), target.model != .contentType else { return }
        let item = ItemReference.native(id(target))
        let contact = ItemReference.native(id(NetBoxKey(.contact, assignment.contact)))
        let role = inventory.text(of: assignment.role)
        let properties = role.map { [Property("role", .string($0))] } ?? []
        let words = role?.lowercased() ?? ""
        if words.contains("owner") || words.contains("accountable") {
            try sink.acceptRelationship(item, "OWNED_BY", contact, properties, at: assignment.position)
        } else if words.contains("support") || words.contains("operations") {
            try sink.acceptRelationship(item, "SUPPORTED_BY", contact, properties, at: assignment.position)
        } else {
            try sink.acceptRelationship(contact, "CONTACT_FOR", item, properties, at: assignment.position)
        }
    }
}
