import GraphModel

/// What had to wait for all inputs: relationships, items with their redundancy, zones.
struct TerraformEmission {
    private let inventory: TerraformInventory
    private let state: String
    private let after: TerraformGraph
    /// Set when only what a plan changes is wanted.
    private let before: TerraformGraph?

    init(_ inventory: TerraformInventory, state: String, after: TerraformGraph, before: TerraformGraph?) {
        self.inventory = inventory
        self.state = state
        self.after = after
        self.before = before
    }

    func emit(
        removed: [(nativeID: String, position: SourcePosition)], into sink: any DiscoverySink
    ) throws(ImportError) {
        for (place, waiting) in inventory.waiting.sorted(by: { $0.key < $1.key }) {
            let groups = after.groups[place] ?? []
            if let before, !inventory.nodes[place].isChanged, before.groups[place] ?? [] == groups { continue }
            var item = waiting
            item.groups = groups.sorted().map { RedundancyGroup(name: $0, threshold: .atLeast(1)) }
            try sink.accept(.item(item))
        }
        for gone in removed { try sink.accept(.removedItem(nativeID: gone.nativeID, gone.position)) }
        let old = Set(before?.links ?? [])
        try emitZones(but: old, into: sink)
        for (place, link) in after.links.enumerated() where !old.contains(link) && isWanted(link) {
            try emit(link, isRemoved: false, at: position(after, place), into: sink)
        }
        guard let before else { return }
        let new = Set(after.links)
        for (place, link) in before.links.enumerated()
        where !new.contains(link) && link.ends.allSatisfy(stays) && isWanted(link) {
            try emit(link, isRemoved: true, at: position(before, place), into: sink)
        }
    }

    /// A what-if knows the graph only: what another source has yet to report cannot be a part of it.
    private func isWanted(_ link: TerraformGraph.Link) -> Bool {
        before == nil || link.ends.allSatisfy { if case .elsewhere = $0 { false } else { true } }
    }

    /// Whether the end is there when the plan has been carried out; what goes takes its relationships with it.
    private func stays(_ end: TerraformGraph.End) -> Bool {
        guard case .node(let place) = end else { return true }
        return inventory.nodes[place].after != nil
    }

    private func emit(
        _ link: TerraformGraph.Link, isRemoved: Bool, at position: SourcePosition, into sink: any DiscoverySink
    ) throws(ImportError) {
        var properties: [Property] = []
        if let group = link.group { properties.append(Property(ConventionalProperty.group, .string(group))) }
        if link.isSoft { properties.append(ConventionalProperty.isSoft) }
        properties.append(ConventionalProperty.isInferred)
        try sink.accept(
            .relationship(
                DiscoveredRelationship(
                    type: link.type, source: reference(link.source), target: reference(link.target),
                    properties: properties, isRemoved: isRemoved, position: position)))
    }

    private func position(_ graph: TerraformGraph, _ link: Int) -> SourcePosition {
        inventory.nodes[Int(graph.statedBy[link])].position
    }

    private func reference(_ end: TerraformGraph.End) -> ItemReference {
        switch end {
        case .node(let place): .native("\(state):\(inventory.texts[inventory.nodes[place].name])")
        case .elsewhere(let text): .foreign(source: "aws", nativeID: inventory.texts[text])
        case .zone(let text): .native(zoneID(text))
        }
    }

    private func zoneID(_ text: Int32) -> String { "\(state):zone/\(zoneName(text))" }

    /// Google may name a zone by its address.
    private func zoneName(_ text: Int32) -> String {
        String(inventory.texts[text].split(separator: "/").last ?? "")
    }

    /// A part of a region that fails by itself, as the attributes of what is in it name it.
    private func emitZones(but old: Set<TerraformGraph.Link>, into sink: any DiscoverySink) throws(ImportError) {
        var seen: Set<String> = []
        for (place, link) in after.links.enumerated() where !old.contains(link) {
            guard case .zone(let text) = link.target, seen.insert(zoneName(text)).inserted else { continue }
            let name = zoneName(text)
            let attributes = [
                Property(ConventionalProperty.name, .string(name)), Property("cloudId", .string(name)),
                Property("region", .string(TerraformAttributes.region(ofZone: name))),
                ConventionalProperty.isInferred,
            ]
            try sink.accept(
                .item(
                    DiscoveredItem(
                        ciClass: "AvailabilityZone", nativeID: zoneID(text), attributes: attributes,
                        position: position(after, place))))
        }
    }
}
