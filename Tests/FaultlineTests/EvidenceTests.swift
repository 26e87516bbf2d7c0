import Faultline
import Testing

/// How old the relationships are that an answer rests on.
@Suite struct EvidenceTests {
    private static func relationship(_ from: String, _ to: String) -> String {
        #"{"type":"DEPENDS_ON","from":"\#(from)","to":"\#(to)"}"#
    }

    /// Applications a to f, without relationships.
    private static func estate() throws -> SampleEstate {
        let estate = try SampleEstate(importing: false)
        let items = "abcdef".map { #"{"class":"Application","id":"\#($0)","name":"\#($0)"}"# }
        try estate.run(#"{"faultline":1,"source":"cmdb"}"# + "\n" + items.joined(separator: "\n"))
        return estate
    }

    private func evidence(_ name: String, _ estate: SampleEstate) throws -> UInt64? {
        try estate.impact(name).oldestEvidence?.commit.rawValue
    }

    @Test func itIsTheOldestOfThoseOnTheWay() throws {
        let estate = try Self.estate()
        #expect(try evidence("a", estate) == nil)
        // Commit 2 made the items; none of its like is evidence.
        try estate.run(Self.relationship("f", "e"))
        try estate.run(Self.relationship("c", "b"))
        try estate.run(Self.relationship("b", "a"))
        try estate.run(Self.relationship("d", "a"))
        #expect(try evidence("e", estate) == 3)
        #expect(try evidence("b", estate) == 4)
        #expect(try evidence("a", estate) == 4)
        #expect(try evidence("c", estate) == nil)
        let report = try estate.impact("a")
        let commit = try #require(try estate.database.session().commits(CommitNumber(4)...CommitNumber(4)).first)
        #expect(report.oldestEvidence?.time == commit.metadata.time)
    }

    @Test func aRelationshipThatWasWrittenAgainIsAsOldAsThat() throws {
        let estate = try Self.estate()
        try estate.run(Self.relationship("b", "a"))
        try estate.run(Self.relationship("c", "a"))
        try estate.run(#"{"type":"DEPENDS_ON","from":"b","to":"a","removed":true}"#)
        #expect(try evidence("a", estate) == 4)
        try estate.run(Self.relationship("b", "a"))
        #expect(try evidence("a", estate) == 4)
        let past = try estate.database.session(at: .commit(CommitNumber(3)))
        #expect(try estate.impact("a", session: past).oldestEvidence?.commit == CommitNumber(3))
    }

    /// More commits without relationships than are looked through for the first that has some.
    @Test func manyCommitsBeforeTheFirstRelationshipChangeNothing() throws {
        let estate = try Self.estate()
        for number in 0..<105 { try estate.run(#"{"class":"Application","id":"x\#(number)","name":"x"}"#) }
        try estate.run(Self.relationship("b", "a"))
        try estate.run(Self.relationship("c", "b"))
        #expect(try evidence("a", estate) == 108)
        #expect(try evidence("b", estate) == 109)
    }
}
