import Faultline
import Testing

@Suite struct HistoryTests {
    @Test func anImportThatChangesNothingMakesNoCommit() throws {
        let estate = try SampleEstate()
        let before = try estate.database.session().version
        let outcome = try estate.run(SampleEstate.lines)
        #expect(outcome.commit == nil)
        #expect(outcome.report.changedNothing)
        #expect(try estate.database.session().version == before)
    }

    @Test func aDryRunReportsAndWritesNothing() throws {
        let estate = try SampleEstate(importing: false)
        let outcome = try estate.run(SampleEstate.lines, isDryRun: true)
        #expect(outcome.report.itemsCreated == 7)
        #expect(outcome.commit == nil)
        #expect(try estate.database.statistics().nodes == 0)
    }

    @Test func aCIIsBroughtBackToAnEarlierState() throws {
        let estate = try SampleEstate()
        let past = try estate.database.session().version
        try estate.run(#"{"class":"Server","id":"s1","name":"renamed","serialNumber":"SN-1"}"#)
        let id = try estate.database.session().resolve("renamed")
        let commit = try estate.database.restore(id, to: .commit(past), author: "tests")
        #expect(commit != nil)
        #expect(try estate.database.session().resolve("srv-1") == id)
        #expect(try estate.database.restore(id, to: .commit(past), author: "tests") == nil)
    }

    @Test func aWholeImportIsUndone() throws {
        let estate = try SampleEstate()
        let outcome = try estate.run(
            """
            {"class":"Server","id":"s3","name":"srv-3"}
            {"class":"Server","id":"s1","name":"srv-1","manufacturer":"X"}
            {"type":"RUNS_ON","from":"d1","to":"s3"}
            """)
        _ = try estate.database.undo([try #require(outcome.commit).number], author: "tests")
        let session = try estate.database.session()
        #expect(throws: EngineError.self) { try session.resolve("srv-3") }
        #expect(try session.node(session.resolve("srv-1"))?["manufacturer"] == nil)
        #expect(try session.details(of: session.resolve("db-1")).relationships.count == 2)
    }

    @Test func anExportMakesTheSameGraphAgain() throws {
        let estate = try SampleEstate()
        try estate.run(#"{"type":"RUNS_ON","from":"w1","to":"nowhere"}"#)
        var writer = InterchangeWriter(source: "export")
        try estate.database.session().export { writer.write($0) }
        writer.finish()
        let copy = try SampleEstate(importing: false)
        let outcome = try copy.run(String(decoding: writer.take(), as: UTF8.self), source: "export")
        #expect(outcome.report.rejected.count == 0)
        var again = InterchangeWriter(source: "export")
        try copy.database.session().export { again.write($0) }
        var first = InterchangeWriter(source: "export")
        try estate.database.session().export { first.write($0) }
        #expect(
            String(decoding: again.take(), as: UTF8.self).split(separator: "\n").sorted()
                == String(decoding: first.take(), as: UTF8.self).split(separator: "\n").sorted())
        #expect(try copy.impact("srv-1").lines == ["Shop down", "db-1 down", "web-1 down"])
    }
}
