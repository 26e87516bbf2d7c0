import GraphModel

/// What must wait for the end: names that other objects have, and what groups have as members.
struct ITopGathering {
    private struct Item {
        var name: String
        var ciClass: String
        var key: ITopKey
        var attributes: [Property]
        var lookups: [(attribute: String, key: ITopKey)]
        var redundancy: ITopRedundancy?
        /// Power connections of a device.
        var power: [ITopKey]
        var position: SourcePosition
    }

    private struct Member {
        var whole: ITopKey
        var part: ITopKey
        var position: SourcePosition
    }

    private let prefix: String
    private var names: [ITopKey: String] = [:]
    private var items: [Item] = []
    /// Solutions with what they consist of, farms with their hypervisors.
    private var components: [Member] = []
    private var hypervisors: [Member] = []
    /// Devices with the network devices and storage switches that they are connected to.
    private var uplinks: [Member] = []
    private var storageUplinks: [Member] = []

    init(prefix: String) { self.prefix = prefix }

    /// Takes an object that joins two others.
    ///
    /// - Returns: False for other objects.
    mutating func takeLink(_ object: ITopObject, into sink: any DiscoverySink) throws(ImportError) -> Bool {
        switch object.name {
        case "lnkApplicationSolutionToFunctionalCI":
            components.append(try member(object, "applicationsolution_id", "functionalci_id"))
        // Version 1.
        case "lnkSolutionToCI": components.append(try member(object, "solution_id", "ci_id"))
        case "lnkConnectableCIToNetworkDevice":
            let link = try member(object, "connectableci_id", "networkdevice_id")
            // An uplink of the network device is what it hangs on itself.
            let isUplink = object["connection_type"] == "uplink"
            uplinks.append(
                isUplink ? Member(whole: link.part, part: link.whole, position: link.position) : link)
        case "lnkSanToDatacenterDevice", "lnkDatacenterDeviceToSan":
            storageUplinks.append(try member(object, "datacenterdevice_id", "san_id"))
        default:
            guard let link = ITopLink.all[object.name] else { return false }
            guard let from = object.key(link.from.field) else { throw object.missing(link.from.field) }
            guard let to = object.key(link.to.field) else { throw object.missing(link.to.field) }
            try sink.acceptRelationship(
                .native(ITopKey(link.from.root, from).nativeID(prefix)), link.type,
                .native(ITopKey(link.to.root, to).nativeID(prefix)), at: object.position)
        }
        return true
    }

    private func member(_ object: ITopObject, _ whole: String, _ part: String) throws(ImportError) -> Member {
        guard let wholeID = object.key(whole) else { throw object.missing(whole) }
        guard let partID = object.key(part) else { throw object.missing(part) }
        return Member(
            whole: ITopKey(.functionalCI, wholeID), part: ITopKey(.functionalCI, partID), position: object.position)
    }

    /// Emits an object's item, unless it has to wait for others.
    mutating func take(
        _ object: ITopObject, _ meaning: ITopClass.Meaning, _ key: ITopKey, into sink: any DiscoverySink
    ) throws(ImportError) {
        let stated = object["redundancy"]
        let redundancy = stated.flatMap(ITopRedundancy.init)
        if let stated, redundancy == nil {
            sink.warn(
                ImportError(
                    .badRecord, "the redundancy `\(stated.prefix(80))` is not understood", at: object.position,
                    advice: "It is `disabled`, a count such as `2`, or a share such as `60%`; what is usual counts."))
        }
        let attributes = try ITopAttributes(object, meaning, known: names)
        if meaning.root == .typology || meaning.root == .software { names[key] = try ITopAttributes.name(of: object) }
        guard let ciClass = meaning.ciClass else { return }
        let power = ["powerA_id", "powerB_id"].compactMap { object.key($0).map { ITopKey(.functionalCI, $0) } }
        if ITopClass.mayHaveGroups(object.name) || !attributes.lookups.isEmpty {
            items.append(
                Item(
                    name: object.name, ciClass: ciClass, key: key, attributes: attributes.list,
                    lookups: attributes.lookups, redundancy: redundancy, power: power, position: object.position))
        } else {
            try sink.acceptItem(ciClass, key.nativeID(prefix), attributes.list, at: object.position)
        }
        if object.name == "Hypervisor", let farm = object.key("farm_id") {
            hypervisors.append(Member(whole: ITopKey(.functionalCI, farm), part: key, position: object.position))
        }
        try ITopReferences(object: object, key: key, prefix: prefix).emit(into: sink)
    }

