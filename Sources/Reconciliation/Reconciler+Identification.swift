internal import Discovery
internal import GraphModel
internal import GraphStore
internal import Schema

/// What only the run's end can tell: which of the CIs that share identifiers are one.
extension Reconciler {
    /// Looks at every CI that was contested, with all that share an identifier with it, and regroups their records.
    func identifyContested() throws(StoreError) {
        try noteDependents()
        while !contested.isEmpty {
            let round = contested.sorted()
            contested = []
            for next in round where !settled.contains(next) {
                try flush()
                let neighbourhood = try gather(NodeID(next))
                for node in neighbourhood.items.keys { settled.insert(node.rawValue) }
                if neighbourhood.items.isEmpty { continue }
                let partition = neighbourhood.partition(classes.schema, commonIdentifiers)
                tell(partition.findings)
                for node in try regroup(neighbourhood, partition) {
                    settled.insert(node.rawValue)
                    // What lies within a CI that was looked at before may have to be looked at again.
                    try contestDependents(of: node)
                }
            }
        }
    }

    /// CIs that share identifiers, with what identifies each record.
    struct Neighbourhood {
        var items: [NodeID: ItemRecords] = [:]
        var records: [IdentifiedRecord] = []
        /// By record: the CI that it is of.
        var nodes: [NodeID] = []
        var decisions = Decisions()

        func partition(_ schema: CompiledSchema, _ common: Set<String>) -> Identification.Result {
            Identification(schema: schema, decisions: decisions, common: common).partition(records)
        }
    }

    /// All CIs that identifiers or decisions connect with one.
    func gather(_ start: NodeID) throws(StoreError) -> Neighbourhood {
        var result = Neighbourhood()
        var queue = [start]
        var seen: Set<NodeID> = [start]
        var next = 0
        while next < queue.count, next < Self.largestNeighbourhood {
            let node = queue[next]
            next += 1
            guard let item = try records(of: node) else { continue }
            result.items[node] = item
            result.decisions.formUnion(item.decisions)
            for record in item.records {
                guard var identified = identified(record) else { continue }
                identified = try withDependent(identified, record, of: node)
                result.records.append(identified)
                result.nodes.append(node)
                for other in try neighbours(of: identified, item) where seen.insert(other).inserted {
                    queue.append(other)
                }
            }
        }
        return result
    }

    /// More CIs than this are not looked at together.
    private static let largestNeighbourhood = 1_000

    private func neighbours(of record: IdentifiedRecord, _ item: ItemRecords) throws(StoreError) -> [NodeID] {
        var found: [NodeID] = []
        for identifier in record.identifiers {
            if let within = siblings[identifier.text] {
                found += within
            } else {
                found += try bearers(of: identifier, record.ciClass) ?? []
            }
        }
        for key in item.decisions.others(of: record.key) {
            if let known = try find(key), !known.isPlaceholder { found.append(known.node) }
        }
        return found
    }

    private func tell(_ findings: [Identification.Finding]) {
        for finding in findings {
            switch finding {
            case .linked, .common: continue
            case .shared(let text, _, _, _) where !toldIdentifiers.insert(text).inserted: continue
            default: warn(ImportError(.sharedIdentifier, finding.sentence, at: SourcePosition(file: run.source)))
            }
        }
    }
}

/// Items that are identified within another.
extension Reconciler {
    /// Adds what identifies a record within the CIs of several sources that it is part of.
    private func withDependent(
        _ identified: IdentifiedRecord, _ record: SourceRecord, of node: NodeID
    ) throws(StoreError) -> IdentifiedRecord {
        let rules = classes.entry(of: identified.ciClass).identifiers
        var identifiers = identified.identifiers
        for rule in rules.dependentRules {
            for outer in try writer.relationships(of: node, .outgoing, types: [rule.within]).map(\.target) {
                guard try isShared(outer) else { continue }
                let own = rules.identifiers(of: record.properties, rule, within: outer)
                for identifier in own { siblings[identifier.text] = try inner(outer, rule.within) }
                identifiers += own
            }
        }
        return IdentifiedRecord(
            key: identified.key, source: identified.source, ciClass: identified.ciClass, identifiers: identifiers)
    }

    private func inner(_ node: NodeID, _ type: String) throws(StoreError) -> [NodeID] {
        try writer.relationships(of: node, .incoming, types: [type]).map(\.source)
    }

    /// Contests what this run tells within CIs of several sources.
    private func noteDependents() throws(StoreError) {
        for node in joinedItems.ascending { try contestDependents(of: NodeID(node)) }
        for node in newDependents {
            guard let item = try records(of: node) else { continue }
            for rule in classes.entry(of: item.ciClass).identifiers.dependentRules {
                for outer in try writer.relationships(of: node, .outgoing, types: [rule.within]).map(\.target)
                where try isShared(outer) {
                    contest(node)
                }
            }
        }
    }

    private func contestDependents(of node: NodeID) throws(StoreError) {
        for type in classes.withinTypes {
            for inner in try inner(node, type) where try isIdentified(inner, within: type) { contest(inner) }
        }
    }

    /// Whether a rule identifies a CI within what a relationship of the type leads to. Most relationships lead to what
    /// their source runs on or lies in, and no rule looks at that.
    private func isIdentified(_ node: NodeID, within type: String) throws(StoreError) -> Bool {
        guard let labels = try writer.labels(of: node), let code = classes.schema.classCode(ofLabels: labels) else {
            return false
        }
        if classes.entry(of: code).identifiers.dependentRules.contains(where: { $0.within == type }) { return true }
        // People may have put records of other classes into it.
        return try writer.property(ReconciledProperty.asserted, of: node) != nil
    }
}

extension Identification.Finding {
    /// As people read it.
    var sentence: String {
        switch self {
        case .linked(let text, let keys): "\(text) makes one of \(keys.joined(separator: ", "))"
        case .common(let text): "\(text) is borne by too many CIs: it identifies nobody"
        case .shared(let text, let a, let b, let objection):
            "\(text) identifies nobody: \(a) and \(b) share it, and \(objection.sentence)"
        case .refused(let text, let a, let b, let objection):
            "\(text) would make one of \(a) and \(b), but \(objection.sentence)"
        }
    }
}

extension Identification.Objection {
    var sentence: String {
        switch self {
        case .sameSource: "their source tells them apart"
        case .unrelatedClasses: "their classes exclude each other"
        case .contradiction(let a, let b): "\(a) is not \(b)"
        case .decided: "a person decided that they differ"
        }
    }
}
