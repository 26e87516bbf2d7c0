import GraphModel
import TestSupport
import Testing

@testable import Discovery

@Suite("CSV reader")
struct CSVReaderTests {
    /// Rows of a text, with `!` for those that cannot be read and the error that ended the input.
    static func rows(_ input: ImportInput, _ dialect: CSVDialect = CSVDialect(separator: 0x2C)) -> [[String]] {
        var rows: [[String]] = []
        do {
            let reader = try CSVReader(input, dialect: dialect)
            while true {
                do {
                    guard try reader.nextRow() else { return rows }
                    rows.append((0..<reader.fieldCount).map { reader.text($0) })
                } catch  where error.kind == .badRecord {
                    rows.append(["!"])
                }
            }
        } catch {
            return rows + [["\(error.code)"]]
        }
    }

    static func rows(_ text: String) -> [[String]] { rows(Inputs.text(text)) }

    @Test("Fields and rows")
    func fields() {
        let cases: [(String, [[String]])] = [
            ("", []), ("\n\n\r\n", []), ("a", [["a"]]), ("a\n", [["a"]]), ("a,b", [["a", "b"]]),
            (",", [["", ""]]), (",\n,", [["", ""], ["", ""]]), ("a,\n", [["a", ""]]), ("\"\"", [[""]]),
            ("\"a\"", [["a"]]), ("\"a\"\"b\"", [["a\"b"]]), ("\"\"\"\"", [["\""]]), ("\"a,b\",c", [["a,b", "c"]]),
            ("\"a\nb\"", [["a\nb"]]), (" a , b ", [["a", "b"]]), (" \"a\" ,b", [["a", "b"]]), ("a\"b", [["a\"b"]]),
            ("a b", [["a b"]]), ("a\rb\r\nc\nd", [["a"], ["b"], ["c"], ["d"]]), ("\t a\t,b", [["a", "b"]]),
            ("\"a\"b\nc", [["!"], ["c"]]), ("\"a\" b,c\nd", [["!"], ["d"]]), ("ab\u{0}\nb", [["!"], ["b"]]),
            ("\"a\u{0}\"\nb", [["!"], ["b"]]), ("a\n\"b", [["a"], ["import.syntax"]]),
        ]
        for (text, rows) in cases {
            #expect(Self.rows(text) == rows, "\(text.debugDescription)")
            for length in 1...4 {
                #expect(
                    Self.rows(Inputs.cut(Array(text.utf8), every: length)) == rows,
                    "\(text.debugDescription) in pieces of \(length)")
            }
        }
    }

    @Test("With tabs between fields, tabs are no blanks")
    func tabs() {
        #expect(
            Self.rows(Inputs.text("a\t\t b \t\"c\td\""), CSVDialect(separator: 0x09)) == [["a", "", "b", "c\td"]])
    }

    @Test("Rows grow to any number of fields below the limit, and not above")
    func manyFields() {
        for count in [1, 63, 64, 65, 128, 129, 5_000, CSVReader.fieldLimit] {
            let text = Array(repeating: "x", count: count).joined(separator: ",")
            #expect(Self.rows(text).first?.count == count)
        }
        let text = Array(repeating: "x", count: CSVReader.fieldLimit + 1).joined(separator: ",")
        #expect(Self.rows(text) == [["import.limit"]])
    }

    @Test("Lines count line breaks inside quotes")
    func lines() throws {
        let reader = try CSVReader(Inputs.text("a\n\"b\n\nc\"\n\nd,e\n"), dialect: CSVDialect(separator: 0x2C))
        var lines: [Int] = []
        while try reader.nextRow() { lines.append(reader.line) }
        #expect(lines == [1, 2, 6])
        #expect(reader.position(1) == SourcePosition(file: "in", line: 7, column: 1))
    }

    @Test("A plain reader, one character at a time, agrees on random text", arguments: Seeds.first(400))
    func reference(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let pieces = ["a", "b c", ",", ",", "\"", "\"\"", "\n", "\r\n", "\r", " ", "é"]
        let text = (0..<random.below(40)).map { _ in random.pick(pieces) }.joined()
        let expected = PlainCSV.rows(text)
        #expect(Self.rows(text) == expected, "seed \(seed): \(text.debugDescription)")
        #expect(Self.rows(Inputs.cut(Array(text.utf8), seed: seed)) == expected, "seed \(seed)")
    }
}

/// The same language read in the plainest way.
enum PlainCSV {
    static func rows(_ text: String) -> [[String]] {
        var rest = Array(text.unicodeScalars)[...]
        var rows: [[String]] = []
        while !rest.isEmpty {
            var row: [String] = []
            var wasQuoted = false
            fields: while true {
                while rest.first == " " { rest.removeFirst() }
                var field = ""
                let isQuoted = rest.first == "\""
                wasQuoted = wasQuoted || isQuoted
                if isQuoted {
                    rest.removeFirst()
                    while true {
                        guard let next = rest.popFirst() else { return rows + [["import.syntax"]] }
                        if next == "\"" {
                            guard rest.first == "\"" else { break }
                            rest.removeFirst()
                        }
                        field.unicodeScalars.append(next)
                    }
                    while rest.first == " " { rest.removeFirst() }
                } else {
                    while let next = rest.first, next != ",", next != "\n", next != "\r" {
                        field.unicodeScalars.append(rest.removeFirst())
                    }
                    while field.hasSuffix(" ") { field.removeLast() }
                }
                row.append(field)
                switch rest.popFirst() {
                case ",": continue
                case "\r":
                    if rest.first == "\n" { rest.removeFirst() }
                    break fields
                case "\n", nil: break fields
                default:
                    row = ["!"]
                    while let next = rest.popFirst(), next != "\n" {}
                    break fields
                }
            }
            if row != [""] || wasQuoted { rows.append(row) }
        }
        return rows
    }
}
