import Faultline
import TestSupport
import Testing

@Suite("Runs")
struct RunTests {
    @Test("Each import leaves a run, with or without a commit; a dry run leaves none")
    func imports() throws {
        let estate = try SampleEstate()
        let again = try estate.run(SampleEstate.lines)
        let dry = try estate.run(#"{"class":"Server","id":"s9","name":"srv-9"}"#, isDryRun: true)
        #expect(again.commit == nil && again.run == RunNumber(2))
        #expect(dry.run == nil)
        let session = try estate.database.session()
        let runs = try session.runs()
        #expect(runs.map(\.number) == [RunNumber(2), RunNumber(1)])
        #expect(runs.map(\.commit) == [nil, CommitNumber(2)])
        #expect(runs.map(\.counts.itemsCreated) == [0, 7])
        #expect(runs.map(\.counts.itemsUnchanged) == [7, 0])
        let first = try #require(try session.run(RunNumber(1)))
        #expect(first == runs[1])
        #expect(first.source == "cmdb" && first.format == InterchangeImporter.format && first.inputs == ["test.ndjson"])
        #expect(first.author == "tests" && !first.isFull && first.failure == nil)
        #expect(first.seen.count == 7)
        #expect(try session.run(RunNumber(3)) == nil)
        #expect(try session.runs(limit: 1) == [runs[0]])
        #expect(try session.runs(limit: 0).isEmpty)
        #expect(try estate.database.session(at: .commit(CommitNumber(1))).runs().isEmpty)
        #expect(try estate.database.verify().isSound)
    }

    @Test("An import that fails leaves a run that says why, and nothing else")
    func failure() throws {
        let estate = try SampleEstate()
        let version = try estate.database.session().version
        let request = ImportRequest(run: ImportRun(source: "scan", scope: .full(.delete)), author: "ada")
        #expect(throws: ImportError.self) {
            try estate.database.run(
                request, with: InterchangeImporter(options: ImporterOptions()),
                from: [
                    ImportInput(name: "a", bytes: Array(#"{"class":"Server","id":"s9","name":"srv-9"}"#.utf8)),
                    ImportInput(name: "b") { () throws(ImportError) in throw ImportError(.unreadable, "gone") },
                ])
        }
        let session = try estate.database.session()
        #expect(session.version == version)
        let run = try #require(try session.runs(limit: 1).first)
        #expect(run.source == "scan" && run.isFull && run.missing == "delete" && run.inputs == ["a", "b"])
        #expect(run.failure?.code == "import.unreadable" && run.failure?.message == "gone")
        #expect(run.counts == RunCounts() && run.seen.isEmpty && run.commit == nil)
        estate.database.noteFailure(
            of: request, format: "", inputs: ["scan.sh"], ImportError(.unreadable, "the command ended with status 1"))
        #expect(try estate.database.session().runs(source: "scan").count == 2)
        #expect(try estate.database.session().runs(limit: 1, source: "cmdb").map(\.number) == [RunNumber(1)])
        #expect(try estate.database.verify().isSound)
    }

    @Test("The source that an input states is the run's")
    func statedSource() throws {
        let estate = try SampleEstate(importing: false)
        let request = ImportRequest(run: ImportRun(source: "json", yieldsToStatedSource: true), author: "a")
        _ = try estate.database.run(
            request, with: InterchangeImporter(options: ImporterOptions()),
            from: [ImportInput(name: "x", bytes: Array(SampleEstate.lines.utf8))])
        #expect(try estate.database.session().runs().map(\.source) == ["cmdb"])
    }

    @Test("When a source saw a CI last")
    func lastSeen() throws {
        let estate = try SampleEstate()
        try estate.run(#"{"class":"Server","id":"s1","name":"srv-1","serialNumber":"SN-1"}"#)
        try estate.run(#"{"class":"Server","id":"x","name":"srv-x"}"#, source: "scan")
        try estate.run(#"{"class":"Server","id":"s1","name":"srv-1","serialNumber":"SN-1"}"#)
        let session = try estate.database.session()
        let (one, two) = (try session.resolve("srv-1"), try session.resolve("srv-2"))
        #expect(try session.lastSeen(one, by: "cmdb")?.number == RunNumber(4))
        #expect(try session.lastSeen(two, by: "cmdb")?.number == RunNumber(1))
        #expect(try session.lastSeen(two, by: "scan") == nil)
        #expect(try session.lastSeen(one, by: "scan") == nil)
        #expect(try session.lastSeen(identity: "cmdb#s1")?.number == RunNumber(4))
        #expect(try session.lastSeen(identity: "scan#x")?.number == RunNumber(3))
    }

    @Test("A run is taken back, once")
    func undo() throws {
        let estate = try SampleEstate()
        let outcome = try estate.run(#"{"class":"Server","id":"s9","name":"srv-9"}"#)
        let number = try #require(outcome.run)
        let commit = try estate.database.undo(run: number, author: "ada")
        #expect(commit?.metadata.reason == "takes back run 2 of cmdb")
        #expect(throws: EngineError.self) { try estate.database.session().resolve("srv-9") }
        let nothing = try estate.run(SampleEstate.lines)
        #expect(try estate.database.undo(run: #require(nothing.run), author: "ada") == nil)
        #expect {
            _ = try estate.database.undo(run: RunNumber(99), author: "ada")
        } throws: {
            ($0 as? EngineError)?.kind == .unknownRun
        }
    }
}
