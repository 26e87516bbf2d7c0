internal import GraphModel
internal import GraphStore
internal import Schema
internal import Topology

extension HealthFindings {
    /// The figures, with the first CIs of each list: as many as the request's limit.
    ///
    /// Cost: one pass over what was found, and a look into the store for each CI that is listed.
    public func report() throws -> HealthReport {
        var sums = GroupSums(scan, rules)
        var lists = IssueLists(scan.request.limit, rules: rules.count)
        let facts = scan.facts
        for place in facts.parts.indices where facts.parts[place] & NodeFacts.Part.selected != 0 {
            sums.note(place)
            lists.note(place, scan, facts, rules)
        }
        let describer = IssueDescriber(scan)
        var checks = try HealthKind.allCases.enumerated().map { number, kind in
            try check(kind, sums, lists.kinds[number], describer)
        }
        for (number, broken) in rules.enumerated() {
            let list = lists.rules[number]
            checks.append(
                HealthCheck(
                    category: .compliance, kind: broken.rule.name, title: broken.rule.description,
                    severity: broken.rule.severity, count: list.count, total: sums.ruled[number], cis: list.count,
                    issues: try list.nodes.map { try describer.issue($0.node) }))
        }
        let groups = sums.groups(scan.request.limit)
        return HealthReport(
            version: scan.snapshot.commit, cis: sums.all.cis, outOfUse: sums.outOfUse, scores: sums.all.scores,
            checks: checks, groups: groups.listed, omittedGroups: groups.omitted)
    }

    private func check(
        _ kind: HealthKind, _ sums: GroupSums, _ list: TopList, _ describer: IssueDescriber
    ) throws -> HealthCheck {
        let (count, total) = figures(kind, sums, list)
        return HealthCheck(
            category: kind.category, kind: kind.rawValue, title: kind.title, severity: nil, count: count, total: total,
            cis: list.count, issues: try list.nodes.map { try describer.issue(kind, $0.node) })
    }

    private func figures(_ kind: HealthKind, _ sums: GroupSums, _ list: TopList) -> (count: Int, total: Int) {
        switch kind {
        case .requiredAttributes: sums.required
        case .recommendedAttributes: sums.recommended
        case .retiredInUse: (list.count, sums.retired)
        case .unfoundedServices: (list.count, sums.all.services)
        default: (list.count, sums.all.cis)
        }
    }
}

/// The first CIs of each kind and each rule.
struct IssueLists {
    var kinds: [TopList]
    var rules: [TopList]

    init(_ limit: Int, rules: Int) {
        kinds = HealthKind.allCases.map { _ in TopList(limit) }
        self.rules = Array(repeating: TopList(limit), count: rules)
    }

    mutating func note(_ place: Int, _ scan: InventoryScan, _ facts: NodeFacts, _ broken: [BrokenRule]) {
        let isBroken = broken.contains { $0.isBroken(by: place) }
        guard facts.issues[place] != 0 || isBroken else { return }
        let id = scan.topology.id(of: NodeIndex(UInt32(place)))
        for (number, one) in IssueSet.all.enumerated() where facts.isIssue(one.issue, place) {
            kinds[number].note(id, UInt32(place), rank: Self.rank(one.kind, place, facts))
        }
        for (number, rule) in broken.enumerated() where rule.isBroken(by: place) {
            rules[number].note(id, UInt32(place))
        }
    }

    private static func rank(_ kind: HealthKind, _ place: Int, _ facts: NodeFacts) -> Int {
        switch kind {
        case .requiredAttributes: Int(facts.missingRequired[place])
        case .recommendedAttributes: Int(facts.missingRecommended[place])
        default: 0
        }
    }
}
