import GraphModel
import ImpactAnalysis
import Testing
import Topology

@testable import FaultlineCommand

@Suite("Reports")
struct ReportTests {
    static var report: Report {
        var report = Report(headline: "Two things")
        report.field("count", "Count", .integer(2))
        report.field("isWhole", "Whole", .boolean(true))
        report.tables = [
            Report.Table(
                key: "things", title: "Things", columns: [.init("name", "Name"), .init("size", "Size")],
                rows: [[.text("a"), .integer(7)], [.text("long \"quoted\", name"), .integer(1_234)]]),
            Report.Table(key: "none", title: "None", columns: [.init("x")], whenEmpty: "There is nothing else."),
            Report.Table(key: "hidden", title: "Hidden", columns: [.init("x")]),
        ]
        report.notes = ["A note."]
        return report
    }

    @Test("Text: columns as wide as their content, numbers to the right")
    func text() {
        #expect(
            Self.report.text(.plain) == """
                Two things

                Count  2
                Whole  yes

                Things
                Name                 Size
                a                       7
                long "quoted", name  1234

                There is nothing else.

                A note.

                """)
    }

    @Test("Markdown")
    func markdown() {
        #expect(
            Self.report.markdown
                == """
                ## Two things

                - Count: 2
                - Whole: yes

                ### Things

                | Name | Size |
                | --- | ---: |
                | a | 7 |
                | long "quoted", name | 1234 |

                There is nothing else.

                A note.

                """)
    }

    @Test("CSV quotes what needs it")
    func csv() {
        #expect(Self.report.csv == "name,size\r\na,7\r\n\"long \"\"quoted\"\", name\",1234\r\n")
    }

    @Test("JSON keeps the order of members, NDJSON has the main table")
    func json() {
        #expect(
            Self.report.json == #"""
                {
                  "count": 2,
                  "isWhole": true,
                  "things": [
                    {
                      "name": "a",
                      "size": 7
                    },
                    {
                      "name": "long \"quoted\", name",
                      "size": 1234
                    }
                  ],
                  "none": [],
                  "hidden": []
                }

                """#)
        #expect(
            Self.report.ndjson
                == #"{"name":"a","size":7}"# + "\n" + #"{"name":"long \"quoted\", name","size":1234}"# + "\n")
    }

    @Test("Fields alone make rows of their own")
    func fieldsOnly() {
        var report = Report()
        report.field("commit", "Commit", .integer(3))
        #expect(report.csv == "field,value\r\ncommit,3\r\n")
        #expect(report.ndjson == "{\"commit\":3}\n")
    }

    @Test(
        "JSON strings escape what must be",
        arguments: [
            ("a\"b", #""a\"b""#), ("\\", #""\\""#), ("\n\t\r", #""\n\t\r""#), ("\u{1}", #""\u0001""#),
            ("é€😀", "\"é€😀\""),
        ])
    func escapes(text: String, expected: String) {
        #expect(writtenJSON { $0.string(text) } == expected)
    }

    @Test(
        "Values in cells",
        arguments: [
            (Cell.none, "", "null"), (.decimal(2.5), "2.5", "2.5"), (.decimal(3), "3", "3.0"),
            (.boolean(false), "no", "false"),
            (.verdict(.atRisk), "at risk", "\"atRisk\""), (.list(["a", "b"]), "a, b", "[\"a\",\"b\"]"),
            (.value(.list([1, "x"])), "[1, \"x\"]", "[1,\"x\"]"),
        ])
    func cells(cell: Cell, text: String, expected: String) {
        #expect(cell.text == text)
        #expect(writtenJSON { cell.write(to: &$0) } == expected)
    }

    @Test("Empty and nested containers")
    func containers() {
        #expect(writtenJSON(isIndented: true) { $0.object { _ in } } == "{}")
        let nested = writtenJSON(isIndented: true) { writer in
            writer.array { writer in
                writer.element()
                writer.strings([])
                writer.element()
                writer.object { writer in
                    writer.key("a")
                    writer.strings(["b", "c"])
                    writer.key("d")
                    writer.double(.infinity)
                }
            }
        }
        #expect(
            nested == """
                [
                  [],
                  {
                    "a": [
                      "b",
                      "c"
                    ],
                    "d": "inf"
                  }
                ]
                """)
    }

    @Test("Rows that are made as they are read, and rows that are added")
    func rows() {
        var rows = Rows([1, 2, 3]) { [.integer($0 * $0)] }
        #expect(rows.count == 3 && rows[2] == [.integer(9)])
        rows.append([.text("last")])
        rows.append([])
        #expect(Array(rows) == [[.integer(1)], [.integer(4)], [.integer(9)], [.text("last")], []])
    }
}
