internal import GraphModel
internal import KeyValueStore
internal import Schema

extension WriteSession {
    /// Keeps count of the relationships at ends where some rule limits them, and notes ends past the smallest limit:
    /// the count is of the type, while rules may differ by class.
    @inline(__always)
    func countDegrees(_ place: RelationshipPlace, _ plan: TypePlan, _ change: Int64) throws(StoreError) {
        if let limit = plan.fewestTargets {
            try countDegree(.init(node: place.source, type: place.type, direction: .outgoing), limit, change)
        }
        if let limit = plan.fewestSources {
            try countDegree(.init(node: place.target, type: place.type, direction: .incoming), limit, change)
        }
    }

    private func countDegree(
        _ end: DeferredChecks.DegreeCheck, _ limit: Int, _ change: Int64
    ) throws(StoreError) {
        let key = end.node << 17 | UInt64(end.type) << 1 | UInt64(end.direction.rawValue)
        if degrees.sum(key) == nil, end.node < firstNewNode {
            // What the table holds without the changes that this commit has pending for the type.
            try flushAdjacency(of: NodeID(end.node))
            var stored: Int64 = 0
            try transaction.scanAdjacency(NodeID(end.node), end.direction, from: end.type) { entry in
                stored += entry.type == end.type ? 1 : 0
                return entry.type == end.type
            }
            // The change itself was pending, and is now in the table.
            degrees.add(key, stored - change)
        }
        degrees.add(key, change)
        if degrees.sum(key) ?? 0 > limit { checks.degrees.insert(end) }
    }

    /// What a node has too many of, or nil. Counts per rule: a rule limits relationships to (or from) its own classes.
    func cardinalityFault(_ check: DeferredChecks.DegreeCheck) throws(StoreError) -> StoreError? {
        let typePlan = plan(ofType: check.type)
        guard let code = typePlan.code, let set = try labelSet(of: NodeID(check.node)),
            let own = plan(ofSet: set).classCode
        else { return nil }
        try flushAdjacency(of: NodeID(check.node))
        var others: [UInt64] = []
        try transaction.scanAdjacency(NodeID(check.node), check.direction, from: check.type) { entry in
            guard entry.type == check.type else { return false }
            others.append(entry.other)
            return true
        }
        var counts: [RelationshipRule: Int] = [:]
        for other in others {
            guard let set = try labelSet(of: NodeID(other)), let theirs = plan(ofSet: set).classCode else { continue }
            let isOutgoing = check.direction == .outgoing
            let rule = definitions.schema.rule(
                for: code, from: isOutgoing ? own : theirs, to: isOutgoing ? theirs : own)
            if let rule { counts[rule, default: 0] += 1 }
        }
        for (rule, count) in counts {
            let limit = check.direction == .outgoing ? rule.targetsPerSource : rule.sourcesPerTarget
            guard let maximum = limit.maximum, count > maximum else { continue }
            let name = names.types.names[Int(check.type)]
            let side = check.direction == .outgoing ? "targets" : "sources"
            return StoreError(
                .schemaRefused,
                "node #\(check.node): \(count) \(side) of \(name), at most \(maximum) are allowed [schema.cardinality]")
        }
        return nil
    }
}
