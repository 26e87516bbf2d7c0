import BenchmarkEstate
import CLimit
import Glibc
import GraphModel
import Measuring
import Topology

// Verdict propagation and reachability beside the same work in C over plain arrays, in the same run.
// FAULTLINE_BENCH_CIS and FAULTLINE_BENCH_SEED change the estate (1,000,000 and 7), FAULTLINE_BENCH_ROUNDS the
// rounds (30).

func setting(_ name: String, _ fallback: Int) -> Int {
    getenv(name).flatMap { Int(String(cString: $0)) } ?? fallback
}

func comparisons(_ fixture: Fixture) -> [Comparison] {
    let (graph, scratch) = (fixture.limit.graph, fixture.limit.scratch)
    func total(_ counts: climit_verdicts) -> Int { Int(counts.down + counts.degraded + counts.at_risk) }
    let verdicts: [Comparison.Side] = [
        .init(name: "Faultline") { node in
            let counts = fixture.propagation.count(failing: [NodeIndex(node)])
            return counts.down + counts.degraded + counts.atRisk
        },
        .init(name: "C") { total(climit_propagate(graph, scratch, $0)) },
        .init(name: "C with prefetch") { total(climit_propagate_prefetch(graph, scratch, $0)) },
    ]
    let reach: [Comparison.Side] = [
        .init(name: "Faultline") { fixture.reachability.count(from: [NodeIndex($0)], along: Fixture.callers) },
        .init(name: "C") { Int(climit_reach(graph, scratch, $0)) },
        .init(name: "C with prefetch") { Int(climit_reach_prefetch(graph, scratch, $0)) },
    ]
    let (large, small) = (fixture.large.map(\.rawValue), fixture.small.map(\.rawValue))
    return [
        Comparison(title: "verdicts, \(large.count) failures of large radius", nodes: large, sides: verdicts),
        Comparison(title: "verdicts, 1,000 failures of small radius", nodes: small, sides: verdicts),
        Comparison(title: "reachability, \(large.count) starts of large radius", nodes: large, sides: reach),
        Comparison(title: "reachability, 1,000 starts of small radius", nodes: small, sides: reach),
    ]
}

func printTable(_ fixture: Fixture, rounds: Int) {
    let widths = [42, 17, 13, 11, 9]
    func row(_ cells: [String]) {
        let parts = cells.enumerated().map { column($0.element, widths[$0.offset], right: $0.offset >= 2) }
        print(parts.joined(separator: " "))
    }
    row(["work", "side", "median μs", "p99 μs", "ratio"])
    for comparison in comparisons(fixture) {
        let times = comparison.run(rounds: rounds)
        let ours = percentile(times[0], 0.5)
        for (number, side) in comparison.sides.enumerated() {
            let median = percentile(times[number], 0.5)
            row([
                number == 0 ? comparison.title : "", side.name, short(median), short(percentile(times[number], 0.99)),
                number == 0 ? "" : ratio(ours / median),
            ])
        }
    }
}

/// What happens once: building, saving, opening, the first answer from a fresh map.
func printSingles(_ fixture: Fixture) throws {
    func time(_ title: String, rounds: Int, _ body: () throws -> Void) rethrows {
        var times: [Double] = []
        for _ in 0..<rounds {
            let start = processorTime()
            try body()
            times.append((processorTime() - start) / 1_000)
        }
        print(column(title, 58), column(short(percentile(times, 0.5)), 13, right: true), "ms")
    }
    let path = "/tmp/faultline-bench-\(getpid())"
    defer { unlink(path) }
    try time("build from memory", rounds: 3) { _ = try fixture.estate.topology() }
    try time("save to a file, flushed", rounds: 3) { try fixture.topology.save(to: path) }
    try time("open a file", rounds: 20) { _ = try Topology(mapping: path) }
    try time("open a file, check what verdicts need, first verdicts", rounds: 20) {
        let mapped = try Topology(mapping: path)
        _ = try Propagation(mapped).run(failing: [fixture.small[0]])
    }
    try time("the same, with a failure of large radius", rounds: 20) {
        let mapped = try Topology(mapping: path)
        _ = try Propagation(mapped).run(failing: [fixture.large[0]])
    }
}

let fixture = try Fixture(
    count: setting("FAULTLINE_BENCH_CIS", 1_000_000), seed: UInt64(setting("FAULTLINE_BENCH_SEED", 7)))
let topology = fixture.topology
print(
    "\(topology.nodeCount) CIs, \(topology.relationshipCount) relationships, \(topology.gateCapacity) gates:",
    "\(topology.byteCount / topology.nodeCount) bytes a CI in all")
for (title, nodes) in [("large", fixture.large), ("small", fixture.small)] {
    let sizes = nodes.map { Double(fixture.propagation.countDown(failing: [$0])) }
    print("CIs down, \(title) failures: median \(Int(percentile(sizes, 0.5))), most \(Int(percentile(sizes, 1)))")
}
print("Times are the processor's: what else the machine does counts little.\n")
printTable(fixture, rounds: setting("FAULTLINE_BENCH_ROUNDS", 30))
print()
try printSingles(fixture)
