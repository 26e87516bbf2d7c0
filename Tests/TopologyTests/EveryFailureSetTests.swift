import GraphModel
import TestSupport
import Testing
import Topology

/// Verdicts against brute force: 2,000 graphs of up to 14 nodes (more with `FAULTLINE_SEEDS`, 100 a seed), and of each
/// every set of up to three failures.
@Suite struct EveryFailureSetTests {
    @Test(arguments: Seeds.first(Seeds.count(20))) func verdictsAreThoseOfBruteForce(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed &* 104_729)
        for number in 0..<100 {
            let count = 2 + random.below(13)
            // In half of the graphs most nodes are up, and can spare something.
            let graph =
                number % 2 == 0
                ? PlainGraph.random(
                    &random, nodes: count, relationships: random.below(count * 3) + 1, grouping: random.pick([40, 95]))
                : RedundantGraph.random(&random, nodes: count)
            let ids = graph.ids
            let naive = NaiveEvaluator(graph)
            let judge = BitSetEvaluator(naive, ids)
            let sample = Set((0..<3).map { _ in random.pick(ids) })
            #expect(
                judge.verdicts(failing: Self.bits(sample, ids))
                    == Self.verdicts(naive.verdicts(failing: sample).0, ids),
                "seed \(seed), graph \(number): the judges differ")
            try Self.check(try Propagation(graph.topology()), ids, judge, "seed \(seed), graph \(number)")
        }
    }

    private static func check(
        _ propagation: Propagation, _ ids: [NodeID], _ judge: BitSetEvaluator, _ name: String
    ) throws {
        let topology = propagation.topology
        let nodes = try ids.map { try #require(topology.index(of: $0)) }
        let places = Dictionary(uniqueKeysWithValues: nodes.enumerated().map { ($1, UInt32($0)) })
        let baseline = judge.verdicts(failing: 0)
        for set in sets(of: nodes.count) {
            var found = BitSetEvaluator.Verdicts(down: 0)
            for entry in propagation.run(failing: nodes.indices.filter { set >> $0 & 1 == 1 }.map { nodes[$0] }) {
                let bit: UInt32 = 1 << (places[entry.node] ?? 31)
                switch entry.verdict {
                case .down: found.down |= bit
                case .degraded: found.degraded |= bit
                case .atRisk: found.atRisk |= bit
                case .unaffected: Issue.record("\(name): an entry that is unaffected")
                }
            }
            let expected = judge.verdicts(failing: set).worse(than: baseline)
            // Asserting each would take most of the time.
            if found != expected { Issue.record("\(name), failing \(set): \(found) in place of \(expected)") }
        }
    }

    /// Every set of one to three of `count` nodes.
    private static func sets(of count: Int) -> [UInt32] {
        (1..<UInt32(1) << UInt32(count)).filter { $0.nonzeroBitCount <= 3 }
    }

    private static func bits(_ set: Set<NodeID>, _ ids: [NodeID]) -> UInt32 {
        ids.indices.reduce(0) { $0 | (set.contains(ids[$1]) ? 1 << UInt32($1) : 0) }
    }

    private static func verdicts(_ verdicts: [NodeID: Verdict], _ ids: [NodeID]) -> BitSetEvaluator.Verdicts {
        func nodes(_ verdict: Verdict) -> UInt32 { bits(Set(verdicts.filter { $0.value == verdict }.keys), ids) }
        return BitSetEvaluator.Verdicts(down: nodes(.down), degraded: nodes(.degraded), atRisk: nodes(.atRisk))
    }
}
