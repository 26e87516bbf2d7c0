import Faultline
import Foundation
import TestSupport
import Testing

@Suite struct ImpactTests {
    @Test func redundancyHoldsAndSaysSo() throws {
        let report = try SampleEstate().impact("srv-2")
        #expect(report.lines == ["Shop atRisk", "web-2 down"])
        let shop = try #require(report.impacted.first { $0.ci.name == "Shop" })
        #expect(shop.witness.group == "web")
        #expect(shop.witness.requirement == "at least 1 of 2")
        #expect(shop.witness.lost.map(\.name) == ["web-2"])
        #expect(shop.distance == 2)
        #expect(report.completeness.isComplete)
    }

    @Test func whatHasNoRedundancyTakesTheServiceDownAndNamesItsOwner() throws {
        let report = try SampleEstate().impact("srv-1")
        #expect(report.lines == ["Shop down", "db-1 down", "web-1 down"])
        let service = try #require(report.services.first)
        #expect(service.ci.name == "Shop")
        #expect(service.owners.map(\.ci.name) == ["Shop team"])
        #expect(service.owners.map(\.address) == ["shop@example.com"])
    }

    @Test func twoHalvesOfAPairAreAJointImpact() throws {
        let report = try SampleEstate().impact("web-1", "web-2")
        #expect(report.lines == ["Shop down"])
        #expect(report.impacted.map(\.isJoint) == [true])
        #expect(try SampleEstate().impact("web-1", "db-1").impacted.map(\.isJoint) == [false])
    }

    /// The topology file is a cache: whatever is damaged in it, it is made anew, and the answer is the right one.
    @Test func aDamagedTopologyFileChangesNoAnswer() throws {
        let estate = try SampleEstate()
        let session = try estate.database.session()
        let expected = try estate.impact("srv-1", session: session)
        let path = URL(fileURLWithPath: estate.folder.path("store/topology"))
        let sound = try Data(contentsOf: path)
        for page in stride(from: 0, to: sound.count, by: 4_096) {
            for place in [page, page + 5, page + 13] where place < sound.count {
                var damaged = sound
                damaged[place] ^= 0x41
                try damaged.write(to: path)
                let again = try estate.database.session()
                let report = try estate.impact("srv-1", session: again)
                #expect(report.lines == expected.lines, "byte \(place)")
                #expect(report.services.map(\.ci) == expected.services.map(\.ci))
                let path = try again.path(from: again.resolve("Shop"), to: again.resolve("srv-1"))
                #expect(path?.steps.count == 2)
            }
        }
    }

    @Test func aProposedChangeIsAnsweredWithoutBeingWritten() throws {
        let estate = try SampleEstate()
        let before = try estate.database.session().version
        let proposal = """
            {"class":"DatabaseInstance","id":"d2","name":"db-2"}
            {"class":"BusinessService","id":"shop","name":"Shop","groups":{"db":"atLeast 1"}}
            {"type":"DEPENDS_ON","from":"shop","to":"d1","removed":true}
            {"type":"DEPENDS_ON","from":"shop","to":"d1","group":"db"}
            {"type":"DEPENDS_ON","from":"shop","to":"d2","group":"db"}
            {"type":"RUNS_ON","from":"d2","to":"s2"}
            """
        let base = try estate.database.session()
        let delta = try base.proposal(from: ImportInput(name: "change", bytes: Array(proposal.utf8)))
        let report = try estate.impact("srv-1", session: estate.database.session(whatIf: delta))
        #expect(report.isHypothetical)
        #expect(report.lines == ["Shop atRisk", "db-1 down", "web-1 down"])
        let other = try estate.impact("srv-2", session: estate.database.session(whatIf: delta))
        #expect(other.lines == ["Shop atRisk", "db-2 down", "web-2 down"])
        #expect(try estate.database.session().version == before)
        #expect(try estate.impact("srv-1").lines == ["Shop down", "db-1 down", "web-1 down"])
    }

    @Test func aProposalThatDoesNotFitIsRefusedWithItsPosition() throws {
        let estate = try SampleEstate()
        let input = ImportInput(
            name: "change", bytes: Array(#"{"type":"RUNS_ON","from":"w1","to":"s2","removed":true}"#.utf8))
        let error = try #require(throws: EngineError.self) { try estate.database.session().proposal(from: input) }
        #expect(error.code == "impact.badWhatIf")
        #expect(error.position?.line == 1)
    }

    @Test func aProposalThatNamesSeveralItemsIsRefusedRatherThanTakenAsNew() throws {
        let estate = try SampleEstate()
        try estate.run(#"{"class":"Application","id":"x","name":"srv-1"}"#)
        let input = ImportInput(
            name: "change", bytes: Array(#"{"class":"Server","id":"srv-1","name":"srv-1"}"#.utf8))
        let error = try #require(throws: EngineError.self) { try estate.database.session().proposal(from: input) }
        #expect(error.code == "impact.badWhatIf")
        #expect(error.message.contains("names 2 CIs"))
    }

    @Test func thePastIsAnsweredAsItWas() throws {
        let estate = try SampleEstate()
        let past = try estate.database.session().version
        try estate.run(
            """
            {"type":"DEPENDS_ON","from":"shop","to":"d1","removed":true}
            {"class":"Server","id":"s3","name":"srv-3"}
            """)
        #expect(try estate.impact("db-1").lines == [])
        let then = try estate.database.session(at: .commit(past))
        #expect(try estate.impact("db-1", session: then).lines == ["Shop down"])
        #expect(try estate.impact("db-1", session: then).version == past)
    }

    @Test func upstreamNamesSinglePointsOfFailure() throws {
        let session = try SampleEstate().database.session()
        let report = try session.upstream(of: session.resolve("Shop"))
        #expect(report.singlePointsOfFailure.map(\.ci.name).sorted() == ["db-1", "srv-1"])
        #expect(report.providers.count == 5)
        #expect(report.providers.first { $0.ci.name == "web-1" }?.groups == ["web"])
    }

    @Test func aPathIsTheShortest() throws {
        let session = try SampleEstate().database.session()
        let path = try #require(try session.path(from: session.resolve("srv-2"), to: session.resolve("Shop")))
        #expect(path.steps.map(\.type) == ["RUNS_ON", "DEPENDS_ON"])
        #expect(path.steps.map(\.ci.name) == ["web-2", "Shop"])
        #expect(path.steps.map(\.isForward) == [false, false])
    }
}
