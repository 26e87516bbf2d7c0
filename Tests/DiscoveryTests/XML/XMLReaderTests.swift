import GraphModel
import Testing

@testable import Discovery

@Suite struct XMLReaderTests {
    private func records(_ text: String, every length: Int = 3) throws -> (roots: [XMLElement], records: [XMLElement]) {
        var (roots, records): ([XMLElement], [XMLElement]) = ([], [])
        let sink = RecordingSink()
        try XMLReader { $0.last == "r" }.read(Inputs.cut(Array(text.utf8), every: length), into: sink) {
            roots.append($0)
        } take: {
            records.append($0)
        }
        return (roots, records)
    }

    private func failure(_ text: String) -> ImportError? {
        do {
            _ = try records(text)
            return nil
        } catch { return error as? ImportError }
    }

    @Test(arguments: [1, 2, 7, 1_000])
    func recordsComeWhole(every length: Int) throws {
        let text = """
            <?xml version="1.0"?>
            <!DOCTYPE a>
            <p:a xmlns:p="urn:x" v="1"><skipped><z/></skipped>
              <p:r id="1" empty=""><b>one &amp; <![CDATA[<two>]]></b><b/> ü </p:r>
              <p:r id="2"><p:r id="inner"/></p:r>
            </p:a>
            """
        let (roots, records) = try records(text, every: length)
        #expect(roots.map(\.name) == ["a"] && roots[0]["v"] == "1" && roots[0].namespace == "urn:x")
        #expect(records.map { $0["id"] } == ["1", "2"], "a record within a record belongs to it")
        #expect(records[0].text("b") == "one & <two>" && records[0].children("b").count == 2)
        #expect(records[0].text == "ü" && records[0]["empty"] == nil && records[0].position.line == 4)
        #expect(records[1].child("r")?["id"] == "inner")
    }

    @Test func badDocumentsAreToldWithTheirPlace() throws {
        #expect(failure("")?.kind == .syntax)
        #expect(failure("nonsense")?.kind == .syntax)
        #expect(failure("<a><r></a>")?.kind == .syntax)
        let cut = try #require(failure("<a>\n<r id='1'/>\n<r"))
        #expect(cut.kind == .syntax && (cut.position?.line ?? 0) >= 2)
        #expect(failure(String(repeating: "<a>", count: 100_000))?.kind == .limit)
    }

    @Test func entitiesAreRefusedWhereverTheyAreCut() throws {
        let bomb = """
            <!DOCTYPE a [<!ENTITY x "xxxxxxxx"><!ENTITY y "&x;&x;&x;">]><a><r>&y;</r></a>
            """
        for length in 1..<20 {
            #expect(throws: ImportError.self) { try records(bomb, every: length) }
        }
        #expect(failure(bomb)?.kind == .limit)
        #expect(failure("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a><r>&x;</r></a>")?.kind == .limit)
    }

    @Test func whatTheTakerRefusesIsPassedOver() throws {
        let sink = RecordingSink()
        var taken: [String] = []
        try XMLReader { $0 == ["a", "r"] }.read(Inputs.text("<a><r id='1'/><r/><r id='3'/></a>"), into: sink) {
            (record) throws(ImportError) in
            guard let id = record["id"] else { throw ImportError(.badRecord, "no id", at: record.position) }
            taken.append(id)
        }
        #expect(taken == ["1", "3"] && sink.rejected.count == 1)
    }
}
