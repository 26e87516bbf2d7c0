import GraphModel

/// The relationships between all that was read, as they are or as a plan leaves them.
struct TerraformGraph {
    enum Side { case before, after }

    /// One end of a relationship.
    enum End: Hashable {
        case node(Int)
        /// Something that another source knows, by its id.
        case elsewhere(Int32)
        case zone(Int32)
    }

    struct Link: Hashable {
        var type: String
        var source: End
        var target: End
        var group: String?
        var isSoft = false

        var ends: [End] { [source, target] }
    }

    private let inventory: TerraformInventory
    private let side: Side
    private let configuration: TerraformConfiguration?
    /// In the order of the input, each once.
    private(set) var links: [Link] = []
    /// The node that states each link.
    private(set) var statedBy: [Int32] = []
    /// Redundancy groups by node.
    private(set) var groups: [Int: Set<String>] = [:]
    /// Hashes instead of links: states have many.
    private var seen: Set<Int> = []
    /// Load balancers' target groups.
    private var routes: [Int: [End]] = [:]

    init(_ inventory: TerraformInventory, _ configuration: TerraformConfiguration?, _ side: Side) {
        self.inventory = inventory
        self.configuration = configuration
        self.side = side
        let machines = machinesOfInterfaces()
        for place in inventory.nodes.indices where isThere(place) {
            if let tie = TerraformTies.ofType[inventory.nodes[place].type] {
                add(tie, of: place, machines)
            } else if inventory.nodes[place].ciClass != nil {
                addReferences(of: place)
            }
        }
        addRoutes()
        addDependencies()
    }

    private func references(of place: Int) -> [TerraformInventory.Reference] {
        let node = inventory.nodes[place]
        return (side == .before ? node.before : node.after) ?? []
    }

    private func isThere(_ place: Int) -> Bool {
        let node = inventory.nodes[place]
        return (side == .before ? node.before : node.after) != nil
    }

    /// What an attribute's value or expression leads to.
    private func ends(of place: Int) -> [(key: String, end: End)] {
        var result: [(key: String, end: End)] = []
        for reference in references(of: place) {
            let key = inventory.texts[reference.key]
            if let target = inventory.target(of: reference) {
                if target != place, isThere(target) { result.append((key, .node(target))) }
            } else if TerraformReferences.zoneKeys.contains(key) {
                result.append((key, .zone(reference.text)))
            } else if inventory.isForeign(reference.text) {
                result.append((key, .elsewhere(reference.text)))
            }
        }
        let node = inventory.nodes[place]
        guard side == .after, let configuration, !node.unknown.isEmpty else { return result }
        let known = Set(result.map(\.end))
        for (key, addresses) in configuration.references(of: inventory.texts[node.configuration]) {
            // Nested blocks are unknown under the name of the outermost; that any part is unknown will do.
            for address in addresses {
                for target in instances(of: address, near: node) where !known.contains(.node(target)) && target != place
                {
                    result.append((key, .node(target)))
                }
            }
        }
        return result
    }

    /// The items of a configuration address: those in the same module instance, where there are any.
    private func instances(of address: String, near node: TerraformInventory.Node) -> [Int] {
        guard let symbol = inventory.texts.known(address) else { return [] }
        let all = (inventory.ofConfiguration[symbol] ?? []).map { inventory.nodes[$0].twin ?? $0 }.filter(isThere)
        let near = all.filter { inventory.nodes[$0].module == node.module }
        return near.isEmpty ? all : near
    }

    /// A provider's interface of a machine stands for the machine among the members of a pool.
    private func machinesOfInterfaces() -> [Int: Int] {
        var machines: [Int: Int] = [:]
        for place in inventory.nodes.indices where isThere(place) && inventory.nodes[place].ciClass == "CloudInstance" {
            for (_, end) in ends(of: place) {
                if case .node(let target) = end, inventory.nodes[target].ciClass == "CloudNetworkInterface" {
                    machines[target] = place
                }
            }
        }
        return machines
    }

