import GraphModel
import TestSupport
import Testing
import Topology

/// Minimal cut sets against brute force over all sets of failures: 4,000 graphs of up to 12 nodes (more with
/// `FAULTLINE_SEEDS`, 200 a seed), every node of each, orders from 1 to 5, of all nodes or of some.
@Suite struct EveryCutSetTests {
    @Test(arguments: Seeds.first(Seeds.count(20))) func cutSetsAreThoseOfBruteForce(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed &* 7_919)
        var tally = Tally()
        for number in 0..<200 {
            let count = 4 + random.below(9)
            let graph =
                number % 4 == 0
                ? PlainGraph.random(&random, nodes: count, relationships: count * 2, grouping: random.pick([40, 95]))
                : RedundantGraph.random(&random, nodes: count)
            let order = 1 + random.below(5)
            let some = random.chance(30) ? UInt32(random.below(1 << count)) : .max
            try Self.check(graph, order, mayFail: some, &tally, "seed \(seed), graph \(number)")
        }
        // The graphs must be of a kind that tells right from wrong.
        #expect(tally.sets[1] > 100 && tally.sets[2] > 100 && tally.sets[3] > 20 && tally.sets[0] > 20, "\(tally)")
    }

    /// What was compared.
    private struct Tally {
        var nodes = 0
        var sets = [Int](repeating: 0, count: 7)
    }

    private static func check(
        _ graph: PlainGraph, _ order: Int, mayFail: UInt32, _ tally: inout Tally, _ name: String
    ) throws {
        let ids = graph.ids
        let topology = try graph.topology()
        let judge = BitSetEvaluator(NaiveEvaluator(graph), ids)
        let nodes = try ids.map { try #require(topology.index(of: $0)) }
        let bits = Dictionary(uniqueKeysWithValues: nodes.enumerated().map { ($1, UInt32(1) << UInt32($0)) })
        let sets = (0..<UInt32(1) << UInt32(nodes.count)).filter {
            $0.nonzeroBitCount <= order && $0 & ~mayFail == 0
        }
        let down = sets.map { judge.verdicts(failing: $0).down }
        for node in nodes {
            let own = bits[node] ?? 0
            let found = try CutSets(topology, of: node, limits: CutSets.Limits(order: order)) {
                mayFail & (bits[$0] ?? 0) != 0
            }
            let expected = minimal(zip(sets, down).filter { $0 & own == 0 && $1 & own != 0 }.map(\.0))
            let given = found.sets.map { set in set.reduce(UInt32(0)) { $0 | bits[$1, default: 0] } }
            tally.nodes += 1
            for set in expected { tally.sets[set.nonzeroBitCount] += 1 }
            // Asserting each would take most of the time.
            if Set(given) != expected || given.count != expected.count || found.incomplete != nil {
                Issue.record("\(name), node \(own), order \(order): \(given) in place of \(expected)")
            }
            if found.sets != found.sets.sorted(by: isBefore) { Issue.record("\(name), node \(own): out of order") }
        }
    }

    private static func minimal(_ sets: [UInt32]) -> Set<UInt32> {
        Set(sets.filter { set in !sets.contains { $0 != set && $0 & set == $0 } })
    }

    private static func isBefore(_ a: [NodeIndex], _ b: [NodeIndex]) -> Bool {
        a.count != b.count ? a.count < b.count : a.lexicographicallyPrecedes(b)
    }
}
