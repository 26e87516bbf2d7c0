import Discovery
import GraphModel
import TestSupport
import Testing

@Suite("JSON reader")
struct JSONReaderTests {
    static let document = """
        {
          "items": [
            {"id": "a\\u00e9\\n\\ud834\\udd1e", "n": -12, "x": 1.5e3, "no": null},
            [true, false, [], {}]
          ],
          "naïve": "été"
        }
        """

    @Test("Tokens carry line, column and path")
    func tokens() {
        #expect(
            JSONText.tokens(Inputs.text(Self.document)) == [
                "in:1:1 ($) beginObject",
                "in:2:3 ($.items) key items",
                "in:2:12 ($.items) beginArray",
                "in:3:5 ($.items[0]) beginObject",
                "in:3:6 ($.items[0].id) key id",
                "in:3:12 ($.items[0].id) string aé\n𝄞",
                "in:3:37 ($.items[0].n) key n",
                "in:3:42 ($.items[0].n) integer(-12)",
                "in:3:47 ($.items[0].x) key x",
                "in:3:52 ($.items[0].x) double(1500.0)",
                "in:3:59 ($.items[0].no) key no",
                "in:3:65 ($.items[0].no) null",
                "in:3:69 ($.items[0]) endObject",
                "in:4:5 ($.items[1]) beginArray",
                "in:4:6 ($.items[1][0]) true",
                "in:4:12 ($.items[1][1]) false",
                "in:4:19 ($.items[1][2]) beginArray",
                "in:4:20 ($.items[1][2]) endArray",
                "in:4:23 ($.items[1][3]) beginObject",
                "in:4:24 ($.items[1][3]) endObject",
                "in:4:25 ($.items[1]) endArray",
                "in:5:3 ($) endArray",
                "in:6:3 ($[\"naïve\"]) key naïve",
                "in:6:13 ($[\"naïve\"]) string été",
                "in:7:1 ($) endObject",
            ])
    }

    @Test("Any cut of the input gives the same tokens", arguments: 1...40)
    func cuts(length: Int) {
        let bytes = Array(Self.document.utf8)
        #expect(JSONText.tokens(Inputs.cut(bytes, every: length)) == JSONText.tokens(Inputs.bytes(bytes)))
    }

    @Test("Numbers: 64-bit integers, doubles, and the exact text of what neither holds")
    func numbers() throws {
        let cases: [(String, JSONNumber)] = [
            ("0", .integer(0)), ("-0", .integer(0)), ("9223372036854775807", .integer(.max)),
            ("-9223372036854775808", .integer(.min)), ("9223372036854775808", .text("9223372036854775808")),
            ("1.0", .double(1)), ("-0.0", .double(-0.0)), ("1e2", .double(100)), ("2.5E-3", .double(0.0025)),
            ("1e999", .text("1e999")), ("0.1", .double(0.1)), ("5e-324", .double(.leastNonzeroMagnitude)),
            ("1e-999", .double(0)),
            ("1234567890123456789012", .text("1234567890123456789012")),
        ]
        for (text, expected) in cases {
            let reader = try JSONReader(Inputs.text(text))
            #expect(try reader.readValue() == .number(expected), "\(text)")
        }
    }

    @Test("Every finite double reads back from any of its texts", arguments: Seeds.first(20))
    func doubles(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<200 {
            let short = Double(random.below(1_000_000)) / Double(random.pick([1, 10, 1_000, 100_000]))
            let value = random.chance(50) ? short : Double(bitPattern: random.next())
            guard value.isFinite else { continue }
            let text = value.description.contains("e") ? value.description : value.description + "0"
            let read = try JSONReader(Inputs.text(text)).readValue()
            #expect(read == .number(.double(value)), "\(text), seed \(seed)")
            #expect(read.double?.sign == value.sign, "\(text), seed \(seed)")
        }
    }

    @Test(
        "Not a number that JSON allows",
        arguments: ["01", "-", "1.", ".5", "+1", "1e", "1e+", "--1", "0x1", "1.2.3", "NaN", "Infinity", "-a"])
    func badNumbers(text: String) {
        #expect(JSONText.failure(text)?.contains("[import.syntax]") == true)
    }

    @Test("Structure helpers walk a document without holding it")
    func helpers() throws {
        let reader = try JSONReader(Inputs.text(Self.document))
        var found: [JSONValue] = []
        var others = 0
        try reader.beginObject()
        while try reader.nextKey() {
            if reader.keyIs("items") {
                try reader.beginArray()
                while try reader.nextElement() { found.append(try reader.readValue()) }
            } else {
                try reader.skipValue()
                others += 1
            }
        }
        try reader.end()
        #expect(found.count == 2 && others == 1)
        #expect(found[0]["id"]?.string == "aé\n𝄞")
        #expect(found[0]["n"]?.integer == -12)
        #expect(found[0]["x"]?.integer == 1_500)
        #expect(found[0]["no"] == nil)
        #expect(found[1].elements.map(\.boolean) == [true, false, nil, nil])
    }

    @Test("A wrong shape names what is there and where")
    func wrongShape() throws {
        let reader = try JSONReader(Inputs.text("{\"items\": 3}"))
        try reader.beginObject()
        #expect(try reader.nextKey())
        #expect(throws: ImportError.self) { try reader.beginArray() }
        #expect(
            "\(reader.error(.badRecord, "x"))" == "in:1:11 ($.items): x [import.badRecord]")
    }

    @Test("A document of many megabytes passes through a window of a quarter")
    func streaming() throws {
        let input = Inputs.repeating(
            "\"\(String(repeating: "y", count: 9_000))\",\n", times: 4_000, between: "[", and: "1]")
        let reader = try JSONReader(input)
        try reader.beginArray()
        var count = 0
        while try reader.nextElement() { count += 1 }
        #expect(count == 4_001)
        #expect(reader.line == 4_001)
    }
}
