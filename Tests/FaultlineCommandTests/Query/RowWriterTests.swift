import Faultline
import Testing

@testable import FaultlineCommand

@Suite("Rows of statements in every format")
struct RowWriterTests {
    private static func text(_ value: String) -> QueryValue { .property(.string(value)) }
    private static func number(_ value: Int64) -> QueryValue { .property(.integer(value)) }

    private static let columns = ["name", "n"]
    private static let rows: [[QueryValue]] = [
        [text("a,b"), number(7)], [text("long\nname"), number(12)], [.null, .null],
    ]

    private static func summary(_ change: (inout QuerySummary) -> Void = { _ in }) throws -> QuerySummary {
        // Only the engine makes summaries.
        let folder = try temporaryStore()
        var summary = try folder.database.query(QueryRequest("RETURN 1"), author: "a", source: "s") { _ in true }
        summary.version = CommitNumber(3)
        change(&summary)
        return summary
    }

    /// What is written to standard output and error.
    private static func written(
        _ format: OutputFormat, _ rows: [[QueryValue]] = rows, columns: [String]? = columns,
        _ change: (inout QuerySummary) -> Void = { _ in }
    ) throws -> (output: String, notes: String) {
        let (output, notes) = (Collector(), Collector())
        let writer = try RowOutput.writer(format, to: output.stream, notes: notes.stream, .plain)
        if let columns { try writer.begin(columns) }
        for row in rows { try writer.write(row) }
        try writer.end(summary(change))
        return (output.text, notes.text)
    }

    @Test("A table for people")
    func table() throws {
        #expect(
            try Self.written(.text).output == """
                name          n
                a,b           7
                long name    12
                null       null

                3 rows

                """)
    }

    @Test("A wide cell below the first rows is not cut")
    func wide() throws {
        let wide = String(repeating: "x", count: 50)
        let rows = (0..<150).map { [Self.text($0 == 149 ? wide : "a"), Self.number(Int64($0))] }
        let lines = try Self.written(.text, rows).output.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count == 154)
        #expect(lines[1] == "a      0" && lines[149] == "a     148")
        #expect(lines[150] == "\(wide)  149")
    }

    @Test("What was written, warnings and plans are told below the rows")
    func notes() throws {
        let (output, _) = try Self.written(.text, [], columns: []) {
            $0.counters.nodesCreated = 1
            $0.counters.propertiesSet = 2
        }
        #expect(output == "1 node created, 2 properties set (commit 3)\n")
        #expect(try Self.written(.text, [], columns: []).output == "No rows, no changes.\n")
        #expect(try Self.written(.text, []).output == "0 rows\n")
        #expect(try Self.written(.text, [], columns: nil) { $0.plan = "scan n" }.output == "scan n\n")
        let warned = try Self.written(.csv, []) {
            $0.warnings = [QueryWarning(.cartesianProduct, "m.", at: nil, advice: "A.")]
        }
        #expect(warned.output == "name,n\r\n" && warned.notes == "warning: m.\n  A.\n")
    }

    @Test("JSON has one document")
    func json() throws {
        let (output, notes) = try Self.written(.json) { $0.counters.labelsAdded = 2 }
        #expect(
            output == """
                {
                  "columns": ["name", "n"],
                  "rows": [
                    {"name": "a,b", "n": 7},
                    {"name": "long\\nname", "n": 12},
                    {"name": null, "n": null}
                  ],
                  "version": 3,
                  "counters": {"labelsAdded": 2}
                }

                """)
        #expect(notes.isEmpty)
        #expect(
            try Self.written(.json, [], columns: nil) { $0.plan = "a\nb" }.output
                == "{\n  \"columns\": [],\n  \"rows\": [],\n  \"version\": 3,\n  \"plan\": \"a\\nb\"\n}\n")
    }

    @Test("One line for each row")
    func lines() throws {
        #expect(
            try Self.written(.ndjson).output == """
                {"name": "a,b", "n": 7}
                {"name": "long\\nname", "n": 12}
                {"name": null, "n": null}

                """)
        #expect(try Self.written(.csv).output == "name,n\r\n\"a,b\",7\r\n\"long\nname\",12\r\n,\r\n")
        #expect(
            try Self.written(.markdown).output == """
                | name | n |
                | --- | --- |
                | a,b | 7 |
                | long name | 12 |
                | null | null |

                """)
        let counted = try Self.written(.ndjson, []) { $0.counters.nodesDeleted = 3 }
        #expect(counted.output.isEmpty && counted.notes == "3 nodes deleted (commit 3)\n")
    }

    @Test("Values of CSV are plain where they can be, and JSON where they cannot")
    func csv() {
        let date = QueryValue.property(.date(CalendarDate(daysSinceEpoch: 0)))
        #expect(date.csv == "1970-01-01" && date.shown == "1970-01-01")
        #expect(QueryValue.list([Self.number(1), .null]).csv == "[1,null]")
        #expect(QueryValue.list([Self.text("a"), .null]).shown == "['a', null]")
        #expect(QueryValue.map(["a": date]).csv == "{\"a\":\"1970-01-01\"}")
        #expect(QueryValue.null.csv.isEmpty && QueryValue.null.shown == "null")
    }

    @Test("Pictures are refused", arguments: [OutputFormat.dot, .svg])
    func pictures(format: OutputFormat) {
        #expect(throws: CommandError.self) { try RowOutput.writer(format, to: .output(), .plain) }
    }

    @Test("Rows before a fault are written")
    func fault() throws {
        let output = Collector()
        let writer = try RowOutput.writer(.text, to: output.stream, .plain)
        try writer.begin(["x"])
        try writer.write([Self.number(1)])
        try writer.abandon()
        #expect(output.text == "x\n1\n")
    }
}
