import GraphModel
import Testing

@testable import Discovery

@Suite("ServiceNow: faults, options and recognition")
struct ServiceNowFaultTests {
    static let fixtures = [
        "table-all.json", "relations-true.json", "people.json", "records.json", "ire.json", "instance.json",
    ]

    static func run(text: String, name: String = "in", options: [String: String] = [:]) throws -> ImporterRun {
        try ImporterRun(try ServiceNowImporter(options: ImporterOptions(values: options)), [(name, text)])
    }

    @Test("Bad records are rejected with their place; the rest goes on")
    func rejections() throws {
        let run = try Self.run(
            text: """
                {"result": [3, null, [], {}, {"sys_id": "1", "sys_class_name": "cmdb_ci_server"},
                {"sys_class_name": "cmdb_ci_server", "name": "n"}, {"sys_id": "2", "name": "n"},
                {"sys_class_name": "cmdb_rel_ci", "parent": "", "child": "x", "type": "y"},
                {"parent": "p", "child": "c", "type": {}},
                {"sys_id": {"value": "3"}, "sys_class_name": {"value": "cmdb_ci_server"},
                 "name": {"display_value": "good"}}]}
                {"items": [{"className": "cmdb_ci_server"}, {"values": {}},
                   {"className": "cmdb_ci_server", "values": {"name": "s"}}],
                 "relations": [{"parent": 2, "child": 0, "type": "Runs on::Runs"}, {"parent": 2, "type": "t"},
                   {"parent": 2, "child": 99999999999, "type": "t"}, {"parent": -1, "child": 2, "type": "t"}]}
                """)
        #expect(
            run.rejections.map { "\($0.position?.path ?? "") \($0.message)" } == [
                "$.result[0] an object is needed here, and this is a number",
                "$.result[1] an object is needed here, and this is null",
                "$.result[3] the record does not tell its table", "$.result[4] the field name is missing",
                "$.result[5] the field sys_id is missing", "$.result[6] the record does not tell its table",
                "$.result[7] the field parent is missing", "$.result[8] the field type is missing",
                "$.items[0] the field values is missing", "$.items[1] the field className is missing",
                "$.relations[0].child this is no item of the payload", "$.relations[1] the field child is missing",
                "$.relations[2].child this is no item of the payload",
                "$.relations[3].parent this is no item of the payload",
            ])
        #expect(run.items.map(\.nativeID) == ["3", "cmdb_ci_server/s"])
    }

    @Test("Relations that stand before the items of their payload")
    func relationsFirst() throws {
        let run = try Self.run(
            text: """
                {"relations": [{"parent": 0, "child": 1, "type": "Runs on::Runs"}],
                 "items": [{"className": "cmdb_ci_appl", "values": {"name": "a"}},
                   {"className": "cmdb_ci_server", "values": {"name": "s"}}]}
                """)
        #expect(run.edges == ["cmdb_ci_appl/a RUNS_ON cmdb_ci_server/s"])
    }

    @Test("The table of records that do not tell theirs: the file's name, or an option")
    func tables() throws {
        let text = "{\"result\": [{\"sys_id\": \"1\", \"name\": \"n\"}]}"
        #expect(try Self.run(text: text, name: "x/cmdb_ci_ip_router.json").items.map(\.ciClass) == ["Router"])
        #expect(try Self.run(text: text, options: ["table": "cmn_location"]).items.map(\.ciClass) == ["Location"])
        #expect(try Self.run(text: text, name: "export.json").rejections.count == 1)
        #expect(throws: ImportError.self) { try Self.run(text: "", options: ["table": ""]) }
        #expect(throws: ImportError.self) { try Self.run(text: "", options: ["site": "a"]) }
    }

    @Test("Several instances are kept apart; a record that is read twice counts once")
    func instances() throws {
        let run = try ServiceNowImporterTests.run(["people.json", "people.json"], options: ["instance": "dev"])
        #expect(run.items.count == 3)
        #expect(run.items.allSatisfy { $0.nativeID.hasPrefix("dev:") })
        #expect(run.warnings.first?.message == "3 records were read before")
        #expect(
            run.edges.map { $0.split(separator: " ").last.map(String.init) ?? "" }.allSatisfy { $0.hasPrefix("dev:") })
        let payload = try ServiceNowImporterTests.run(["ire.json"], options: ["instance": "dev"])
        #expect(payload.edges.first == "dev:cmdb_ci_app_server_tomcat/Tomcat RUNS_ON dev:cmdb_ci_linux_server/app1")
    }

    @Test("Every cut of a file ends in at most one rejection, never in a crash", arguments: fixtures)
    func everyCut(name: String) throws {
        let whole = Array(try Fixtures.text("ServiceNow/Fixtures/\(name)").utf8)
        for length in stride(from: 0, to: whole.count, by: 41) {
            let run = try Self.run(text: String(decoding: whole.prefix(length), as: UTF8.self))
            #expect(run.rejections.count <= 1, "\(length)")
        }
    }

    @Test("Chunks do not matter", arguments: fixtures)
    func chunks(name: String) throws {
        let whole = try ServiceNowImporterTests.run([name], chunk: 1 << 20)
        let pieces = try ServiceNowImporterTests.run([name], chunk: 7)
        #expect(whole.items == pieces.items)
        #expect(whole.relationships == pieces.relationships)
    }

    @Test("Recognises its own inputs and no others")
    func recognition() throws {
        for (path, bytes) in try Fixtures.all() {
            #expect(ServiceNowImporter.recognises(bytes, fileName: "x") == path.hasPrefix("ServiceNow/"), "\(path)")
        }
        for other in ["{\"result\": [1]}", "{\"items\": []}", "", "[{\"id\": 1}]", "sys_id,name\n"] {
            #expect(!ServiceNowImporter.recognises(Array(other.utf8), fileName: "x"))
        }
    }
}
