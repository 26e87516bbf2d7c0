import GraphModel

extension NetBoxImporter {
    func name(_ object: NetBoxObject, _ field: String, _ model: NetBoxModel) throws(ImportError)
        -> NetBoxInventory.Name?
    {
        try object.reference(field).map { NetBoxInventory.Name(key: NetBoxKey(model, $0.id), text: $0.name) }
    }

    func deviceType(_ object: NetBoxObject) throws(ImportError) -> NetBoxInventory.DeviceType {
        NetBoxInventory.DeviceType(
            model: object.text("model"), manufacturer: try name(object, "manufacturer", .manufacturer),
            heightUnits: object.whole("u_height"))
    }

    /// Devices, virtual machines, clusters and modules wait: types, roles, platforms and addresses are other objects.
    func thing(_ object: NetBoxObject, into sink: any DiscoverySink) throws(ImportError) {
        let name = object.text("name") ?? object.text("display") ?? object.text("display_name")
        guard name != nil || object.model == .device || object.model == .module else {
            throw object.fields.missing("name")
        }
        var links = try links(of: object)
        var thing = NetBoxInventory.Thing(
            key: object.key, attributes: attributes(of: object, name: name ?? ""), position: object.position)
        thing.hasName = name != nil
        thing.attributes.add("serialNumber", StatedText.of(object.text("serial")))
        thing.attributes.add("assetTag", object.text("asset_tag"))
        switch object.model {
        case .device: try device(object, &thing, &links)
        case .virtualMachine: try machine(object, &thing, &links)
        case .cluster: try cluster(object, &thing, &links)
        default:
            let type = try object.reference("module_type")
            thing.kind = type.map { NetBoxInventory.Name(key: NetBoxKey(.moduleType, $0.id)) }
            thing.type = type.flatMap(Self.nestedType)
            if let device = try object.key("device", .device) { links.add("PART_OF", nativeID(device)) }
        }
        inventory.things.append(thing)
        try links.emit(into: sink)
    }

    private func device(
        _ object: NetBoxObject, _ thing: inout NetBoxInventory.Thing, _ links: inout RecordLinks
    ) throws(ImportError) {
        let type = try object.reference("device_type")
        thing.kind = type.map { NetBoxInventory.Name(key: NetBoxKey(.deviceType, $0.id)) }
        thing.type = type.flatMap(Self.nestedType)
        // Renamed in version 3.6.
        thing.role = try name(object, object.fields.value["role"] == nil ? "device_role" : "role", .deviceRole)
        thing.attributes.add("rackPosition", object.number("position").flatMap { Int64(exactly: $0.rounded(.down)) })
        try addresses(object, &thing)
        try locate(object, in: [("rack", .rack), ("location", .location), ("site", .site)], &links)
        for (field, model) in [("cluster", NetBoxModel.cluster), ("virtual_chassis", .virtualChassis)] {
            guard let whole = try object.key(field, model) else { continue }
            inventory.groupsWithMembers.insert(whole)
            links.add("MEMBER_OF", nativeID(whole), ConventionalProperty.member(of: "members"))
        }
    }

    private func machine(
        _ object: NetBoxObject, _ thing: inout NetBoxInventory.Thing, _ links: inout RecordLinks
    ) throws(ImportError) {
        thing.role = try name(object, "role", .deviceRole)
        thing.attributes.add("processors", object.number("vcpus").flatMap { Int64(exactly: $0.rounded(.up)) })
        thing.attributes.add("memoryMegabytes", object.number("memory"))
        thing.attributes.add("powerState", NetBoxWords.status(object).flatMap(Self.powerState))
        try addresses(object, &thing)
        let cluster = try object.key("cluster", .cluster)
        let device = try object.key("device", .device)
        if let cluster { links.add("RUNS_ON", nativeID(cluster)) }
        if let device { links.add(cluster == nil ? "RUNS_ON" : "VIRTUALISED_BY", nativeID(device)) }
        if cluster == nil, device == nil { try locate(object, in: [("site", .site)], &links) }
    }

    private func cluster(
        _ object: NetBoxObject, _ thing: inout NetBoxInventory.Thing, _ links: inout RecordLinks
    ) throws(ImportError) {
        thing.role = try name(object, "type", .clusterType)
        if let group = try object.key("group", .clusterGroup) { links.add("PART_OF", nativeID(group)) }
        try locate(object, in: [("site", .site)], &links)
    }

