internal import GraphModel
internal import Schema
internal import Topology

/// The sums over all CIs, and over those of each class, owner and set of sources.
struct GroupSums {
    private(set) var all = Tally()
    private(set) var outOfUse = 0
    private(set) var retired = 0
    /// For each rule: how many CIs it is about.
    private(set) var ruled: [Int]
    private var classes: [Tally]
    private var owners: [Tally]
    private var sources: [Tally]
    private let scan: InventoryScan
    private let facts: NodeFacts
    private let rules: [BrokenRule]
    /// By class: how many attributes of both needs an item should have.
    private let wanted: [Int]
    private let severities: [Int]

    init(_ scan: InventoryScan, _ rules: [BrokenRule]) {
        self.scan = scan
        self.rules = rules
        facts = scan.facts
        ruled = Array(repeating: 0, count: rules.count)
        classes = Array(repeating: Tally(), count: scan.classes.entries.count)
        owners = Array(repeating: Tally(), count: scan.owners.names.count)
        sources = Array(repeating: Tally(), count: scan.sources.sets.count)
        wanted = scan.classes.entries.map(\.wanted.count)
        severities = rules.map(\.rule.severity.weight)
    }

    var required: (count: Int, total: Int) { attributes(required: true) }
    var recommended: (count: Int, total: Int) { attributes(required: false) }

    private func attributes(required: Bool) -> (count: Int, total: Int) {
        var sum = (count: 0, total: 0)
        for (code, entry) in scan.classes.entries.enumerated() {
            for (number, attribute) in entry.wanted.enumerated() where attribute.isRequired == required {
                sum.count += scan.missing[code][number]
                sum.total += classes[code].cis
            }
        }
        return sum
    }

    /// Counts a selected node.
    mutating func note(_ place: Int) {
        let tally = tally(of: place)
        let code = Int(scan.topology.classCode(of: NodeIndex(UInt32(place))))
        all += tally
        classes[code] += tally
        owners[Int(facts.owners[place])] += tally
        sources[Int(facts.sources[place])] += tally
        if tally.cis == 0 { outOfUse += 1 }
        if facts.parts[place] & NodeFacts.Part.retired != 0 { retired += 1 }
        for (number, rule) in rules.enumerated() where tally.cis > 0 && rule.isAbout[code] { ruled[number] += 1 }
    }

    /// What one node adds.
    private func tally(of place: Int) -> Tally {
        var tally = Tally()
        let isFaulty = facts.has(place, .correctness)
        guard facts.isCounted(place) else {
            (tally.judged, tally.faulty) = isFaulty ? (1, 1) : (0, 0)
            return tally
        }
        let code = Int(scan.topology.classCode(of: NodeIndex(UInt32(place))))
        (tally.cis, tally.judged, tally.faulty) = (1, 1, isFaulty ? 1 : 0)
        tally.wanted = wanted[code]
        tally.present = wanted[code] - Int(facts.missingRequired[place]) - Int(facts.missingRecommended[place])
        tally.unconnected = facts.has(place, .unconnected) ? 1 : 0
        if facts.parts[place] & NodeFacts.Part.service != 0 {
            tally.services = 1
            tally.unfounded = facts.has(place, .unfounded) ? 1 : 0
        }
        for (number, rule) in rules.enumerated() where rule.isAbout[code] {
            tally.ruled += severities[number]
            if rule.isBroken(by: place) { tally.broken += severities[number] }
        }
        return tally
    }

    /// The first `limit` classes, owners and sources: most CIs first, then by name.
    func groups(_ limit: Int) -> (listed: [HealthGroup], omitted: [HealthGroup.Grouping: Int]) {
        let byClass = scan.classes.entries.indices.map { code in
            var group = HealthGroup(.ciClass, scan.classes.entries[code].name, classes[code])
            let attributes = zip(scan.classes.entries[code].wanted, scan.missing[code])
            if let most = attributes.max(by: { $0.1 < $1.1 }), most.1 > 0 {
                (group.mostMissing, group.missing) = (most.0.name, most.1)
            }
            return group
        }
        let byOwner = owners.indices.map { HealthGroup(.owner, scan.owners.names[$0], owners[$0]) }
        var tallies: [String?: Tally] = [:]
        for (set, tally) in zip(scan.sources.sets, sources) {
            for source in set.isEmpty ? [nil] : set.map(Optional.some) { tallies[source, default: Tally()] += tally }
        }
        let bySource = tallies.map { HealthGroup(.source, $0.key, $0.value) }
        var listed: [HealthGroup] = []
        var omitted: [HealthGroup.Grouping: Int] = [:]
        for groups in [byClass, byOwner, bySource] {
            let sorted = groups.filter { $0.cis > 0 || $0.faulty > 0 }
                .sorted { ($1.cis, $0.name ?? "") < ($0.cis, $1.name ?? "") }
            listed += sorted.prefix(limit)
            if let first = sorted.first, sorted.count > limit { omitted[first.grouping] = sorted.count - limit }
        }
        return (listed, omitted)
    }
}

extension HealthGroup {
    init(_ grouping: Grouping, _ name: String?, _ tally: Tally) {
        self.init(
            grouping: grouping, name: name, cis: tally.cis, scores: tally.scores, present: tally.present,
            wanted: tally.wanted, mostMissing: nil, missing: 0, faulty: tally.faulty, unconnected: tally.unconnected)
    }
}
