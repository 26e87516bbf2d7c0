import GraphModel

extension NetBoxImporter {
    func addressing(_ object: NetBoxObject, into sink: any DiscoverySink) throws(ImportError) {
        switch object.model {
        case .address: try address(object, into: sink)
        case .prefix: try subnet(object, into: sink)
        case .vlan:
            var attributes = attributes(of: object, name: try object.name())
            attributes.add("vlanId", object.whole("vid"))
            var links = try links(of: object)
            try locate(object, in: [("site", .site)], &links)
            try emit(object, "VLAN", attributes, links, into: sink)
        case .routingDomain:
            let name = try object.name()
            var attributes = attributes(of: object, name: name)
            attributes.add("routeDistinguisher", object.text("rd"))
            inventory.names[object.key] = name
            try emit(object, "RoutingDomain", attributes, try links(of: object), into: sink)
        case .macAddress:
            if let address = object.text("mac_address").flatMap(HardwareAddress.normalised) {
                inventory.hardwareAddresses[object.key] = address
            }
        default: try service(object, into: sink)
        }
    }

    /// The address without the length of its network.
    private func address(_ object: NetBoxObject, into sink: any DiscoverySink) throws(ImportError) {
        let text = String(try object.name("address").prefix { $0 != "/" })
        var attributes = attributes(of: object, name: text)
        attributes.add("address", text)
        attributes.add("dnsName", object.text("dns_name"))
        // Before version 2.9 an address could only be of an interface.
        let former = try object.key("interface", .interface)
        let holder = try object.key(type: "assigned_object_type", id: "assigned_object_id") ?? former
        inventory.addresses[object.key] = NetBoxInventory.Address(
            text: text, name: object.text("dns_name"), holder: holder, isShared: NetBoxWords.isShared(object))
        inventory.named.append(
            NetBoxInventory.Named(
                key: object.key, ciClass: "IPAddress", attributes: attributes,
                name: try name(object, "vrf", .routingDomain), position: object.position))
        try links(of: object).emit(into: sink)
    }

    private func subnet(_ object: NetBoxObject, into sink: any DiscoverySink) throws(ImportError) {
        let prefix = try object.name("prefix")
        var attributes = attributes(of: object, name: prefix)
        attributes.add("prefix", prefix)
        var links = try links(of: object)
        try locate(object, in: [("site", .site)], &links)
        if let vlan = try object.key("vlan", .vlan) { links.add("DEPENDS_ON", nativeID(vlan)) }
        inventory.named.append(
            NetBoxInventory.Named(
                key: object.key, ciClass: "Subnet", attributes: attributes,
                name: try name(object, "vrf", .routingDomain), position: object.position))
        try links.emit(into: sink)
    }

    /// Of a device or a virtual machine; since version 4.3 of any object.
    private func service(_ object: NetBoxObject, into sink: any DiscoverySink) throws(ImportError) {
        let former = try object.key(firstOf: [("device", .device), ("virtual_machine", .virtualMachine)])
        guard let holder = try object.key(type: "parent_object_type", id: "parent_object_id") ?? former else {
            throw object.fields.missing("device or virtual_machine")
        }
        var attributes = attributes(of: object, name: try object.name())
        let protocolName = object.choice("protocol")
        attributes.add("protocol", ["6": "tcp", "17": "udp"][protocolName ?? ""] ?? protocolName)
        // One port before version 2.10.
        let numbers = object.wholes("ports") + object.wholes("port")
        attributes.add("port", numbers.first)
        if numbers.count > 1 {
            attributes.add(Property("ports", .list(numbers.map { .integer($0) })))
        }
        var links = try links(of: object)
        if let holder = inventory.resolved(holder), holder.model != .contentType {
            links.add("RUNS_ON", nativeID(holder))
        }
        try emit(object, "RuntimeService", attributes, links, into: sink)
    }

    /// Circuits, groups of machines, and what joins two objects.
    func relation(_ object: NetBoxObject, into sink: any DiscoverySink) throws(ImportError) {
        switch object.model {
        case .circuit, .circuitTermination, .providerNetwork: try circuit(object, into: sink)
        case .deviceBay:
            guard let device = try object.key("device", .device),
                let installed = try object.key("installed_device", .device)
            else { return }
            try sink.acceptRelationship(
                .native(nativeID(device)), "CONTAINS", .native(nativeID(installed)), at: object.position)
        case .inventoryItem:
            var attributes = attributes(of: object, name: try object.name())
            attributes.add("serialNumber", StatedText.of(object.text("serial")))
            attributes.add("assetTag", object.text("asset_tag"))
            attributes.add("model", object.text("part_id"))
            var links = RecordLinks(from: nativeID(object.key), at: object.position)
            if let device = try object.key("device", .device) { links.add("PART_OF", nativeID(device)) }
            try emit(object, "HardwareComponent", attributes, links, into: sink)
        case .clusterGroup:
            let attributes = attributes(of: object, name: try object.name())
            try emit(object, "VirtualDatacenter", attributes, try links(of: object), into: sink)
        case .virtualChassis, .redundancyGroup: group(object)
        case .redundancyMember: try member(object, into: sink)
        case .wirelessLink:
            guard let a = try object.key("interface_a", .interface), let b = try object.key("interface_b", .interface)
            else { throw object.fields.missing("interface_a or interface_b") }
            let status = NetBoxWords.status(object)
            guard status == nil || status == "connected" else { return }
            try sink.acceptRelationship(
                .native(nativeID(min(a, b))), "CONNECTS_TO", .native(nativeID(max(a, b))), at: object.position)
        default: break
        }
    }

