import GraphModel
import QuerySyntax
import Testing

@Suite("Places in a text")
struct SourceTextTests {
    @Test(
        "Lines and columns count from 1, columns in characters",
        arguments: [
            ("abc", 0, 1, 1), ("abc", 2, 1, 3), ("abc", 3, 1, 4), ("abc", 99, 1, 4), ("abc", -1, 1, 1),
            ("a\nb", 1, 1, 2), ("a\nb", 2, 2, 1), ("a\r\nb", 3, 2, 1), ("a\rb", 2, 2, 1), ("a\n\nb", 3, 3, 1),
            ("é😀x", 6, 1, 3), ("\tx", 1, 1, 2), ("e\u{301}x", 3, 1, 2), ("", 0, 1, 1),
        ])
    func positions(text: String, offset: Int, line: Int, column: Int) {
        let position = SourceText(text).position(at: offset)
        #expect(position == SourcePosition(file: "query", line: line, column: column))
    }

    @Test("Lines without their ends")
    func lines() {
        let source = SourceText("a\r\nbc\n\rd")
        #expect((1...5).map { source.line($0).map(String.init) } == ["a", "bc", "", "d", nil])
        #expect(SourceText("").line(1) == "")
        #expect(SourceText("a\n").line(2) == "")
    }

    static func rendered(_ text: String) -> String {
        do {
            _ = try QueryParser.parse(text)
            return "no error"
        } catch {
            return SourceText(text).render(error)
        }
    }

    @Test("An error with its line")
    func rendering() {
        #expect(
            Self.rendered("MATCH (n)\nRETRUN n") == """
                query:2:1: expected a clause or the end of the query, found `RETRUN` [query.unexpectedSyntax]
                2 | RETRUN n
                  | ^
                Did you mean `RETURN`?
                """)
        #expect(
            Self.rendered("RETURN (1 +") == """
                query:1:12: expected an expression, found the end of the query [query.unexpectedSyntax]
                1 | RETURN (1 +
                  |            ^
                """)
    }

    @Test("Tabs take four columns, wide characters two, combining ones none")
    func widths() {
        #expect(
            Self.rendered("RETURN\t'变', )") == """
                query:1:13: expected an expression, found `)` [query.unexpectedSyntax]
                1 | RETURN    '变', )
                  |                 ^
                """)
        #expect(
            Self.rendered("RETURN 'e\u{301}😀', )") == """
                query:1:14: expected an expression, found `)` [query.unexpectedSyntax]
                1 | RETURN 'e\u{301}😀', )
                  |               ^
                """)
    }

    @Test("Of a long line the part around the place is shown")
    func longLines() {
        let text = "RETURN " + String(repeating: "a + ", count: 100) + ") + " + String(repeating: "b + ", count: 100)
        let lines = Self.rendered(text).split(separator: "\n")
        let shown = lines[1].dropFirst(4)
        #expect(shown.count == 102)
        #expect(shown.first == "…" && shown.last == "…")
        let caret = lines[2].dropFirst(4).count - 1
        #expect(shown[shown.index(shown.startIndex, offsetBy: caret)] == ")")
    }

    @Test("Control characters are not shown")
    func control() {
        #expect(!Self.rendered("RETURN '\u{1B}[2J' )").contains("\u{1B}"))
        #expect(!Self.rendered("RETURN \u{1B}").contains("\u{1B}"))
    }

    @Test("An error without a place is its message")
    func placeless() {
        let error = QueryError.syntax(.unexpectedSyntax, "no", advice: "yes")
        #expect(SourceText("RETURN 1").render(error) == "no [query.unexpectedSyntax]\nyes")
    }
}
