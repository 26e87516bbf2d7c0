import Discovery
import GraphModel
import TestSupport
import Testing

@Suite("JSON reader: faulty input")
struct JSONFaultTests {
    @Test("Messages say what is wrong, where, and what to do")
    func messages() {
        let cases: [(String, String)] = [
            ("", "in:1:1 ($): the input is empty [import.syntax]\n  A JSON document has at least one value."),
            (
                "{",
                "in:1:2 ($): the input ends where a member's name in double quotes should be [import.syntax]\n"
                    + "  The file may be truncated."
            ),
            ("{\"a\":1,}", "in:1:8 ($): found `}` where a member's name in double quotes should be [import.syntax]"),
            ("[1,]", "in:1:4 ($[1]): found `]` where a value should be [import.syntax]"),
            ("[1 2]", "in:1:4 ($[0]): found `2` where `,` or `]` should be [import.syntax]"),
            ("{\"a\" 1}", "in:1:6 ($.a): found `1` where `:` should be [import.syntax]"),
            ("{\"a\":tru}", "in:1:6 ($.a): found `t` where a value should be [import.syntax]"),
            ("{}\n{}", "in:2:1 ($): there is more text after the end of the document [import.syntax]"),
            ("[\"a", "in:1:2 ($[0]): the input ends inside a string [import.syntax]\n  The file may be truncated."),
            (
                "[\"a\tb\"]",
                "in:1:4 ($[0]): the control character U+0009 stands inside a string [import.syntax]\n"
                    + "  Write it as \\u0009, or check for a missing quote."
            ),
            ("[\"\\x\"]", "in:1:3 ($[0]): `\\` is followed by what JSON does not allow [import.syntax]"),
            ("[\"\\u12g4\"]", "in:1:7 ($[0]): `\\u` needs four hexadecimal digits [import.syntax]"),
            ("[\"\\ud834\"]", "in:1:3 ($[0]): half of a surrogate pair stands alone [import.syntax]"),
            ("[\"\\udd1e\"]", "in:1:3 ($[0]): half of a surrogate pair stands alone [import.syntax]"),
            ("[1, \u{0}]", "in:1:5 ($[1]): found byte 0x0 where a value should be [import.syntax]"),
            ("'a'", "in:1:1 ($): found `'` where a value should be [import.syntax]"),
        ]
        for (text, message) in cases { #expect(JSONText.failure(text) == message, "\(text)") }
    }

    @Test("Encodings other than UTF-8 are named")
    func encodings() {
        let utf16: [UInt8] = [0xFF, 0xFE, 0x7B, 0, 0x7D, 0]
        let message =
            "in:1:1: the input looks like UTF-16 or UTF-32, not UTF-8 [import.badEncoding]\n"
            + "  Convert it first, for example: iconv -f UTF-16 -t UTF-8"
        #expect(JSONText.failure(utf16) == message)
        #expect(JSONText.failure([0x7B, 0, 0x7D, 0]) == message)
        #expect(
            JSONText.failure(Array("{\"name\": \"Z".utf8) + [0xFC] + Array("rich\"}".utf8))
                == "in:1:12 ($.name): the text is not UTF-8 [import.badEncoding]\n"
                + "  Convert it first, for example: iconv -f LATIN1 -t UTF-8")
        #expect(JSONText.failure([0xEF, 0xBB, 0xBF] + Array("{}".utf8)) == nil)
    }

    @Test(
        "Invalid UTF-8 is refused wherever it stands",
        arguments: [
            [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80], [0x80],
            [0xE2, 0x82],
            [0xE0, 0x80, 0x80], [0xF0, 0x80, 0x80, 0x80],
        ] as [[UInt8]])
    func invalidUTF8(bytes: [UInt8]) {
        let plain = [0x22, 0x61] + bytes + [0x22]
        let escaped = [0x22, 0x5C, 0x6E] + bytes + [0x22]
        #expect(JSONText.failure(plain)?.contains("[import.badEncoding]") == true)
        #expect(JSONText.failure(escaped)?.contains("[import.badEncoding]") == true)
    }

    @Test("Nesting: the limit passes, one more does not, and 100,000 neither crash nor allocate")
    func nesting() {
        func nested(_ levels: Int) -> String {
            String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
        }
        #expect(JSONText.failure(nested(Limits.documentNesting)) == nil)
        for levels in [Limits.documentNesting + 1, 100_000] {
            #expect(JSONText.failure(nested(levels))?.contains("nested deeper than 200 levels [import.limit]") == true)
        }
        let objects = String(repeating: "{\"a\":", count: 100_000)
        #expect(JSONText.failure(objects)?.contains("[import.limit]") == true)
    }

    @Test("Sizes: a record, a string and a number past their limits")
    func sizes() throws {
        let reader = try JSONReader(Inputs.text("[\"0123456789\", \"0123456789\"]"))
        #expect(throws: ImportError.self) { try reader.readValue(limit: 20) }
        let digits = String(repeating: "7", count: 4_097)
        #expect(JSONText.failure(digits)?.contains("[import.limit]") == true)
        let long = Inputs.repeating(String(repeating: "y", count: 1 << 20), times: 17, between: "\"", and: "\"")
        let errors = JSONText.tokens(long)
        #expect(errors.count == 1 && errors[0].contains("[import.limit]"))
    }

    @Test("After a bad line, a sequence goes on with the next")
    func recovery() throws {
        let reader = try JSONReader(Inputs.text("{\"a\":1}\n{\"b\":[1,}\n{\"c\":3}\n"), framing: .sequence)
        var seen: [String] = []
        while true {
            do {
                guard try reader.nextDocument() else { break }
                seen.append(try reader.readValue().members.map(\.name).joined())
            } catch {
                seen.append(error.code)
                try reader.skipLine()
            }
        }
        #expect(seen == ["a", "import.syntax", "c"])
    }

    @Test("Random damage never crashes, and any cut gives the same answer", arguments: Seeds.first(300))
    func mutations(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var bytes = Array(JSONReaderTests.document.utf8)
        for _ in 0..<(1 + random.below(4)) {
            let place = random.below(bytes.count)
            switch random.below(3) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes.remove(at: place)
            default: bytes.insert(random.pick(Array("{}[],:\"\\u0e-.\0".utf8)), at: place)
            }
        }
        let whole = JSONText.tokens(Inputs.bytes(bytes))
        #expect(whole == JSONText.tokens(Inputs.cut(bytes, seed: seed)), "seed \(seed)")
        #expect(whole == JSONText.tokens(Inputs.cut(bytes, every: 1)), "seed \(seed)")
    }
}
