import GraphModel

extension NetBoxImporter {
    func cabling(_ object: NetBoxObject) throws(ImportError) {
        switch object.model {
        case .cable: try cable(object)
        case .cableTermination:
            guard let cable = try object.reference("cable")?.id,
                let key = try object.key(type: "termination_type", id: "termination_id"),
                let end = object.choice("cable_end")
            else { throw object.fields.missing("cable, its end or what it ends in") }
            inventory.cabling.end(of: cable, isA: end == "a", key)
        case .interfaceConnection:
            guard let a = try object.key("interface_a", .interface), let b = try object.key("interface_b", .interface)
            else { throw object.fields.missing("interface_a or interface_b") }
            inventory.cabling.connect(a, b, isConnected: NetBoxWords.isConnected(object))
        case .rearPort: inventory.cabling.positions[object.id] = object.whole("positions")
        case .frontPort:
            if let rear = try object.reference("rear_port") {
                inventory.cabling.mappings.append(
                    NetBoxCabling.Mapping(
                        front: object.id, frontPosition: 1, rear: rear.id,
                        rearPosition: object.whole("rear_port_position") ?? 1))
            }
            // Since version 4.5 a front port may stand for several rear ports.
            for mapping in try object.fields.objects("rear_ports") {
                guard let rear = mapping.value["rear_port"].flatMap({ $0.integer ?? $0["id"]?.integer }) else {
                    throw mapping.missing("rear_port")
                }
                inventory.cabling.mappings.append(
                    NetBoxCabling.Mapping(
                        front: object.id, frontPosition: mapping.value["position"]?.integer ?? 1, rear: rear,
                        rearPosition: mapping.value["rear_port_position"]?.integer ?? 1))
            }
        default:
            guard let front = try object.reference("front_port"), let rear = try object.reference("rear_port") else {
                throw object.fields.missing("front_port or rear_port")
            }
            inventory.cabling.mappings.append(
                NetBoxCabling.Mapping(
                    front: front.id, frontPosition: object.whole("front_port_position") ?? 1, rear: rear.id,
                    rearPosition: object.whole("rear_port_position") ?? 1))
        }
    }

    /// Before version 3.3 a cable has two ends; since then the REST API lists them, and dumps have objects of their
    /// own.
    private func cable(_ object: NetBoxObject) throws(ImportError) {
        let status = NetBoxWords.status(object)
        var cable = inventory.cabling.cables[object.id] ?? NetBoxCabling.Cable()
        cable.isConnected = status == nil || status == "connected"
        if let a = try object.key(type: "termination_a_type", id: "termination_a_id") { cable.a.append(a) }
        if let b = try object.key(type: "termination_b_type", id: "termination_b_id") { cable.b.append(b) }
        cable.a += try ends(object, "a_terminations")
        cable.b += try ends(object, "b_terminations")
        inventory.cabling.cables[object.id] = cable
    }

    private func ends(_ object: NetBoxObject, _ field: String) throws(ImportError) -> [NetBoxKey] {
        var keys: [NetBoxKey] = []
        for end in try object.fields.objects(field) {
            guard let type = end.value["object_type"], let id = end.value["object_id"]?.integer,
                let key = NetBoxObject.key(type, id)
            else { throw end.missing("object_type or object_id") }
            keys.append(key)
        }
        return keys
    }

    func power(_ object: NetBoxObject, into sink: any DiscoverySink) throws(ImportError) {
        switch object.model {
        case .powerPort:
            guard let device = try object.reference("device") else { throw object.fields.missing("device") }
            inventory.powerPorts[object.id] = (device.id, try object.name(), object.position)
            noteStatedEnds(object)
            if let outlet = try object.key("power_outlet", .powerOutlet) {
                inventory.cabling.connect(object.key, outlet, isConnected: NetBoxWords.isConnected(object))
            }
        case .powerOutlet:
            guard let device = try object.reference("device") else { throw object.fields.missing("device") }
            inventory.outlets[object.id] = NetBoxInventory.Outlet(
                device: device.id, powerPort: try object.reference("power_port")?.id)
        case .powerPanel:
            var links = try links(of: object)
            try locate(
                object, in: [("location", .location), ("rack_group", .rackGroup), ("site", .site)], &links)
            try emit(object, "PowerPanel", attributes(of: object, name: try object.name()), links, into: sink)
        default: try feed(object, into: sink)
        }
    }

    private func feed(_ object: NetBoxObject, into sink: any DiscoverySink) throws(ImportError) {
        var attributes = attributes(of: object, name: try object.name())
        let type = object.choice("type")
        attributes.add("feed", ["1": "primary", "2": "redundant"][type ?? ""] ?? type)
        attributes.add("voltage", object.number("voltage"))
        attributes.add("ratedAmperes", object.number("amperage"))
        attributes.add("phases", object.choice("phase").map { ["three-phase", "3"].contains($0) ? Int64(3) : 1 })
        var links = try links(of: object)
        try locate(object, in: [("rack", .rack)], &links)
        let panel = try object.key("power_panel", .powerPanel)
        try emit(object, "PowerCircuit", attributes, links, into: sink)
        if let panel {
            try sink.acceptRelationship(
                .native(nativeID(panel)), "POWERS", .native(nativeID(object.key)), at: object.position)
        }
    }
}
