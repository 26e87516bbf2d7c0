internal import Discovery
internal import GraphModel
internal import GraphStore
internal import ImpactAnalysis
internal import QueryRuntime
internal import QueryValues
internal import Topology

/// What a proposed change would do, as rows.
enum WhatIfProcedure {
    static func whatIf(_ topologies: TopologySource) -> Procedure {
        let name = "impact.whatIf"
        let signature = ProcedureSignature(
            name, [.init("changes", [.list, .map, .string]), .init("failing", ciKinds.union(.list))], required: 1,
            gives: [
                .init("ci", .node), .init("name", .string), .init("before", .string), .init("after", .string),
            ],
            "Whose verdict a change in the interchange format would alter, when the failing CIs fail or none does.")
        return Procedure(signature) { arguments, context, emit in
            let session = try QuerySession.of(context, topologies, name)
            let failing =
                if case .null = arguments[1] { [NodeID]() } else { try session.resolveAll(arguments[1], name) }
            let input = ImportInput(name: "changes", bytes: Array(try interchange(arguments[0]).utf8))
            let changes = try session.proposal(from: input)
            let before = try session.verdicts(failing: failing, shouldStop: context.shouldEnd)
            let (kept, removed) = changes.sparingRemovedNodes
            let proposed = try Session(topologies: topologies, snapshot: session.snapshot, whatIf: kept)
            let after = try proposed.verdicts(failing: failing + removed, shouldStop: context.shouldEnd)
            for id in Set(before.keys).union(after.keys).sorted() {
                let (was, becomes) = (before[id] ?? .unaffected, after[id] ?? .unaffected)
                if was == becomes { continue }
                let isNew = try session.node(id) == nil
                let row: [Value] = [
                    isNew ? .null : .node(id), .string(try proposed.proposedName(of: id)),
                    isNew ? .null : .string(was.rawValue), .string(becomes.rawValue),
                ]
                guard try emit(row) else { return }
            }
        }
    }

    /// The changes as text in the interchange format: a text is that already, and a map is one record.
    private static func interchange(_ changes: Value) throws -> String {
        switch changes {
        case .string(let text): return text
        case .list(let records): return try records.map(record).joined(separator: "\n")
        default: return try record(changes)
        }
    }

    private static func record(_ value: Value) throws -> String {
        guard case .map = value else {
            throw QueryError.argument(
                .invalidArgumentValue, "`impact.whatIf` takes changes as maps, or as a text in the interchange format")
        }
        var text = ""
        try plain(value).writeJSON(into: &text)
        return text
    }

    /// The nesting of values is limited where they are made.
    private static func plain(_ value: Value) throws -> QueryValue {
        switch value {
        case .null: .null
        case .list(let elements): .list(try elements.map(plain))
        case .map(let map):
            .map(Dictionary(try map.entries.map { ($0.key, try plain($0.value)) }) { first, _ in first })
        default: try value.propertyValue().map(QueryValue.property) ?? .null
        }
    }
}

extension GraphDelta {
    /// The change without the removal of nodes, and the nodes that it removes. What is removed counts as failed, so
    /// that whatever still hangs on it shows; were it simply gone, nothing would hang on it.
    fileprivate var sparingRemovedNodes: (kept: GraphDelta, removed: [NodeID]) {
        var removed: [NodeID] = []
        let kept = operations.filter { operation in
            guard case .deleteNode(.existing(let id), _) = operation else { return true }
            removed.append(id)
            return false
        }
        return (GraphDelta(base: base, operations: kept), removed)
    }
}

extension Session {
    /// What every item that is not unaffected comes to. See `ImpactAnalyzer.verdicts`.
    fileprivate func verdicts(
        failing: [NodeID], shouldStop: @escaping @Sendable () -> Bool
    ) throws -> [NodeID: Verdict] {
        try ask { try analyzer($0).verdicts(failing: failing, shouldStop: shouldStop) }
    }

    /// The name of a CI of this version, or of one that the proposed change makes.
    fileprivate func proposedName(of id: NodeID) throws -> String {
        guard let node = try proposal?.node(id) else { return "\(id)" }
        return CISummary(node, snapshot.schema).name
    }
}
