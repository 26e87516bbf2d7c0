import Faultline
import TestSupport
import Testing

@Suite struct IngestTests {
    private func records(_ names: [String]) -> [DiscoveredRecord] {
        names.map { name in
            .item(
                DiscoveredItem(
                    ciClass: "Server", nativeID: name,
                    attributes: [Property("name", .string(name)), Property("serialNumber", .string("SN-\(name)"))],
                    position: SourcePosition(file: "push")))
        }
    }

    @Test("Records that a program hands over are an import like any other")
    func push() throws {
        let folder = try temporaryFolder()
        let database = try Database.create(at: folder.path("store"), author: "tests")
        func ingest(_ names: [String], from source: String) throws -> ImportOutcome {
            try database.ingest(
                ImportRequest(run: ImportRun(source: source), author: "tests"), name: "a client", records(names))
        }
        #expect(try ingest(["a", "b"], from: "agent").report.itemsCreated == 2)
        let again = try ingest(["b", "a"], from: "agent")
        #expect(again.report.changedNothing && again.commit == nil)
        #expect(try ingest(["b", "c"], from: "scan").report.itemsJoined == 1)
        let session = try database.session()
        let runs = try session.runs()
        #expect(runs.map(\.source) == ["scan", "agent", "agent"])
        #expect(runs.map(\.format) == ["push", "push", "push"])
        let provenance = try #require(try session.provenance(of: session.resolve("Server:b")))
        #expect(provenance.records.map(\.key) == ["agent#b", "scan#b"])
    }
}
