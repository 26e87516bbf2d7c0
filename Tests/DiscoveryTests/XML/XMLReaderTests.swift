import Foundation
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

    /// The parser would end the program at some of these.
    @Test func bytesThatAreNoText() throws {
        for bad in [[0xFF], [0xC3], [0xC3, 0x28], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0x80]] as [[UInt8]] {
            for length in [1, 2, 3, 1_000] {
                let text = Array("<a><r x=\"ü".utf8) + bad + Array("\"/></a>".utf8)
                #expect(throws: ImportError.self) {
                    try XMLReader { $0.last == "r" }.read(Inputs.cut(text, every: length), into: RecordingSink()) { _ in
                    }
                }
            }
        }
    }

    @Test func otherEncodings() throws {
        let declared = "<?xml version='1.0' encoding='ISO-8859-1'?><a><r x='"
        let latin = Array(declared.utf8) + [0xE4] + Array("'/></a>".utf8)
        var found: [String?] = []
        try XMLReader { $0.last == "r" }.read(Inputs.cut(latin, every: 5), into: RecordingSink()) {
            found.append($0["x"])
        }
        let wide = Data("<a><r x='ä'/></a>".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
        try XMLReader { $0.last == "r" }.read(Inputs.bytes([0xFF, 0xFE] + wide), into: RecordingSink()) {
            found.append($0["x"])
        }
        #expect(found == ["ä", "ä"])
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
