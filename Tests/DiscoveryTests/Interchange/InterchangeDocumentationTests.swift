import Discovery
import GraphModel
import TestSupport
import Testing

@Suite("Interchange format: what the documentation says")
struct InterchangeDocumentationTests {
    @Test("The examples of docs/importers/interchange.md are read without complaint")
    func examples() throws {
        let blocks = try RepositoryFiles.blocks("json", in: "docs/importers/interchange.md")
        let counts = blocks.map { block in
            let reading = Reading(InterchangeImporter.self, Inputs.text(block))
            #expect(reading.isClean, "\(reading.rejected) \(reading.failure ?? "")\n\(block)")
            #expect(reading.sources == ["cmdb"])
            return reading.records.count
        }
        #expect(counts == [5, 3])
    }

    static let hasValidator = TemporaryFolder().run("python3 -c 'import jsonschema' 2>/dev/null") == 0

    /// Writes one line of JSON Schema verdicts for each line of `records`.
    static let script = """
        import json, jsonschema, sys
        schema = json.load(open(sys.argv[1]))
        jsonschema.Draft202012Validator.check_schema(schema)
        record = jsonschema.Draft202012Validator({**schema["$defs"]["record"], "$defs": schema["$defs"]})
        document = jsonschema.Draft202012Validator(schema)
        for line in open("lines"):
            if not record.is_valid(json.loads(line)): sys.exit("line: " + line)
        if not document.is_valid(json.load(open("document"))): sys.exit("document")
        for line in open("wrong"):
            if record.is_valid(json.loads(line)): sys.exit("wrong: " + line)
        """

    @Test("The JSON Schema accepts what is written, and refuses what is rejected", .enabled(if: hasValidator))
    func schema() throws {
        var random = SeededGenerator(seed: 1)
        let items = (0..<60).map { _ in RandomRecords.item(&random) }
        let relationships = (0..<60).map { _ in RandomRecords.relationship(&random) }
        let records = items + relationships + [RandomRecords.removal(&random)]
        let folder = TemporaryFolder()
        folder.file("lines", InterchangeRoundTripTests.written(records, .lines))
        folder.file("document", InterchangeRoundTripTests.written(records, .document))
        let wrong = [
            "[]", "{}", #"{"class":"A"}"#, #"{"class":"A","id":""}"#, #"{"class":"A","id":"1","x":{"y":1}}"#,
            #"{"class":"A","id":"1","x":[[1]]}"#, #"{"class":"A","id":"1","x":{"$date":"today"}}"#,
            #"{"class":"A","id":"1","groups":{"g":"most"}}"#, #"{"class":"A","id":"1","groups":{"g":{"of":"x"}}}"#,
            #"{"type":"T","from":"a"}"#, #"{"type":"T","from":{"class":"A"},"to":"b"}"#, #"{"removed":3}"#,
        ]
        for line in wrong {
            #expect(!Reading(InterchangeImporter.self, Inputs.text(line)).isClean, "\(line)")
        }
        folder.file("wrong", Array(wrong.joined(separator: "\n").utf8))
        folder.file("check.py", Array(Self.script.utf8))
        #expect(folder.run("python3 check.py '\(RepositoryFiles.root)/docs/interchange.schema.json' 2>&1") == 0)
    }
}
