import Faultline
import TestSupport
import Testing

/// What a report with few lines leaves out, and that what it keeps is what the whole one has.
@Suite struct LineLimitTests {
    /// Hosts with machines with applications, redundant ones among them, from a seed.
    private static func estate(_ seed: UInt64) throws -> (SampleEstate, failing: [NodeID]) {
        var random = SeededGenerator(seed: seed)
        var lines = [#"{"faultline":1,"source":"random"}"#]
        for layer in 0..<4 {
            for number in 0..<12 {
                let group = number % 3 == 0 ? #","groups":{"pair":"atLeast 1"}"# : ""
                lines.append(
                    #"{"class":"Application","id":"\#(layer)-\#(number)","name":"a\#(Int.random(in: 0..<99, using: &random))"#
                        + #"-\#(layer)-\#(number)"\#(group)}"#)
                guard layer > 0 else { continue }
                for _ in 0..<2 {
                    let provider = "\(layer - 1)-\(Int.random(in: 0..<12, using: &random))"
                    let member = number % 3 == 0 ? #","group":"pair""# : ""
                    lines.append(
                        #"{"type":"DEPENDS_ON","from":"\#(layer)-\#(number)","to":"\#(provider)"\#(member)}"#)
                }
            }
        }
        let estate = try SampleEstate(importing: false)
        try estate.run(lines.joined(separator: "\n"), source: "random")
        let session = try estate.database.session()
        return (estate, try ["0-1", "0-2", "0-3"].map { try session.resolve("random#" + $0) })
    }

    /// The tree drawn from the top, as lists of identities.
    private static func preorder(_ report: ImpactReport) -> [NodeID] {
        var below: [NodeID: [NodeID]] = [:]
        for impacted in report.impacted { impacted.parent.map { below[$0, default: []].append(impacted.ci.id) } }
        var order: [NodeID] = []
        var pending = Array(report.failing.map(\.id).reversed())
        while let next = pending.popLast() {
            order.append(next)
            pending += (below[next] ?? []).reversed()
        }
        return order
    }

    @Test(arguments: 1...8 as ClosedRange<UInt64>) func fewLinesAreTheFirstOfAll(seed: UInt64) throws {
        let (estate, failing) = try Self.estate(seed)
        let session = try estate.database.session()
        let whole = try session.impact(ImpactRequest(failing: failing))
        let order = Self.preorder(whole)
        #expect(order.count == failing.count + whole.impacted.count, "everything hangs on a failure")
        #expect(whole.omitted == 0 && whole.cut.isEmpty)
        for limit in 1...order.count + 1 {
            let part = try session.impact(ImpactRequest(failing: failing, lineLimit: limit))
            let shown = Set(order.prefix(limit))
            #expect(part.impacted == whole.impacted.filter { shown.contains($0.ci.id) }, "seed \(seed), limit \(limit)")
            #expect(part.omitted == whole.impacted.count - part.impacted.count)
            #expect(part.counts == whole.counts)
            #expect(part.oldestEvidence == whole.oldestEvidence)
            let hidden = whole.impacted.filter { !shown.contains($0.ci.id) }
            #expect(part.cut == Set(hidden.compactMap(\.parent)).intersection(shown))
        }
    }

    @Test func classesThinTheListAndCountEverything() throws {
        let estate = try SampleEstate()
        let session = try estate.database.session()
        let failing = [try session.resolve("srv-1")]
        let report = try session.impact(ImpactRequest(failing: failing, classes: ["BusinessService"]))
        #expect(report.impacted.map(\.ci.name) == ["Shop"])
        // What it hangs on is of another class.
        #expect(report.impacted.map(\.parent) == [nil])
        #expect(report.counts.down == 3)
        #expect(report.omitted == 0)
        let none = try session.impact(ImpactRequest(failing: failing, classes: ["BusinessService"], lineLimit: 1))
        #expect(none.impacted.isEmpty)
        #expect(none.omitted == 1)
        #expect(throws: SchemaViolation.self) {
            try session.impact(ImpactRequest(failing: failing, classes: ["Spaceship"]))
        }
    }

    /// Only a group inside a group lost something: the item at risk names it and hangs on it.
    @Test func riskThroughANestedGroupNamesWhatWasLost() throws {
        let estate = try SampleEstate(importing: false)
        try estate.run(
            """
            {"faultline":1,"source":"cmdb"}
            {"class":"Server","id":"a1","name":"a1"}
            {"class":"Server","id":"a2","name":"a2"}
            {"class":"Server","id":"b","name":"b"}
            {"class":"Application","id":"x","name":"x","groups":{"all":"atLeast 2","a":"atLeast 1 of all"}}
            {"type":"DEPENDS_ON","from":"x","to":"a1","group":"a"}
            {"type":"DEPENDS_ON","from":"x","to":"a2","group":"a"}
            {"type":"DEPENDS_ON","from":"x","to":"b","group":"all"}
            """)
        let report = try estate.impact("a1")
        #expect(report.lines == ["x atRisk"])
        #expect(report.impacted.first?.witness.lost.map(\.name) == ["a1"])
        #expect(report.impacted.first?.parent == report.failing.first?.id)
    }
}
