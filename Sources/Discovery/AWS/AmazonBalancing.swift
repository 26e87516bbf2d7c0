import GraphModel

/// Load balancers, target groups and who answers for them, until all inputs are read.
struct AmazonBalancing {
    struct Target {
        var group: String?
        /// An instance, an address, a function or a load balancer.
        var id: String
        var state: String
        var position: SourcePosition

        /// Whether it gets requests, or would if the group were used.
        var answers: Bool { ["healthy", "unused", "unavailable"].contains(state) }
    }

    private struct Pair {
        var member: String
        var group: String
        var position: SourcePosition
    }

    /// Items by native id.
    var waiting: [String: DiscoveredItem] = [:]
    var targets: [Target] = []
    /// The network of each target group.
    var networks: [String: String] = [:]
    private var routes: [String: [(target: String, position: SourcePosition)]] = [:]
    private var members: [Pair] = []
    private var machines: [String: String] = [:]

    mutating func route(from balancer: String, to target: String, at position: SourcePosition) {
        if routes[balancer]?.contains(where: { $0.target == target }) == true { return }
        routes[balancer, default: []].append((target, position))
    }

    /// A group of instances, or a service, that registers what it runs.
    mutating func member(_ member: String, of group: String, at position: SourcePosition) {
        members.append(Pair(member: member, group: group, position: position))
    }

    /// The first that claims an address of a network has it, unless that was an interface.
    mutating func add(_ address: String, of machine: String, in network: String) {
        let key = "\(network) \(address)"
        if machines[key] == nil || machines[key]?.hasPrefix("eni-") == true { machines[key] = machine }
    }

    /// The load balancer that a listener or a rule belongs to: stated, or part of its name.
    static func loadBalancer(of value: JSONValue) -> String? {
        if let stated = value.either("LoadBalancerArn")?.text { return stated }
        guard let arn = value.either("RuleArn")?.text ?? value.either("ListenerArn")?.text else { return nil }
        let parts = arn.split(separator: "/")
        guard parts.count > 3 else { return nil }
        let prefix = parts[0].split(separator: ":", omittingEmptySubsequences: false).dropLast().joined(separator: ":")
        return "\(prefix):loadbalancer/\(parts[1...3].joined(separator: "/"))"
    }

    mutating func emit(_ links: inout UniqueLinks, into sink: any DiscoverySink) throws(ImportError) {
        var groups: [String: [RedundancyGroup]] = [:]
        let isOnly = waiting.values.filter { $0.ciClass == "TargetGroup" }
        let only = isOnly.count == 1 ? isOnly.first?.nativeID : nil
        var checked: Set<String> = []
        var unknown: (count: Int, position: SourcePosition)?
        var homeless: (count: Int, position: SourcePosition)?
        for target in targets {
            guard let group = target.group ?? only else {
                homeless = ((homeless?.count ?? 0) + 1, homeless?.position ?? target.position)
                continue
            }
            if checked.insert(group).inserted {
                groups[group, default: []].append(RedundancyGroup(name: "members", threshold: .atLeast(1)))
            }
            guard target.answers else { continue }
            let known = CloudIdentifier.isGlobal(target.id)
            guard let member = known ? target.id : machines["\(networks[group] ?? "") \(target.id)"] else {
                unknown = ((unknown?.count ?? 0) + 1, unknown?.position ?? target.position)
                // What is there but not known keeps the group up; no threshold can tell.
                groups[group]?.removeAll { $0.name == "members" }
                continue
            }
            try links.emit(.native(member), "MEMBER_OF", .native(group), at: target.position, into: sink)
        }
        for pair in members where !checked.contains(pair.group) {
            try links.emit(.native(pair.member), "MEMBER_OF", .native(pair.group), at: pair.position, into: sink)
        }
        try emitRoutes(&links, &groups, into: sink)
        for (nativeID, item) in waiting.sorted(by: { $0.key < $1.key }) {
            var item = item
            item.groups += groups[nativeID] ?? []
            try sink.accept(.item(item))
        }
        warn(homeless, unknown, sink)
    }

    /// A load balancer is down without its only target group; with several, each lost one degrades it, and it is down
    /// without the last.
    private func emitRoutes(
        _ links: inout UniqueLinks, _ groups: inout [String: [RedundancyGroup]], into sink: any DiscoverySink
    ) throws(ImportError) {
        for (balancer, targets) in routes.sorted(by: { $0.key < $1.key }) {
            let isGroup = targets.count > 1
            if isGroup {
                groups[balancer, default: []].append(RedundancyGroup(name: "backends", threshold: .atLeast(1)))
            }
            for (target, position) in targets {
                let group = [Property(ConventionalProperty.group, "backends"), ConventionalProperty.isInferred]
                try links.emit(
                    .native(balancer), "ROUTES_TO", .native(target), isGroup ? group : [], at: position, into: sink)
                guard isGroup else { continue }
                try links.emit(
                    .native(balancer), "DEPENDS_ON", .native(target),
                    [ConventionalProperty.isSoft, ConventionalProperty.isInferred], at: position, into: sink)
            }
        }
    }

    private func warn(
        _ homeless: (count: Int, position: SourcePosition)?, _ unknown: (count: Int, position: SourcePosition)?,
        _ sink: any DiscoverySink
    ) {
        if let homeless {
            sink.warn(
                ImportError(
                    .badRecord, "\(homeless.count) targets do not say of which target group they are",
                    at: homeless.position,
                    advice: "Name it: --option targetGroup=ARN, or add \"TargetGroupArn\" to each output."))
        }
        if let unknown {
            sink.warn(
                ImportError(
                    .danglingReference, "\(unknown.count) targets are addresses that no interface here has",
                    at: unknown.position, advice: "Import aws ec2 describe-network-interfaces with it."))
        }
    }
}