    func emit(into sink: any DiscoverySink) throws(ImportError) {
        let parts = Dictionary(grouping: components, by: \.whole)
        let hosts = Dictionary(grouping: hypervisors, by: \.whole)
        let network = Dictionary(grouping: uplinks, by: \.whole)
        let storage = Dictionary(grouping: storageUplinks, by: \.whole)
        for item in items {
            let power = item.power.map { Member(whole: item.key, part: $0, position: item.position) }
            // What iTop does where nobody has said anything: one source of power, one hypervisor, all of a solution.
            let one = item.redundancy ?? .count(1)
            var emission = ITopItemEmission(prefix: prefix, sink: sink, whole: item.key)
            try emission.group("power", power, one, type: "POWERS", isReversed: true)
            try emission.group("components", parts[item.key], item.redundancy ?? .disabled, type: "DEPENDS_ON")
            try emission.group("uplinks", network[item.key], .count(1), type: "REACHED_THROUGH")
            try emission.group("storageUplinks", storage[item.key], .count(1), type: "REACHED_THROUGH")
            try emission.members(hosts[item.key], one)
            try emission.item(ciClass(item), attributes(item), at: item.position)
        }
        try emitOrphans(parts, "DEPENDS_ON", into: sink)
        try emitOrphans(network, "REACHED_THROUGH", into: sink)
        try emitOrphans(storage, "REACHED_THROUGH", into: sink)
        try emitOrphans(hosts, "MEMBER_OF", into: sink)
    }

    /// Members of what is not in the input; how many of them it needs is not known.
    private func emitOrphans(
        _ members: [ITopKey: [Member]], _ type: String, into sink: any DiscoverySink
    ) throws(ImportError) {
        let known = Set(items.map(\.key))
        for member in members.values.joined().filter({ !known.contains($0.whole) })
            .sorted(by: { ($0.whole.id, $0.part.id) < ($1.whole.id, $1.part.id) })
        {
            let whole = ItemReference.native(member.whole.nativeID(prefix))
            let part = ItemReference.native(member.part.nativeID(prefix))
            let isMember = type == "MEMBER_OF"
            try sink.acceptRelationship(isMember ? part : whole, type, isMember ? whole : part, at: member.position)
        }
    }

    private func attributes(_ item: Item) -> [Property] {
        var attributes = item.attributes
        for lookup in item.lookups { attributes.add(lookup.attribute, names[lookup.key]) }
        return attributes
    }

    /// A network device is what its type says.
    private func ciClass(_ item: Item) -> String {
        guard item.name == "NetworkDevice" else { return item.ciClass }
        let type = attributes(item).first { $0.key == "role" }?.value.string
        return NetworkDeviceClass.telling(type) ?? item.ciClass
    }

    /// One item with its groups.
    private struct ITopItemEmission {
        let prefix: String
        let sink: any DiscoverySink
        let whole: ITopKey
        private var groups: [RedundancyGroup] = []

        init(prefix: String, sink: any DiscoverySink, whole: ITopKey) {
            self.prefix = prefix
            self.sink = sink
            self.whole = whole
        }

        /// Relationships to what the item needs, in a group when there are several and not all of them are needed.
        mutating func group(
            _ name: String, _ members: [Member]?, _ redundancy: ITopRedundancy, type: String, isReversed: Bool = false
        ) throws(ImportError) {
            let distinct = Self.distinct(members, but: whole)
            guard !distinct.isEmpty else { return }
            var properties: [Property] = []
            if distinct.count > 1, let threshold = redundancy.threshold(of: distinct.count) {
                groups.append(RedundancyGroup(name: name, threshold: threshold))
                properties = ConventionalProperty.member(of: name)
            }
            for member in distinct {
                let own = ItemReference.native(whole.nativeID(prefix))
                let other = ItemReference.native(member.part.nativeID(prefix))
                try sink.acceptRelationship(
                    isReversed ? other : own, type, isReversed ? own : other, properties, at: member.position)
            }
        }

        /// The members of a farm.
        mutating func members(_ members: [Member]?, _ redundancy: ITopRedundancy) throws(ImportError) {
            let distinct = Self.distinct(members, but: whole)
            guard !distinct.isEmpty else { return }
            // Membership is a group by itself, so that needing all of them must be said.
            groups.append(
                RedundancyGroup(
                    name: "members", threshold: redundancy.threshold(of: distinct.count) ?? .percent(100)))
            for member in distinct {
                try sink.acceptRelationship(
                    .native(member.part.nativeID(prefix)), "MEMBER_OF", .native(whole.nativeID(prefix)),
                    ConventionalProperty.member(of: "members"), at: member.position)
            }
        }

        func item(_ ciClass: String, _ attributes: [Property], at position: SourcePosition) throws(ImportError) {
            try sink.acceptItem(ciClass, whole.nativeID(prefix), attributes, groups: groups, at: position)
        }

        private static func distinct(_ members: [Member]?, but whole: ITopKey) -> [Member] {
            var seen: Set<ITopKey> = [whole]
            return (members ?? []).filter { seen.insert($0.part).inserted }
        }
    }
}
