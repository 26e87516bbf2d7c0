import Faultline
import Testing

@Suite struct CriticalityTests {
    @Test func everySingleFailureCountsWhatImpactCounts() throws {
        let estate = try SampleEstate()
        let session = try estate.database.session()
        let report = try session.singleFailures()
        // The team is a record, not a CI that fails.
        #expect(report.failures.map(\.ci.name) == ["srv-1", "srv-2", "db-1", "web-1", "web-2", "Shop"])
        #expect(report.failures.map(\.down) == [3, 1, 1, 0, 0, 0])
        #expect(report.omitted == 0)
        #expect(report.harmless == 3)
        #expect(report.version == session.version)
        for failure in report.failures {
            let alone = try session.impact(ImpactRequest(failing: [failure.ci.id]))
            #expect(failure.down == alone.count(.down), "\(failure.ci.name)")
        }
    }

    @Test func aClassCountsItsSubclassesAndALimitSaysWhatItLeavesOut() throws {
        let session = try SampleEstate().database.session()
        let servers = try session.singleFailures(ofClass: "ComputeResource")
        #expect(servers.failures.map(\.ci.name) == ["srv-1", "srv-2"])
        let first = try session.singleFailures(limit: 2)
        #expect(first.failures.map(\.ci.name) == ["srv-1", "srv-2"])
        #expect((first.omitted, first.count, first.harmless) == (4, 6, 3))
        #expect(throws: SchemaViolation.self) { try session.singleFailures(ofClass: "Spaceship") }
    }

    @Test func thePastAndAProposalAreRankedAsTheyAre() throws {
        let estate = try SampleEstate()
        let past = try estate.database.session().version
        let change = """
            {"type":"DEPENDS_ON","from":"shop","to":"d1","removed":true}
            {"class":"Server","id":"s3","name":"srv-3"}
            {"type":"RUNS_ON","from":"d1","to":"s3"}
            """
        let proposal = try estate.database.session().proposal(
            from: ImportInput(name: "change", bytes: Array(change.utf8)))
        func downs(_ session: Session) throws -> [String: Int] {
            let report = try session.singleFailures(ofClass: "Server")
            return Dictionary(uniqueKeysWithValues: report.failures.map { ($0.ci.name, $0.down) })
        }
        #expect(try downs(estate.database.session(whatIf: proposal)) == ["srv-1": 2, "srv-2": 1, "srv-3": 1])
        try estate.run(change)
        #expect(try downs(estate.database.session()) == ["srv-1": 2, "srv-2": 1, "srv-3": 1])
        #expect(try downs(estate.database.session(at: .commit(past))) == ["srv-1": 3, "srv-2": 1])
    }

    /// A machine that needs what is not there is down already: nothing more happens when it, or what it needs, fails.
    @Test func whatIsDownAlreadyTakesNothingDown() throws {
        let estate = try SampleEstate()
        try estate.run(
            """
            {"class":"Application","id":"w3","name":"web-3","groups":{"none":"atLeast 1"}}
            {"type":"DEPENDS_ON","from":"w3","to":"d1"}
            """)
        let report = try estate.database.session().singleFailures()
        #expect(report.failures.first { $0.ci.name == "web-3" }?.down == 0)
        #expect(report.failures.first { $0.ci.name == "db-1" }?.down == 1)
    }
}
