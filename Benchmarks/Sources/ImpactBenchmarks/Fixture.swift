import BenchmarkEstate
import CLimit
import Glibc
import GraphModel
import Topology

/// One estate on both sides, and the nodes whose failures are measured.
struct Fixture {
    let estate: Estate
    let topology: Topology
    let limit: LimitGraph
    let propagation: Propagation
    let reachability: Reachability
    /// Failures that take down a twentieth of the estate or more.
    let large: [NodeIndex]
    /// Failures chosen at random among those that take down between 2 and 1,000 CIs.
    let small: [NodeIndex]

    init(count: Int, seed: UInt64) throws {
        estate = Estate(count: count, seed: seed)
        topology = try estate.topology()
        limit = LimitGraph(estate)
        propagation = try Propagation(topology)
        reachability = try Reachability(topology)
        var random = Estate.Random(seed: 3)
        let propagation = propagation
        var small: [NodeIndex] = []
        while small.count < 1_000 {
            let node = NodeIndex(UInt32(random.below(count)))
            if (2...1_000).contains(propagation.countDown(failing: [node])) { small.append(node) }
        }
        self.small = small
        large = Array(
            (estate.firstService..<estate.firstService + 200).lazy.map { NodeIndex(UInt32($0)) }
                .filter { propagation.countDown(failing: [$0]) > count / 20 }.prefix(5))
        precondition(!large.isEmpty, "the estate has no failure of large radius")
        check()
    }

    static let callers = Route.relationships(types: nil, directions: [.incoming])

    /// Both sides must give the same counts, or the comparison means nothing.
    private func check() {
        for node in large + small {
            let ours = propagation.count(failing: [node])
            let theirs = climit_propagate(limit.graph, limit.scratch, node.rawValue)
            precondition(
                ours.down == theirs.down && ours.degraded == theirs.degraded && ours.atRisk == theirs.at_risk,
                "verdicts differ for \(node): \(ours), \(theirs)")
            let reached = reachability.count(from: [node], along: Self.callers)
            precondition(reached == climit_reach(limit.graph, limit.scratch, node.rawValue), "reach differs")
        }
    }
}
