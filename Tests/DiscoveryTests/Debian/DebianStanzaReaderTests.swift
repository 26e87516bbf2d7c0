import GraphModel
import TestSupport
import Testing

@testable import Discovery

@Suite("Control file paragraphs")
struct DebianStanzaReaderTests {
    /// Each paragraph as its first line's number and its fields, or what is wrong with it.
    static func read(_ text: String, chunk: Int = 1 << 20) throws -> [String] {
        var rest = Array(text.utf8)[...]
        var reader = DebianStanzaReader(
            ImportInput(name: "in") { () throws(ImportError) -> [UInt8] in
                defer { rest = rest.dropFirst(chunk) }
                return Array(rest.prefix(chunk))
            })
        var stanza = DebianStanza()
        var result: [String] = []
        while try reader.next(&stanza) {
            if let fault = stanza.fault {
                result.append("\(stanza.line) ! \(fault.position?.line ?? 0) \(fault.message)")
                continue
            }
            let fields = DebianField.allCases.filter { stanza.has($0) }.map { "\($0.name)=\(stanza.text($0))" }
            result.append("\(stanza.line) " + fields.joined(separator: "; "))
        }
        return result
    }

    @Test(
        "Forms",
        arguments: [
            ("", []), ("\n\n \n", []), ("Package: a", ["1 Package=a"]), ("Package:a\n", ["1 Package=a"]),
            ("Package: a\n\n\n\nPackage: b\n", ["1 Package=a", "5 Package=b"]),
            ("Package:\t a b \t\n", ["1 Package=a b"]),
            ("PACKAGE: a\nmulti-arch: same\n", ["1 Package=a; Multi-Arch=same"]),
            ("Depends: a,\n b,\n\tc\n", ["1 Depends=a, b, c"]), ("Depends:\n a\n", ["1 Depends=a"]),
            ("Description: short\n long\n .\n more\nSection: x\n", ["1 Section=x; Description=short"]),
            ("X-Unknown: 1\n continued\nPackage: a\n", ["1 Package=a"]), ("Unknown: 1\n", ["1 "]),
            ("Package:\n", ["1 Package="]), ("Package: a:b\n", ["1 Package=a:b"]),
            ("Package: a\r\n\r\nPackage: b\r\n", ["1 Package=a", "3 Package=b"]),
        ])
    func forms(text: String, expected: [String]) throws {
        for chunk in [1, 2, 5, 1 << 20] { #expect(try Self.read(text, chunk: chunk) == expected) }
    }

    @Test(
        "Faults take the paragraph, not the next",
        arguments: [
            (" a\nPackage: b\n\nPackage: c\n", "1 ! 1 a paragraph starts with a continuation line"),
            ("Package: a\nrubbish\n\nPackage: c\n", "1 ! 2 the line has no field name"),
            ("\n: a\n\nPackage: c\n", "2 ! 2 the line has no field name"),
            (
                "Package: a\nVersion: 1\nVersion: 2\n\nPackage: c\n",
                "1 ! 3 the field Version stands twice in one paragraph"
            ),
        ])
    func faults(text: String, expected: String) throws {
        let result = try Self.read(text)
        #expect(result.first == expected)
        #expect(result.last?.hasSuffix("Package=c") == true)
        #expect(result.count == 2)
    }

    @Test("Field names of all lengths are told apart")
    func names() {
        let names = DebianFieldNames()
        for field in DebianField.allCases {
            #expect(names.field(Array(field.name.utf8).span) == field)
            #expect(names.field(Array(field.name.uppercased().utf8).span) == field)
            #expect(names.field(Array((field.name + "s").utf8).span) == nil)
            #expect(names.field(Array(field.name.dropLast().utf8).span) == nil)
        }
        // Bit 5 turns some punctuation into letters; it must not.
        #expect(names.field(Array("\u{10}ackage".utf8).span) == nil)
        #expect(names.field(Array("Pre\rDepends".utf8).span) == nil)
    }

    @Test("Chunks do not matter", arguments: Seeds.first(12))
    func chunks(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let pieces = [
            "Package: x", "Depends: a", "\n", "\r\n", "\n\n", " ", "\t", ":", "more", "Section:", "é", "Version: 1",
        ]
        let text = (0..<200).map { _ in generator.pick(pieces) }.joined()
        let whole = try Self.read(text)
        for _ in 0..<4 { #expect(try Self.read(text, chunk: 1 + generator.below(30)) == whole, "seed \(seed)") }
        #expect(!whole.isEmpty)
    }
}
