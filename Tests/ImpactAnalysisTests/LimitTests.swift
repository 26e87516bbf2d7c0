import GraphModel
import ImpactAnalysis
import Synchronization
import Testing
import Topology

/// Nothing is cut without the answer saying so.
@Suite struct LimitTests {
    private static let distanceReason = "the limit of distance was reached with more to follow"
    private static let itemReason = "the limit of items was reached with more to follow"
    private static let timeReason = "the time budget ran out or the search was cancelled"

    /// a ← b ← c ← d, and b1, b2 beside b.
    private static func chain() throws -> Estate {
        try Estate(
            "a b b1 b2 c d",
            [needs("b", "a"), needs("b1", "a"), needs("b2", "a"), needs("c", "b"), needs("d", "c")])
    }

    private func report(_ estate: Estate, _ names: String..., change: (inout ImpactRequest) -> Void) throws
        -> ImpactReport
    {
        var request = try estate.request(names)
        change(&request)
        return try estate.analyzer().report(request)
    }

    @Test func aDistanceLimitThatCutsSaysSo() throws {
        let estate = try Self.chain()
        let near = try report(estate, "a") { $0.distanceLimit = 1 }
        #expect(near.verdicts == ["b": .down, "b1": .down, "b2": .down])
        #expect(near.completeness == Completeness(reasons: [Self.distanceReason]))
        #expect(!near.completeness.isComplete)
        #expect(near.count(.down) == 3)
        let none = try report(estate, "a") { $0.distanceLimit = 0 }
        #expect(none.impacted.isEmpty)
        #expect(none.completeness.reasons == [Self.distanceReason])
    }

    @Test func aDistanceLimitThatCutsNothingIsComplete() throws {
        let all = try report(Self.chain(), "a") { $0.distanceLimit = 3 }
        #expect(all.count(.down) == 5)
        #expect(all.completeness.isComplete)
        #expect(try report(Self.chain(), "d") { $0.distanceLimit = 0 }.completeness.isComplete)
    }

    @Test func anItemLimitThatCutsSaysSo() throws {
        let estate = try Self.chain()
        let some = try report(estate, "a") { $0.itemLimit = 2 }
        #expect(some.completeness.reasons == [Self.itemReason])
        #expect(some.count(.down) < 5)
        #expect(Set(some.verdicts.keys).isSubset(of: ["b", "b1", "b2", "c", "d"]))
        #expect(try report(estate, "a") { $0.itemLimit = 100 }.completeness.isComplete)
    }

    @Test func aStoppedSearchSaysSo() throws {
        let stopped = try report(Self.chain(), "a") { $0.shouldStop = { true } }
        #expect(stopped.completeness.reasons == [Self.timeReason])
        #expect(stopped.count(.down) < 5)
        #expect(try report(Self.chain(), "a") { $0.shouldStop = { false } }.completeness.isComplete)
    }

    /// When what one failure does alone was not followed to its end, what is joint is not certain.
    @Test func aLimitHoldsForTheJointPartToo() throws {
        let cut = try report(Self.chain(), "a", "b1") { $0.distanceLimit = 2 }
        #expect(cut.completeness.reasons == [Self.distanceReason])
        #expect(cut.impacted.allSatisfy { !$0.isJoint })
    }

    /// Only the first search, for one failure alone, is stopped: all verdicts are there, what is joint is doubtful.
    @Test func aSearchForTheJointPartThatWasStoppedSaysSo() throws {
        let estate = try Self.chain()
        let questions = Counter()
        let report = try report(estate, "a", "b1") { $0.shouldStop = { questions.next() == 0 } }
        #expect(report.count(.down) == 4)
        #expect(report.completeness.reasons == [Self.timeReason])
    }

    private final class Counter: Sendable {
        private let count = Atomic(0)

        func next() -> Int { count.add(1, ordering: .relaxed).oldValue }
    }

    /// Each limit of lines shows the first of the tree and counts the rest.
    @Test func aLineLimitOmitsWhatItCountsAndMarksWhereItCut() throws {
        let estate = try Self.chain()
        // In the order of the tree: a, b, c, d, b1, b2.
        let order = ["b", "c", "d", "b1", "b2"]
        let parents = ["b": "a", "b1": "a", "b2": "a", "c": "b", "d": "c"]
        for limit in 1...7 {
            let part = try report(estate, "a") { $0.lineLimit = limit }
            let shown = Array(order.prefix(limit - 1))
            #expect(Set(part.verdicts.keys) == Set(shown), "limit \(limit)")
            #expect(part.omitted == 5 - shown.count)
            let hidden = order.dropFirst(shown.count)
            let cut = Set(hidden.compactMap { parents[$0] }).intersection(shown + ["a"])
            #expect(part.cut == Set(try cut.map(estate.id)), "limit \(limit)")
            #expect(part.count(.down) == 5)
            #expect(part.completeness.isComplete)
        }
    }

    @Test func aClassFilterDescribesLessAndCountsAll() throws {
        let estate = try Estate(
            [Item("a"), Item("s", "Server"), Item("app"), Item("shop", "Service")],
            [needs("s", "a"), needs("app", "s"), needs("shop", "app")])
        let services = try report(estate, "a") { $0.classes = ["Service"] }
        #expect(services.verdicts == ["shop": .down])
        #expect(services["shop"]?.distance == 3)
        #expect(services["shop"]?.parent == nil)
        #expect(services["shop"]?.witness.lost.map(\.name) == ["app"])
        #expect(services.count(.down) == 3)
        #expect(services.omitted == 0)
        #expect(try report(estate, "a") { $0.classes = ["Service", "Server"] }.verdicts.count == 2)
        #expect(try report(estate, "a") { $0.classes = ["ConfigurationItem"] }.verdicts.count == 3)
    }
}
