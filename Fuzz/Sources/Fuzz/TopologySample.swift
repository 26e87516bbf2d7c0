import GraphModel
import Schema
import TestSupport
import Topology

/// A small estate with gates of every kind, and everything that can be asked of it as bytes to compare.
enum TopologySample {
    static let classes = ["Server", "Service", "Rack"]
    private static let nodes = 48

    static func topology() throws -> Topology {
        var random = SeededGenerator(seed: 48)
        let time = Timestamp(microsecondsSinceEpoch: 5)
        var builder = TopologyBuilder(
            stamp: TopologyStamp(store: Array(1...16), commit: CommitNumber(7), time: time))
        for name in classes { _ = try builder.code(ofClass: name) }
        for id in 1...UInt64(nodes) {
            let groups = ["a", "b"].filter { _ in random.chance(30) }.map {
                TopologyGroup($0, GroupThreshold(random.pick([.atLeast(1), .percent(60), .weight(1.5)])))
            }
            try builder.add(
                TopologyNode(
                    id: NodeID(id * 3), nodeClass: random.pick(classes), inImpact: !random.chance(5), groups: groups))
        }
        for _ in 0..<nodes * 3 {
            let spec = ImpactSpec(
                onSource: random.pick([.hard, .hard, .soft, .none]), onTarget: random.chance(20) ? .soft : .none,
                weight: random.pick([0.5, 1, 2]), group: random.pick([nil, "a", "b", "c"]))
            try builder.add(
                TopologyRelationship(
                    type: random.pick(["DEPENDS_ON", "RUNS_ON"]), source: node(&random), target: node(&random),
                    impact: spec))
        }
        return try builder.finish()
    }

    private static func node(_ random: inout SeededGenerator) -> NodeID { NodeID(UInt64(1 + random.below(nodes)) * 3) }

    /// The verdict on every node when each pair of neighbours fails.
    static func verdicts(_ propagation: Propagation) -> [UInt8] {
        var bytes: [UInt8] = []
        for place in 0..<nodes {
            let failing = [place, (place + 1) % nodes].map { NodeIndex(UInt32($0)) }
            let answer = propagation.run(failing: failing)
            for other in 0..<nodes {
                bytes.append(answer.verdict(of: NodeIndex(UInt32(other))).rawValue.utf8.first ?? 0)
            }
        }
        return bytes
    }

    /// What every node reaches, in order.
    static func walks(_ reachability: Reachability) -> [UInt8] {
        var bytes: [UInt8] = []
        for place in 0..<nodes {
            let walk = reachability.walk(from: [NodeIndex(UInt32(place))], along: .anyRelationship)
            for node in walk.nodes { bytes.append(UInt8(node.rawValue)) }
            bytes.append(UInt8(walk.levels.count))
        }
        return bytes
    }
}
