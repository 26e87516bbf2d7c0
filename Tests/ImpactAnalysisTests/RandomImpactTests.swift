import GraphModel
import ImpactAnalysis
import TestSupport
import Testing
import Topology

/// Answers on random estates against the definitions, tried out by brute force.
@Suite struct RandomImpactTests {
    private static let seeds = Seeds.first(Seeds.count(40))

    private func estate(_ seed: UInt64) throws -> (SeededGenerator, RandomEstate, Estate, BruteForce) {
        var random = SeededGenerator(seed: seed)
        let plain = RandomEstate(&random)
        return (
            random, plain, try Estate(plain.items, plain.links), try BruteForce(plain.items, plain.links)
        )
    }

    @Test(arguments: seeds) func verdictsCountsDistancesAndJointImpact(seed: UInt64) throws {
        var (random, plain, estate, judge) = try estate(seed)
        let analyzer = try estate.analyzer()
        for _ in 0..<6 {
            let failing = plain.failing(&random)
            let report = try analyzer.report(estate.request(failing))
            let expected = judge.impact(Set(failing))
            #expect(report.verdicts == expected, "seed \(seed), failing \(failing)")
            for verdict in [Verdict.down, .degraded, .atRisk] {
                #expect(report.count(verdict) == expected.values.count { $0 == verdict }, "seed \(seed)")
            }
            let alone = failing.map { judge.impact([$0]) }
            let rounds = judge.rounds(Set(failing))
            for impacted in report.impacted {
                let name = impacted.ci.name
                let worst = zip(failing, alone).map { $0 == name ? .down : $1[name] ?? .unaffected }.max()
                #expect(
                    impacted.isJoint == (worst ?? .unaffected < impacted.verdict), "seed \(seed), \(failing), \(name)")
                if impacted.verdict == .down { #expect(impacted.distance == rounds[name], "seed \(seed), \(name)") }
            }
            let services = plain.items.filter { $0.ciClass == "Service" }.map(\.name)
            let reached = report.services.filter { !failing.contains($0.ci.name) }
            #expect(
                Dictionary(uniqueKeysWithValues: reached.map { ($0.ci.name, $0.verdict) })
                    == expected.filter { services.contains($0.key) }, "seed \(seed)")
        }
    }

    /// The lost members alone explain the verdict, and hang together down to the failures.
    @Test(arguments: seeds) func witnessesSuffice(seed: UInt64) throws {
        var (random, plain, estate, judge) = try estate(seed)
        let analyzer = try estate.analyzer()
        for _ in 0..<6 {
            let failing = plain.failing(&random)
            let report = try analyzer.report(estate.request(failing))
            let distances = Dictionary(uniqueKeysWithValues: report.impacted.map { ($0.ci.id, $0.distance) })
            let ends = Set(report.failing.map(\.id))
            for impacted in report.impacted {
                let lost = impacted.witness.lost.map(\.name)
                #expect(!lost.isEmpty, "seed \(seed), \(failing), \(impacted.ci.name)")
                let parent = try #require(impacted.parent, "seed \(seed), \(failing), \(impacted.ci.name)")
                #expect(ends.contains(parent) || distances[parent, default: .max] < impacted.distance, "seed \(seed)")
                if impacted.verdict == .degraded {
                    let verdicts = lost.map { failing.contains($0) ? .down : report.verdicts[$0] }
                    #expect(verdicts.contains { $0 == .down || $0 == .degraded }, "seed \(seed)")
                } else {
                    // What went down later, round a circle, is lost too and explains nothing.
                    let lost = impacted.witness.lost.filter {
                        impacted.verdict != .down || distances[$0.id, default: 0] < impacted.distance
                    }.map(\.name)
                    // No less; more where a member is down that would degrade it, were it up.
                    let alone = judge.impact(Set(lost))[impacted.ci.name] ?? .unaffected
                    #expect(alone >= impacted.verdict, "seed \(seed), \(failing), \(impacted.ci.name) by \(lost)")
                }
            }
        }
    }

    @Test(arguments: seeds) func singleFailuresAreTheImpactOfEachItemAlone(seed: UInt64) throws {
        let (_, plain, estate, judge) = try estate(seed)
        let analyzer = try estate.analyzer()
        let report = try analyzer.singleFailures()
        #expect(Set(report.failures.map(\.ci.name)) == Set(plain.items.map(\.name)))
        for failure in report.failures {
            let expected = judge.impact([failure.ci.name]).values.count { $0 == .down }
            #expect(failure.down == expected, "seed \(seed), \(failure.ci.name)")
            #expect(try analyzer.report(ImpactRequest(failing: [failure.ci.id])).count(.down) == expected)
        }
        let order = report.failures.map { ($0.down, $0.ci.id) }
        #expect(zip(order, order.dropFirst()).allSatisfy { $0.0 > $1.0 || ($0.0 == $1.0 && $0.1 < $1.1) })
        #expect(report.harmless == report.failures.count { $0.down == 0 })
        let first = try analyzer.singleFailures(limit: 2)
        #expect(first.failures == Array(report.failures.prefix(2)))
        #expect(first.omitted == report.failures.count - 2 && first.harmless == report.harmless)
    }

    @Test(arguments: seeds) func upstreamIsWhatCanBeReachedWithItsEffectAlone(seed: UInt64) throws {
        let (_, plain, estate, judge) = try estate(seed)
        let analyzer = try estate.analyzer()
        for item in plain.items {
            let report = try analyzer.upstream(of: estate.id(item.name))
            let found = Dictionary(uniqueKeysWithValues: report.providers.map { ($0.ci.name, $0.distance) })
            #expect(found == judge.providers(of: item.name), "seed \(seed), \(item.name)")
            for provider in report.providers {
                let effect = judge.impact([provider.ci.name])[item.name] ?? .unaffected
                #expect(provider.effectAlone == effect, "seed \(seed), \(provider.ci.name) on \(item.name)")
            }
        }
    }
}
