internal import Schema
internal import Topology

extension ImpactAnalyzer {
    /// For each class of the topology, whether it is one of these or a subclass.
    ///
    /// - Throws: `schema.unknownClass` with suggestions.
    func classFilter(_ names: [String]) throws -> [Bool] {
        let wanted = try names.map { try schema.resolveClass($0) }
        return topology.classNames.map { name in
            guard let code = schema.classCode(name) else { return false }
            return wanted.contains { schema.isSubclass(code, of: $0) }
        }
    }

    /// The positions of the entries to describe, in order, and those below which something is left out.
    func list(
        _ tree: BlastTree, _ answer: PropagationAnswer, limit: Int?, _ names: inout SummaryCache
    ) throws -> (positions: [Int], cut: Set<Int>) {
        guard let limit, limit < answer.failing.count + tree.shown.count else {
            return (try inOrder(tree.shown, answer, &names), [])
        }
        var (positions, cut) = try tree.firstLines(limit, failures: answer.failing.map { answer.position(of: $0) }) {
            try inOrder($0, answer, &names)
        }
        positions = try inOrder(positions, answer, &names)
        return (positions, cut)
    }

    /// Nearest first, then worst, then by name.
    private func inOrder(
        _ positions: [Int], _ answer: PropagationAnswer, _ names: inout SummaryCache
    ) throws -> [Int] {
        guard positions.count > 1 else { return positions }
        try names.load(positions.map { answer.nodes[$0] })
        var texts: [String] = []
        texts.reserveCapacity(positions.count)
        var keys: [OrderKey] = []
        keys.reserveCapacity(positions.count)
        for position in positions {
            let entry = answer[position]
            let name = try names[entry.node].name
            keys.append(OrderKey(entry, name, place: texts.count))
            texts.append(name)
        }
        keys.sort { a, b in
            if a.rank != b.rank { return a.rank < b.rank }
            if a.start != b.start { return a.start < b.start }
            let (x, y) = (texts[a.place], texts[b.place])
            return x == y ? a.place < b.place : x < y
        }
        return keys.map { positions[$0.place] }
    }

    /// Numbers that decide most comparisons, so that sorting seldom looks at a name.
    private struct OrderKey {
        /// The distance, then the worst verdict first.
        let rank: Int
        /// The first bytes of the name.
        let start: UInt128
        let place: Int

        init(_ entry: PropagationAnswer.Entry, _ name: String, place: Int) {
            let leniency = entry.verdict == .down ? 0 : entry.verdict == .degraded ? 1 : 2
            rank = entry.distance * 4 + leniency
            var bytes: UInt128 = 0
            var left = 16
            for byte in name.utf8.prefix(16) {
                bytes = bytes << 8 | UInt128(byte)
                left -= 1
            }
            start = bytes << UInt128(8 * left)
            self.place = place
        }
    }

    /// What the report says of an entry.
    func impacted(
        _ position: Int, _ tree: BlastTree, _ answer: PropagationAnswer, _ joint: JointImpact?,
        _ names: inout SummaryCache
    ) throws -> ImpactedCI {
        let entry = answer[position]
        return ImpactedCI(
            ci: try names[entry.node], verdict: entry.verdict, distance: entry.distance,
            witness: try witness(of: entry, in: answer, &names),
            parent: tree.parent(of: position).map { topology.id(of: answer.nodes[$0]) },
            isJoint: joint?.isJoint(entry) ?? false)
    }
}
