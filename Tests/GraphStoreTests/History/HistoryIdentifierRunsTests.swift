import TestSupport
import Testing

@testable import GraphStore

@Suite struct HistoryIdentifierRunsTests {
    static func random(_ random: inout SeededGenerator) -> Set<UInt64> {
        let bound = random.pick([4, 30, 200])
        return Set((0..<random.below(40)).map { _ in UInt64(1 + random.below(bound)) })
    }

    /// Ascending with a gap between any two.
    static func check(_ runs: IdentifierRuns, equals set: Set<UInt64>) {
        for (a, b) in zip(runs.runs, runs.runs.dropFirst()) { #expect(a.upperBound + 1 < b.lowerBound) }
        #expect(Array(runs) == set.sorted())
        #expect(runs.count == set.count)
        #expect(runs.isEmpty == set.isEmpty)
        let isSame = (0...201 as ClosedRange<UInt64>).allSatisfy { runs.contains($0) == set.contains($0) }
        #expect(isSame, "\(runs) against \(set.sorted())")
    }

    @Test(arguments: Seeds.first(60))
    func behavesAsASet(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let a = Self.random(&random)
        let b = Self.random(&random)
        var runs = IdentifierRuns(Array(a) + Array(a.prefix(3)))
        Self.check(runs, equals: a)
        runs.formUnion(IdentifierRuns(b))
        Self.check(runs, equals: a.union(b))
    }

    @Test(arguments: Seeds.first(30))
    func runsInAnyOrderMakeTheSameSet(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let runs = (0..<random.below(12)).map { _ in
            let first = UInt64(1 + random.below(100))
            return first...first + UInt64(random.below(6))
        }
        Self.check(IdentifierRuns(runs: runs), equals: Set(runs.joined()))
    }

    @Test func adjacentAndOverlappingRunsJoin() {
        var runs = IdentifierRuns()
        runs.append(1...5)
        runs.append(6)
        runs.append(6...9)
        runs.append(7...8)
        runs.append(11)
        #expect(runs.runs == [1...9, 11...11])
        #expect(Array(IdentifierRuns()) == [])
    }
}
