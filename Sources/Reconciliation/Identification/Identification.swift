internal import Schema

/// Decides which records are the same item: a function of the set of records alone, so that the order in which sources
/// report does not matter.
///
/// Records that share an identifier are the same item, unless the identifier is *shared*: borne by two records that
/// cannot be the same item, because one source tells them apart, an exclusive identifier differs, their classes exclude
/// each other, or a person said so. Such a value identifies nobody. Identifiers are taken best first; one that would
/// put two such records into one item by way of others is refused.
struct Identification {
    /// Why two records cannot be the same item.
    enum Objection: Hashable {
        case sameSource
        case unrelatedClasses
        /// The best exclusive rule of which both have a value has two different ones.
        case contradiction(String, String)
        case decided
    }

    /// Why some records are one item, or not.
    enum Finding: Hashable {
        /// Records that the identifier made one item.
        case linked(String, [String])
        /// Two of the records that bear the identifier and cannot be the same.
        case shared(String, String, String, Objection)
        /// Two records that the identifier would have made one item, by way of others.
        case refused(String, String, String, Objection)
        /// More CIs bear it than are looked at.
        case common(String)
    }

    struct Result {
        /// Places of the records, those of one item together; each ascending, and by their first.
        var items: [[Int]]
        var findings: [Finding]
    }

    let schema: CompiledSchema
    let decisions: Decisions
    /// Identifiers that so many CIs bear that they identify nobody.
    var common: Set<String> = []

    /// Why two records cannot be the same item; nil when they can. The same whichever comes first.
    func objection(_ a: IdentifiedRecord, _ b: IdentifiedRecord) -> Objection? {
        let pair = Decisions.Pair(a.key, b.key)
        if decisions.same.contains(pair) { return nil }
        if decisions.different.contains(pair) { return .decided }
        guard isRelated(a.ciClass, b.ciClass) else { return .unrelatedClasses }
        if a.source == b.source { return .sameSource }
        return contradiction(a, b)
    }

    func isRelated(_ a: ClassCode, _ b: ClassCode) -> Bool {
        schema.isSubclass(a, of: b) || schema.isSubclass(b, of: a)
    }

    private func contradiction(_ a: IdentifiedRecord, _ b: IdentifiedRecord) -> Objection? {
        // Mostly one of the two has none, or the first of both, which come best first, is the same.
        guard let first = a.identifiers.first(where: \.isExclusive),
            let second = b.identifiers.first(where: \.isExclusive), first.text != second.text
        else { return nil }
        let rules = Set(a.identifiers.filter(\.isExclusive).map(\.rule))
            .intersection(b.identifiers.filter(\.isExclusive).map(\.rule))
        let best = (a.identifiers + b.identifiers).filter { rules.contains($0.rule) }.min {
            ($0.rank, $0.rule) < ($1.rank, $1.rule)
        }
        guard let rule = best?.rule else { return nil }
        let (mine, yours) = (a.identifiers.filter { $0.rule == rule }, b.identifiers.filter { $0.rule == rule })
        if mine.contains(where: { text in yours.contains { $0.text == text.text } }) { return nil }
        let texts = [mine[0].text, yours[0].text].sorted()
        return .contradiction(texts[0], texts[1])
    }

    /// Cost: the pairs of records that share a value, and for each link those of the two items that it joins.
    func partition(_ unordered: [IdentifiedRecord]) -> Result {
        let places = unordered.indices.sorted { unordered[$0].key < unordered[$1].key }
        let records = places.map { unordered[$0] }
        var union = RecordUnion(records, objection)
        for (number, record) in records.enumerated() {
            for other in decisions.others(of: record.key) {
                guard let other = union.place(of: other), other > number,
                    decisions.same.contains(Decisions.Pair(record.key, records[other].key))
                else { continue }
                union.join([number, other])
            }
        }
        var findings: [Finding] = []
        for link in links(records) {
            if common.contains(link.text) {
                findings.append(.common(link.text))
                continue
            }
            for group in related(link.records, records) where group.count > 1 {
                if let (a, b, objection) = firstObjection(group, records) {
                    findings.append(.shared(link.text, records[a].key, records[b].key, objection))
                    continue
                }
                findings += union.join(group).map { .refused(link.text, records[$0.0].key, records[$0.1].key, $0.2) }
                findings.append(.linked(link.text, group.map { records[$0].key }))
            }
        }
        let items = union.groups.map { $0.map { places[$0] }.sorted() }.sorted { $0[0] < $1[0] }
        return Result(items: items, findings: findings)
    }

    /// The identifiers that several records bear, best first.
    private func links(_ records: [IdentifiedRecord]) -> [(text: String, records: [Int])] {
        var bearers: [String: (rank: Int, records: [Int])] = [:]
        for (number, record) in records.enumerated() {
            for identifier in record.identifiers {
                var known = bearers[identifier.text] ?? (identifier.rank, [])
                known.rank = min(known.rank, identifier.rank)
                if known.records.last != number { known.records.append(number) }
                bearers[identifier.text] = known
            }
        }
        return bearers.filter { $0.value.records.count > 1 }
            .sorted { ($0.value.rank, $0.key) < ($1.value.rank, $1.key) }
            .map { ($0.key, $0.value.records) }
    }

    /// Records of classes that have nothing to do with each other may bear the same value, as an application and a
    /// service of one name do; those that a common class connects are looked at together.
    private func related(_ group: [Int], _ records: [IdentifiedRecord]) -> [[Int]] {
        var rest = group
        var result: [[Int]] = []
        while let first = rest.first {
            var connected = [first]
            rest.removeFirst()
            var next = 0
            while next < connected.count {
                let code = records[connected[next]].ciClass
                connected += rest.filter { isRelated(code, records[$0].ciClass) }
                rest.removeAll { isRelated(code, records[$0].ciClass) }
                next += 1
            }
            result.append(connected.sorted())
        }
        return result
    }

    private func firstObjection(_ group: [Int], _ records: [IdentifiedRecord]) -> (Int, Int, Objection)? {
        for (place, a) in group.enumerated() {
            for b in group[(place + 1)...] {
                if let objection = objection(records[a], records[b]) { return (a, b, objection) }
            }
        }
        return nil
    }
}
