import GraphModel
import Schema
import TestSupport
import Testing
import Topology

/// Verdicts against the naive evaluator, over all failure sets of up to three nodes on small random graphs.
@Suite struct VerdictTests {
    @Test(arguments: Seeds.first(20)) func everyFailureSetGivesTheDefinedVerdicts(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<100 {
            let count = 2 + random.below(13)
            let graph = PlainGraph.random(
                &random, nodes: count, relationships: random.below(count * 3) + 1, grouping: random.pick([40, 95]))
            let check = try VerdictCheck(graph)
            let ids = graph.ids
            // All singles on every graph; pairs and triples in full on the small ones, sampled on the rest.
            for id in ids { try check.run([id]) }
            for _ in 0..<(count <= 8 ? 40 : 12) {
                let failing = Set((0..<2 + random.below(2)).map { _ in random.pick(ids) })
                try check.run(failing.sorted())
            }
        }
    }

    @Test(arguments: Seeds.first(8)) func allSetsUpToThreeOnDenseGraphs(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed &* 7_919)
        let graph = PlainGraph.random(&random, nodes: 7, relationships: 16)
        let check = try VerdictCheck(graph)
        let ids = graph.ids
        for a in ids.indices {
            for b in a..<ids.count {
                for c in b..<ids.count { try check.run(Array(Set([ids[a], ids[b], ids[c]])).sorted()) }
            }
        }
    }
}

/// One graph, evaluated both ways.
struct VerdictCheck {
    let topology: Topology
    let naive: NaiveEvaluator
    let propagation: Propagation
    let baseline: [NodeID: Verdict]

    init(_ graph: PlainGraph, topology given: Topology? = nil) throws {
        topology = try given ?? graph.topology()
        naive = NaiveEvaluator(graph)
        propagation = try Propagation(topology)
        baseline = naive.verdicts(failing: []).verdicts
        for id in graph.ids {
            let node = try #require(topology.index(of: id))
            #expect(topology.baseline(of: node) == baseline[id] ?? .unaffected)
        }
    }

    func run(_ failing: [NodeID]) throws {
        let answer = propagation.run(failing: failing.compactMap { topology.index(of: $0) })
        let (expected, rounds) = naive.verdicts(failing: Set(failing))
        let worse = expected.filter { $0.value > baseline[$0.key] ?? .unaffected }
        var found: [NodeID: Verdict] = [:]
        for entry in answer { found[topology.id(of: entry.node)] = entry.verdict }
        #expect(found == worse, "failing \(failing)")
        #expect(found.count == answer.count)
        #expect(answer.isComplete)
        for entry in answer {
            check(entry, answer, rounds)
        }
        for node in (0..<topology.nodeCapacity).map({ NodeIndex(UInt32($0)) }) {
            #expect(
                propagation.verdict(of: node, failing: answer.failing) == found[topology.id(of: node)] ?? .unaffected)
        }
        let met = answer.alreadyDown.map { topology.id(of: $0) }
        #expect(Set(met).count == met.count)
        #expect(met.allSatisfy { baseline[$0] == .down })
        #expect(failing.filter { baseline[$0] == .down }.allSatisfy(met.contains))
    }

    private func check(_ entry: PropagationAnswer.Entry, _ answer: PropagationAnswer, _ rounds: [NodeID: Int]) {
        let id = topology.id(of: entry.node)
        if entry.verdict == .down, baseline.isEmpty { #expect(entry.distance == rounds[id]) }
        let chain = answer.chain(from: entry.node)
        #expect(chain.first == entry)
        #expect(chain.last?.cause == .failed)
        #expect(zip(chain, chain.dropFirst()).allSatisfy { $0.distance > $1.distance })
        let nearest = answer.nearestLost(of: entry) { _ in true }
        #expect(nearest == chain.dropFirst().first.flatMap { answer.position(of: $0.node) })
        guard case .gate(let index) = entry.cause else { return }
        let gate = topology.gate(index)
        #expect(gate.owner == entry.node && gate.parent == nil)
        #expect(answer.isSatisfied(gate) == (entry.verdict == .atRisk))
        #expect(entry.verdict == .atRisk || gate.isSoft == (entry.verdict == .degraded))
    }
}
