internal import Discovery
public import GraphModel
public import GraphStore

/// What a person decides about CIs, and why the rest is as it is.
extension Reconciler {
    /// Makes one CI of two: the records of the second, its relationships and what waits for it go to the first that has
    /// more of them. The decision holds against whatever their sources say later.
    ///
    /// Errors: `graph.nodeUnknown` when one of them is not there or is a mere reference.
    public func merge(_ a: NodeID, _ b: NodeID) throws(StoreError) -> ImportReport {
        try decide(about: Self.pairs(requiredRecords(of: a), requiredRecords(of: b)), isSame: true)
    }

    /// Takes a record out of the CI that it is of: it becomes a CI of its own, with the relationships that its source
    /// told, and never joins the others again.
    ///
    /// Errors: `graph.nodeUnknown` when the CI is not there or has no such record or no other.
    public func separate(_ key: String, from node: NodeID) throws(StoreError) -> ImportReport {
        let stored = try requiredRecords(of: node)
        guard stored.records.count > 1, stored.place(of: key) != nil else {
            throw StoreError(
                .nodeUnknown, "CI \(node) does not stand for \(key) and others",
                advice: "`faultline show --sources` lists the records of a CI.")
        }
        let others = stored.records.map(\.key).filter { $0 != key }
        return try decide(about: others.map { Decisions.Pair(key, $0) }, isSame: false)
    }

    private func decide(about pairs: [Decisions.Pair], isSame: Bool) throws(StoreError) -> ImportReport {
        isAlone = false
        for pair in pairs {
            for key in [pair.first, pair.second] {
                try flush()
                guard let known = try find(key), var stored = try records(of: known.node) else { continue }
                let before = stored
                stored.decisions.decide(pair, isSame: isSame)
                let changes = stored.changes(from: before, to: merged(stored.records), classes.schema)
                try perform(changes.operation(stored.node.id), from: SourcePosition(file: run.source))
                contest(known.node)
            }
        }
        try identifyContested()
        try flush()
        return report
    }

    /// Each of the one with each of the other: what speaks against any of them is overruled.
    private static func pairs(_ a: ItemRecords, _ b: ItemRecords) -> [Decisions.Pair] {
        if a.node.id == b.node.id { return [] }
        // Of all that they stand for, so that the decision outlasts a record that its source withdraws.
        return a.records.flatMap { first in b.records.map { Decisions.Pair(first.key, $0.key) } }
    }

    private func requiredRecords(of node: NodeID) throws(StoreError) -> ItemRecords {
        guard let stored = try records(of: node) else {
            throw StoreError(.nodeUnknown, "there is no CI \(node) that a source has reported")
        }
        return stored
    }

    /// Why two CIs are one, or are not.
    ///
    /// Errors: `graph.nodeUnknown`. Cost: a look at every CI that identifiers connect with them.
    public func explain(_ a: NodeID, _ b: NodeID) throws(StoreError) -> IdentityExplanation {
        isAlone = false
        var (mine, yours) = (try requiredRecords(of: a), try requiredRecords(of: b))
        // Asked of one CI, the question is why its records are one.
        if a == b, mine.records.count > 1 {
            yours.records = Array(mine.records.dropFirst())
            mine.records = Array(mine.records.prefix(1))
        }
        var neighbourhood = try gather(a)
        let other = try gather(b)
        for (node, item) in other.items where neighbourhood.items[node] == nil {
            neighbourhood.items[node] = item
            for (place, bearer) in other.nodes.enumerated() where bearer == node {
                neighbourhood.records.append(other.records[place])
                neighbourhood.nodes.append(bearer)
            }
        }
        neighbourhood.decisions.formUnion(other.decisions)
        let partition = neighbourhood.partition(classes.schema, commonIdentifiers)
        let keys = Set((mine.records + yours.records).map(\.key))
        let identification = Identification(schema: classes.schema, decisions: neighbourhood.decisions)
        var objections: [String] = []
        for first in mine.records.compactMap(identified) {
            for second in yours.records.compactMap(identified) {
                guard let objection = identification.objection(first, second) else { continue }
                objections.append("\(first.key) and \(second.key): \(objection.sentence)")
            }
        }
        return IdentityExplanation(
            isSame: a == b, first: mine.records.map(\.key), second: yours.records.map(\.key),
            rules: ruleComparisons(mine, yours), objections: objections,
            findings: partition.findings.filter { !$0.keys.isDisjoint(with: keys) }.map(\.sentence))
    }

    private func ruleComparisons(_ a: ItemRecords, _ b: ItemRecords) -> [IdentityExplanation.Rule] {
        let mine = a.records.compactMap(identified).flatMap(\.identifiers)
        let yours = b.records.compactMap(identified).flatMap(\.identifiers)
        let order = Dictionary((mine + yours).map { (String($0.rule), $0.rank) }, uniquingKeysWith: min)
        return order.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.map { rule, _ in
            func values(_ identifiers: [Identifier]) -> [String] {
                Set(identifiers.filter { $0.rule == rule }.map { String($0.text.dropFirst(rule.count + 1)) }).sorted()
            }
            return IdentityExplanation.Rule(
                name: rule, isExclusive: (mine + yours).contains { $0.rule == rule && $0.isExclusive },
                first: values(mine), second: values(yours))
        }
    }
}

/// Why two CIs are one, or are not.
public struct IdentityExplanation: Sendable, Hashable {
    /// What two CIs say by one identity rule.
    public struct Rule: Sendable, Hashable {
        public enum Verdict: String, Sendable { case agrees, differs, contradicts, saysNothing }

        /// Its attributes, joined by `+`.
        public let name: String
        /// Two different values are two items.
        public let isExclusive: Bool
        public let first: [String]
        public let second: [String]

        public var verdict: Verdict {
            if first.isEmpty || second.isEmpty { return .saysNothing }
            if !Set(first).isDisjoint(with: second) { return .agrees }
            return isExclusive ? .contradicts : .differs
        }
    }

    public let isSame: Bool
    /// The records of each, as `source#nativeID`.
    public let first: [String]
    public let second: [String]
    /// Best first.
    public let rules: [Rule]
    /// Why records of the one cannot be of the other.
    public let objections: [String]
    /// What identification found about any of the records.
    public let findings: [String]
}

extension Identification.Finding {
    /// The records that it is about.
    var keys: Set<String> {
        switch self {
        case .linked(_, let keys): Set(keys)
        case .shared(_, let a, let b, _), .refused(_, let a, let b, _): [a, b]
        case .common: []
        }
    }
}