    /// Stacks and groups of VRRP, HSRP and the like wait for their members.
    private func group(_ object: NetBoxObject) {
        let protocolName = object.choice("protocol")
        let number = object.whole("group_id").map { "\(protocolName ?? "group") \($0)" }
        // Virtual chassis had no names before version 2.9.
        let name = object.text("name") ?? number ?? object.text("domain") ?? "virtual chassis \(object.id)"
        var attributes = attributes(of: object, name: name)
        attributes.add("protocol", protocolName ?? (object.model == .virtualChassis ? "virtual chassis" : nil))
        inventory.named.append(
            NetBoxInventory.Named(
                key: object.key, ciClass: "RedundancyGroup", attributes: attributes, name: nil,
                position: object.position))
    }

    private func member(_ object: NetBoxObject, into sink: any DiscoverySink) throws(ImportError) {
        guard let group = try object.key("group", .redundancyGroup),
            let interface = try object.key(type: "interface_type", id: "interface_id")
        else { throw object.fields.missing("group or interface") }
        guard let member = inventory.resolved(interface), member.model != .contentType else { return }
        inventory.groupsWithMembers.insert(group)
        try sink.acceptRelationship(
            .native(nativeID(member)), "MEMBER_OF", .native(nativeID(group)),
            ConventionalProperty.member(of: "members"), at: object.position)
    }

    private func circuit(_ object: NetBoxObject, into sink: any DiscoverySink) throws(ImportError) {
        var links = try links(of: object)
        switch object.model {
        case .providerNetwork:
            let attributes = attributes(of: object, name: try object.name())
            if let provider = try object.key("provider", .provider) { links.add("SUPPLIED_BY", nativeID(provider)) }
            try emit(object, "Network", attributes, links, into: sink)
        case .circuitTermination:
            guard let circuit = try object.key("circuit", .circuit) else { throw object.fields.missing("circuit") }
            inventory.ports[object.key] = NetBoxInventory.Port(
                owner: circuit, isManagement: false, place: inventory.place(object.position))
            let former = try object.key(firstOf: [("provider_network", .providerNetwork), ("site", .site)])
            let end = try object.key(type: "termination_type", id: "termination_id") ?? former
            guard let end else { return }
            inventory.terminations.append(
                NetBoxInventory.Termination(
                    key: object.key, circuit: circuit, place: end, position: object.position))
        default:
            let number = try object.name("cid")
            var attributes = attributes(of: object, name: number)
            attributes.add("circuitNumber", number)
            attributes.add("bandwidthMegabits", object.number("commit_rate").map { $0 / 1_000 })
            if let provider = try object.key("provider", .provider) { links.add("SUPPLIED_BY", nativeID(provider)) }
            inventory.named.append(
                NetBoxInventory.Named(
                    key: object.key, ciClass: "NetworkCircuit", attributes: attributes,
                    name: try name(object, "type", .circuitType), position: object.position))
            try links.emit(into: sink)
        }
    }

    func people(_ object: NetBoxObject, into sink: any DiscoverySink) throws(ImportError) {
        switch object.model {
        case .taggedItem:
            guard let target = try object.key(type: "content_type", id: "object_id"),
                let tag = object.fields.value["tag"]
            else { return }
            // A tag has its slug as natural key.
            let name = NetBoxInventory.Name(
                key: NetBoxKey(.tag, tag.integer ?? 0), text: tag.elements.first?.string)
            inventory.tags[target, default: []].append(name)
        case .contactAssignment:
            let type = object.fields.value["object_type"] == nil ? "content_type" : "object_type"
            let target = try object.key(type: type, id: "object_id")
            guard let contact = try object.reference("contact"), let target else {
                throw object.fields.missing("contact or what it is for")
            }
            inventory.assignments.append(
                NetBoxInventory.Assignment(
                    contact: contact.id, target: target, role: try name(object, "role", .contactRole),
                    position: object.position))
        default:
            let ciClass = [NetBoxModel.tenant: "Organisation", .provider: "Supplier"][object.model] ?? "Party"
            var attributes: [Property] = []
            attributes.add(ConventionalProperty.name, try object.name())
            attributes.add("description", object.text("description"))
            attributes.add("email", object.text("email"))
            attributes.add("telephone", object.text("phone"))
            attributes.add("jobTitle", object.text("title"))
            let links = RecordLinks(from: nativeID(object.key), at: object.position)
            try emit(object, ciClass, attributes, links, into: sink)
        }
    }
}
