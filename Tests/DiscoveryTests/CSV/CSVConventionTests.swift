import Discovery
import GraphModel
import TestSupport
import Testing

@Suite("CSV by convention")
struct CSVConventionTests {
    static func lines(_ text: String, _ options: [String: String] = [:]) -> [String] {
        let reading = Reading(CSVImporter.self, Inputs.text(text), options: ImporterOptions(values: options))
        return reading.records.map(\.line) + reading.rejected + (reading.failure.map { [$0] } ?? [])
    }

    @Test("Items: class, id, attributes, groups and references")
    func items() {
        let text = """
            class,id,name,cpus,group.feeds,RUNS_ON,<POWERS@feeds,
            Server,srv-1,"web, 1",8,atLeast 1,,pdu-1 | pdu-2,
            VirtualMachine,vm-1,,,,srv-1,,
            """
        #expect(
            Self.lines(text) == [
                "Server srv-1 name=web, 1 cpus=8 group.feeds=atLeast 1",
                "pdu-1 -POWERS-> srv-1 group=feeds",
                "pdu-2 -POWERS-> srv-1 group=feeds",
                "VirtualMachine vm-1",
                "vm-1 -RUNS_ON-> srv-1",
            ])
    }

    @Test("Without an id column the name identifies; the class may come from an option")
    func fixedClass() {
        #expect(Self.lines("name,owner\na,x\n", ["class": "Team"]) == ["Team a name=a owner=x"])
    }

    @Test("Relationships: from, type, to, properties")
    func relationships() {
        #expect(
            Self.lines("from;type;to;weight\na;USES;b;2\nb;USES;c;\n") == ["a -USES-> b weight=2", "b -USES-> c"])
        #expect(Self.lines("from,to\na,b\n", ["type": "USES"]) == ["a -USES-> b"])
    }

    @Test(
        "Separators are found in the first row, or named",
        arguments: [",", ";", "\t", "|"])
    func separators(separator: String) {
        let text = "class,id,name\nServer,1,\"a,b;c|d\"\n"
            .replacing("class,id,name", with: "class,id,name".replacing(",", with: separator))
            .replacing("Server,1,", with: "Server,1,".replacing(",", with: separator))
        #expect(Self.lines(text) == ["Server 1 name=a,b;c|d"])
        let name = separator == "\t" ? "tab" : separator
        #expect(Self.lines(text, ["separator": name]) == ["Server 1 name=a,b;c|d"])
        #expect(Self.lines("sep=\(separator)\r\n" + text) == ["Server 1 name=a,b;c|d"])
    }

    @Test("Line ends, quotes, blanks, empty lines, byte order mark")
    func forms() {
        #expect(
            Self.lines("\u{FEFF}class,id,name\r\n\r\nA , 1,\"x\r\ny\"\rB,2,\"say \"\"hi\"\"\"\n\nC,3,19\" rack")
                == ["A 1 name=x\r\ny", "B 2 name=say \"hi\"", "C 3 name=19\" rack"])
        #expect(Self.lines("class,id,name\nA,1,\"  kept  \" \n") == ["A 1 name=  kept  "])
        #expect(Self.lines("class,id,name\nA,1,\"\"\n") == ["A 1"])
    }

    @Test("Encodings")
    func encodings() {
        let bytes = Array("class,id,name\nA,1,Z".utf8) + [0xFC] + Array("rich ".utf8) + [0x80] + Array("\n".utf8)
        func lines(_ encoding: String?) -> [String] {
            let options = ImporterOptions(values: encoding.map { ["encoding": $0] } ?? [:])
            let reading = Reading(CSVImporter.self, Inputs.bytes(bytes), options: options)
            return reading.records.map(\.line) + (reading.failure.map { [$0] } ?? [])
        }
        #expect(lines("windows-1252") == ["A 1 name=Zürich €"])
        #expect(lines("latin-1") == ["A 1 name=Zürich \u{80}"])
        #expect(
            lines(nil) == [
                "in:2:6: the text is not UTF-8 [import.badEncoding]\n"
                    + "  If it is in Latin-1 or Windows-1252, add --option encoding=windows-1252."
            ])
        #expect(
            lines("ebcdic") == [
                "the encoding `ebcdic` is unknown [import.badMapping]\n"
                    + "  The encodings are: utf-8, latin-1, windows-1252."
            ])
    }

    @Test("A bad row is rejected with its place, and the others are read")
    func badRows() {
        let text = "class,id,name\nA,1\nB,2,x,y\n\"C\"x,3,z\n,4,q\nD,,q\nE,5,a\u{0}b\nF,6,ok\n"
        #expect(
            Self.lines(text) == [
                "F 6 name=ok",
                "in:2:1: the row has 2 fields, and the header 3 [import.badRecord]\n"
                    + "  Put fields that contain the separator in double quotes.",
                "in:3:7: the row has 4 fields, and the header 3 [import.badRecord]\n"
                    + "  Put fields that contain the separator in double quotes.",
                "in:4:4: text follows the closing quote of a field [import.badRecord]\n"
                    + "  Double the quotes inside a field in quotes.",
                "in:5:1: `class` is empty [import.badRecord]",
                "in:6:3: `id` is empty [import.badRecord]",
                "in:7:6: a NUL byte stands in the text [import.badRecord]",
            ])
        #expect(
            Self.lines("class,id,group.g\nA,1,most\n") == [
                "in:2:5: expected `atLeast K`, `percent P` or `weight W` [import.badRecord]\n"
                    + "  Write `atLeast 2`, `percent 60` or `weight 3.5`, then optionally `of PARENT` and `weight W`."
            ])
    }

    @Test("What ends an input says why")
    func fatal() {
        #expect(
            Self.lines("") == ["in: the file is empty [import.syntax]\n  The first row names the columns."])
        #expect(
            Self.lines("class,id\nA,\"1\nB,2\n") == [
                "in:2:3: the quote that opens here is never closed [import.syntax]\n  The file may be truncated."
            ])
        #expect(
            Self.lines("class,id,id\n") == [
                "in:1:10: two columns are called `id` [import.badRecord]\n  Rename one of them."
            ])
        #expect(
            Self.lines("Hostname,Owner\na,b\n") == [
                "in:1: the columns do not follow the convention [import.badMapping]\n"
                    + "  Items need `class` and `id`, relationships `from`, `type` and `to`; for other columns write a "
                    + "mapping file. The columns are: Hostname, Owner."
            ])
        #expect(
            Self.lines("class,id\n", ["nonsense": "1"]) == [
                "the format csv has no option `nonsense` [import.badMapping]\n"
                    + "  It has: class, encoding, separator, type."
            ])
        let wide = Array(repeating: "x", count: 20_000).joined(separator: ",")
        #expect(Self.lines(wide)[0].contains("a row has more than 16384 fields [import.limit]"))
    }

    @Test("A row may be longer than any chunk; past 16 MiB it is an error")
    func longRows() {
        let long = Inputs.repeating(
            String(repeating: "y", count: 1 << 20), times: 3, between: "class,id,name\nA,1,\"", and: "\"\nB,2,x\n")
        let reading = Reading(CSVImporter.self, long)
        #expect(reading.isClean && reading.records.count == 2)
        let endless = Inputs.repeating(
            String(repeating: "y", count: 1 << 20), times: 18, between: "class,id,name\nA,1,\"", and: "\"\nB,2,x\n")
        #expect(Reading(CSVImporter.self, endless).failure?.contains("[import.limit]") == true)
    }

    static let sample = """
        class,id,name,note,RUNS_ON
        Server,srv-1,"Zürich ""A"" ","two
        lines",
        VirtualMachine,vm-1,  plain  , x ,srv-1|srv-2
        Bad,row
        VirtualMachine,vm-2,ümlaut,"",srv-1
        """

    @Test("Any cut gives the same records and the same errors", arguments: 1...40)
    func cuts(length: Int) {
        let bytes = Array(Self.sample.replacing("\n", with: length % 2 == 0 ? "\r\n" : "\n").utf8)
        let whole = Reading(CSVImporter.self, Inputs.bytes(bytes))
        #expect(whole.records.count == 6 && whole.rejected.count == 1)
        #expect(Reading(CSVImporter.self, Inputs.cut(bytes, every: length)) == whole)
    }

    @Test("Random damage never crashes, and any cut gives the same answer", arguments: Seeds.first(300))
    func mutations(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var bytes = Array(Self.sample.utf8)
        for _ in 0..<(1 + random.below(5)) {
            let place = random.below(bytes.count)
            switch random.below(3) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes.remove(at: place)
            default: bytes.insert(random.pick(Array("\",;\n\r \t\0|".utf8)), at: place)
            }
        }
        let whole = Reading(CSVImporter.self, Inputs.bytes(bytes))
        #expect(whole == Reading(CSVImporter.self, Inputs.cut(bytes, seed: seed)), "seed \(seed)")
        #expect(whole == Reading(CSVImporter.self, Inputs.cut(bytes, every: 1)), "seed \(seed)")
    }

    @Test("Written by the rules of RFC 4180, any text reads back", arguments: Seeds.first(100))
    func roundTrip(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var text = "class,id,name\n"
        var expected: [String] = []
        for row in 0..<20 {
            let name = RandomValues.text(&random).replacing("\u{0}", with: "0")
            text += "A,\(row),\"\(name.replacing("\"", with: "\"\""))\"\(random.pick(["\n", "\r\n", "\r"]))"
            expected.append("A \(row)" + (name.isEmpty ? "" : " name=\(name)"))
        }
        #expect(Self.lines(text) == expected, "seed \(seed)")
    }
}