    private func addresses(_ object: NetBoxObject, _ thing: inout NetBoxInventory.Thing) throws(ImportError) {
        thing.platform = try name(object, "platform", .platform)
        thing.management = try name(object, "oob_ip", .address)
        for field in ["primary_ip4", "primary_ip6"] {
            if let address = try name(object, field, .address) { thing.primary.append(address) }
        }
    }

    private static func powerState(_ status: String) -> String? {
        switch status {
        case "active": "on"
        case "offline": "off"
        default: nil
        }
    }

    /// What the REST API nests of a type; nil for the number that a dump has.
    private static func nestedType(_ reference: NetBoxObject.Reference) -> NetBoxInventory.DeviceType? {
        guard let model = reference.value["model"]?.text else { return nil }
        let manufacturer = reference.value["manufacturer"]
        return NetBoxInventory.DeviceType(
            model: model,
            manufacturer: manufacturer?["id"]?.integer.map {
                NetBoxInventory.Name(key: NetBoxKey(.manufacturer, $0), text: manufacturer?["name"]?.text)
            })
    }

    /// Interfaces are emitted as they come, but for those that others tell something of.
    func interface(_ object: NetBoxObject, into sink: any DiscoverySink) throws(ImportError) {
        let isMachine = object.model == .machineInterface
        let owner =
            isMachine
            ? try object.key("virtual_machine", .virtualMachine) : try object.key("device", .device)
        guard let owner else { throw object.fields.missing(isMachine ? "virtual_machine" : "device") }
        let name = try object.name()
        var attributes = attributes(of: object, name: name)
        let type = object.choice("type") ?? object.choice("form_factor")
        attributes.add("interfaceType", type)
        let address = object.text("mac_address").flatMap(HardwareAddress.normalised)
        attributes.add("macAddress", address)
        if let address { inventory.hardwareAddressesOfOwner[owner, default: []].append(address) }
        attributes.add("enabled", object.fields.value["enabled"]?.boolean)
        attributes.add("mtu", object.whole("mtu"))
        attributes.add("speedMegabits", object.number("speed").map { $0 / 1_000 })
        let isAggregate = ["lag", "200", "link aggregation group (lag)"].contains(type)
        var links = RecordLinks(from: nativeID(object.key), at: object.position)
        links.add("PART_OF", nativeID(owner))
        if let lag = try object.key("lag", .interface) {
            inventory.groupsWithMembers.insert(lag)
            links.add("MEMBER_OF", nativeID(lag), ConventionalProperty.member(of: "members"))
        }
        if let parent = try object.key("parent", object.model) { links.add("DEPENDS_ON", nativeID(parent)) }
        let management = object.fields.value["mgmt_only"]?.boolean == true || NetBoxWords.isManagement(name)
        inventory.ports[object.key] = NetBoxInventory.Port(
            owner: owner, isManagement: management, place: inventory.place(object.position))
        noteStatedEnds(object)
        let hardwareAddress = address == nil ? try object.key("primary_mac_address", .macAddress) : nil
        if isAggregate || hardwareAddress != nil {
            inventory.interfaces.append(
                NetBoxInventory.Interface(
                    key: object.key, owner: owner, attributes: attributes, isAggregate: isAggregate,
                    hardwareAddress: hardwareAddress, position: object.position))
            return try links.emit(into: sink)
        }
        try emit(object, "NetworkInterface", attributes, links, into: sink)
    }

    /// The ends that the REST API has traced: of one kind, as a list since version 3.3.
    func noteStatedEnds(_ object: NetBoxObject) {
        let value = object.fields.value
        guard let type = value["connected_endpoints_type"] ?? value["connected_endpoint_type"],
            let ends = value["connected_endpoints"] ?? value["connected_endpoint"],
            (value["connected_endpoints_reachable"] ?? value["connected_endpoint_reachable"])?.boolean != false
        else { return }
        let keys = ends.oneOrMore.compactMap { end in
            end["id"]?.integer.flatMap { NetBoxObject.key(type, $0) }
        }
        if !keys.isEmpty { inventory.cabling.stated[object.key] = keys }
    }
}
