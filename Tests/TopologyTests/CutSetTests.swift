import GraphModel
import TestSupport
import Testing
import Topology

/// Minimal cut sets against brute force over all sets of failures.
@Suite struct CutSetTests {
    @Test(arguments: Seeds.first(Seeds.count(20))) func cutSetsAreThoseOfBruteForce(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed &* 7_919)
        for number in 0..<50 {
            let count = 2 + random.below(10)
            let graph = PlainGraph.random(
                &random, nodes: count, relationships: random.below(count * 3) + 1, grouping: random.pick([40, 95]))
            let ids = graph.ids
            let topology = try graph.topology()
            let judge = BitSetEvaluator(NaiveEvaluator(graph), ids)
            let nodes = try ids.map { try #require(topology.index(of: $0)) }
            let places = Dictionary(uniqueKeysWithValues: nodes.enumerated().map { ($1, $0) })
            let down = Dictionary(
                uniqueKeysWithValues: Self.sets(of: nodes.count, upTo: 3).map { ($0, judge.verdicts(failing: $0).down) }
            )
            for (place, node) in nodes.enumerated() {
                let found = try CutSets(topology, of: node, limits: CutSets.Limits(order: 3))
                let bits = found.sets.map { set in set.reduce(UInt32(0)) { $0 | 1 << UInt32(places[$1] ?? 31) } }
                let expected = Self.minimal(down.filter { $0.key >> place & 1 == 0 && $0.value >> place & 1 == 1 }.keys)
                #expect(found.isComplete)
                if Set(bits) != expected || bits.count != expected.count {
                    Issue.record("seed \(seed), graph \(number), node \(place): \(bits) in place of \(expected)")
                }
            }
        }
    }

    private static func sets(of count: Int, upTo order: Int) -> [UInt32] {
        (0..<UInt32(1) << UInt32(count)).filter { $0.nonzeroBitCount <= order }
    }

    private static func minimal(_ sets: some Sequence<UInt32>) -> Set<UInt32> {
        let all = Array(sets)
        return Set(all.filter { set in !all.contains { $0 != set && $0 & set == $0 } })
    }

    /// Members that fail together for one reason more than they can spare, and limits that end a search.
    @Test func limitsAreTold() throws {
        var random = SeededGenerator(seed: 5)
        let graph = PlainGraph.random(&random, nodes: 40, relationships: 120, grouping: 95)
        let topology = try graph.topology()
        var incomplete = 0
        for id in graph.ids {
            guard let node = topology.index(of: id) else { continue }
            let small = try CutSets(topology, of: node, limits: CutSets.Limits(order: 4, work: 1))
            let large = try CutSets(topology, of: node, limits: CutSets.Limits(order: 4))
            if !small.isComplete {
                incomplete += 1
                #expect(small.sets.isEmpty)
            } else {
                #expect(small.sets == large.sets)
            }
            let stopped = try CutSets(topology, of: node, shouldStop: { true })
            #expect(!stopped.isComplete)
            #expect(large.sets.map(\.count) == large.sets.map(\.count).sorted())
        }
        #expect(incomplete > 0)
    }
}