    private mutating func addReferences(of place: Int) {
        let node = inventory.nodes[place]
        guard let owner = node.ciClass else { return }
        let ends = ends(of: place)
        for (key, end) in ends {
            let rule: CloudRelationship
            switch end {
            case .zone:
                let isSoft = node.isInSeveralZones
                add(Link(type: "LOCATED_IN", source: .node(place), target: end, isSoft: isSoft), by: place)
                continue
            case .node(let target):
                guard let ciClass = inventory.nodes[target].ciClass else { continue }
                rule = CloudRelationship.of(owner, key, ciClass)
            case .elsewhere(let text):
                guard let ciClass = AmazonIDClass.of(inventory.texts[text]) else { continue }
                rule = CloudRelationship.of(owner, key, ciClass)
            }
            if owner == "CloudLoadBalancer", rule.relationship == "ROUTES_TO" {
                routes[place, default: []].append(end)
            } else if case .node(let target) = end, rule.isReversed, rule.relationship == "ROUTES_TO" {
                routes[target, default: []].append(.node(place))
            } else if rule.isReversed {
                add(Link(type: rule.relationship, source: end, target: .node(place)), by: place)
            } else {
                let isGroup = rule.group != nil && Set(ends.map(\.end).filter(isSubnet)).count > 1
                if isGroup, let group = rule.group { groups[place, default: []].insert(group) }
                add(
                    Link(
                        type: rule.relationship, source: .node(place), target: end, group: isGroup ? rule.group : nil),
                    by: place)
            }
        }
    }

    private func isSubnet(_ end: End) -> Bool {
        switch end {
        case .node(let place): inventory.nodes[place].ciClass == "CloudSubnet"
        case .elsewhere(let text): inventory.texts[text].hasPrefix("subnet-")
        case .zone: false
        }
    }

    private mutating func add(_ tie: TerraformTies, of place: Int, _ machines: [Int: Int]) {
        let ends = ends(of: place)
        let node = inventory.nodes[place]
        for source in ends.filter({ $0.key == tie.source }).map(\.end) {
            for target in ends.filter({ $0.key == tie.target || $0.key == "alb_target_group_arn" }).map(\.end) {
                if tie.relationship == "ROUTES_TO", case .node(let balancer) = source {
                    routes[balancer, default: []].append(target)
                    continue
                }
                var source = source
                if tie.relationship == "MEMBER_OF", case .node(let interface) = source,
                    let machine = machines[interface]
                {
                    source = .node(machine)
                }
                add(Link(type: tie.relationship, source: source, target: target), by: place)
            }
        }
    }

    /// A load balancer is down without its only target group. With several, each lost one degrades it, and it is down
    /// without the last.
    private mutating func addRoutes() {
        for (place, all) in routes.sorted(by: { $0.key < $1.key }) {
            var targets: [End] = []
            for target in all where !targets.contains(target) { targets.append(target) }
            let group = targets.count > 1 ? "backends" : nil
            if let group { groups[place, default: []].insert(group) }
            for target in targets {
                add(Link(type: "ROUTES_TO", source: .node(place), target: target, group: group), by: place)
                guard group != nil else { continue }
                add(Link(type: "DEPENDS_ON", source: .node(place), target: target, isSoft: true), by: place)
            }
        }
    }

    /// What the order of creation says where no attribute says more.
    private mutating func addDependencies() {
        var tied: Set<Pair> = []
        for link in links {
            guard case .node(let source) = link.source, case .node(let target) = link.target else { continue }
            tied.insert(Pair(inventory.nodes[source].configuration, inventory.nodes[target].configuration))
        }
        for (address, direct) in TerraformDependencies.direct(inventory.dependencies) {
            for place in inventory.ofConfiguration[address] ?? []
            where isThere(place) && inventory.nodes[place].ciClass != nil {
                let node = inventory.nodes[place]
                for dependency in direct where !tied.contains(Pair(address, dependency)) {
                    let targets = instances(of: inventory.texts[dependency], near: node)
                        .filter { inventory.nodes[$0].ciClass != nil }
                    for target in targets where target != place {
                        add(
                            Link(
                                type: "DEPENDS_ON", source: .node(place), target: .node(target),
                                isSoft: targets.count > 1), by: place)
                    }
                }
            }
        }
    }

    /// Two configuration addresses, whichever way round.
    private struct Pair: Hashable {
        var low: Int32
        var high: Int32

        init(_ one: Int32, _ other: Int32) {
            low = min(one, other)
            high = max(one, other)
        }
    }

    private mutating func add(_ link: Link, by place: Int) {
        guard link.source != link.target, seen.insert(link.hashValue).inserted else { return }
        links.append(link)
        statedBy.append(Int32(truncatingIfNeeded: place))
    }
}

/// Dependencies as states list them: everything that had to be there before, however far away.
enum TerraformDependencies {
    /// Those that no other dependency of the same resource has too. In a cycle, where each has every other, all stay.
    static func direct(_ all: [Int32: Set<Int32>]) -> [(Int32, [Int32])] {
        all.keys.sorted().map { address in
            let own = all[address] ?? []
            var indirect: Set<Int32> = []
            for dependency in own where dependency != address {
                for further in all[dependency] ?? []
                where further != address && own.contains(further) && all[further]?.contains(dependency) != true {
                    indirect.insert(further)
                }
            }
            return (address, own.subtracting(indirect).sorted())
        }
    }
}
