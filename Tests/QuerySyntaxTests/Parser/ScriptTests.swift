import QuerySyntax
import Testing

@Suite("Scripts and unfinished input")
struct ScriptTests {
    @Test(
        "Statements end at semicolons outside of quotes and comments",
        arguments: [
            ("", []), (" \n// a;b\n/* ; */;;", []), ("a", ["a"]), ("a;b", ["a", "b"]), (" a ; b ; ", ["a", "b"]),
            ("';';\";\\\";\";`;`", ["';'", "\";\\\";\"", "`;`"]), ("a // x;\n b; c", ["a // x;\n b", "c"]),
            ("/* c; */ a /* d; */; b", ["a", "b"]), ("a 'x;", ["a 'x;"]), ("a `x;", ["a `x;"]),
            ("a /* x;", ["a /* x;"]),
            ("``;a", ["``", "a"]), ("é;\u{1F600}", ["é", "\u{1F600}"]), ("a/b;c", ["a/b", "c"]),
        ])
    func splitting(text: String, statements: [String]) {
        let parts = QueryParser.parseScript(text)
        #expect(parts.map(\.text) == statements)
        for part in parts {
            #expect(String(decoding: Array(text.utf8)[part.span.start..<part.span.end], as: UTF8.self) == part.text)
        }
    }

    @Test("Only what a semicolon follows is terminated")
    func termination() {
        #expect(QueryParser.parseScript("a; b").map(\.isTerminated) == [true, false])
        #expect(QueryParser.parseScript("a; b;").map(\.isTerminated) == [true, true])
        #expect(QueryParser.parseScript("a ';").map(\.isTerminated) == [false])
    }

    @Test("The corpus as one script")
    func corpus() {
        let texts = Corpus.all.filter { !$0.contains(";") && !$0.contains("\u{FEFF}") }
        #expect(QueryParser.parseScript(texts.joined(separator: " ;\n")).map(\.text) == texts)
    }

    @Test(
        "Input that goes on",
        arguments: [
            "", "  ", "// x", "MATCH", "MATCH (n", "MATCH (n)-", "MATCH (n)-[r", "RETURN 'a", "RETURN `a",
            "RETURN 1 /* a",
            "RETURN 1 +", "RETURN [1,", "RETURN {a:", "RETURN CASE WHEN a", "CALL { RETURN 1 AS a", "UNWIND [1]",
            "MERGE (a) ON CREATE", "EXPLAIN", "RETURN a IS NOT", "CREATE INDEX", "MATCH (n) SET n", "AS OF",
        ])
    func incomplete(text: String) {
        #expect(QueryParser.completeness(of: text) == .incomplete)
    }

    @Test("Input that is finished or wrong")
    func others() {
        #expect(QueryParser.completeness(of: "MATCH (n)\nRETURN n") == .complete)
        for text in ["MATCH (n]", "RETRUN 1", "RETURN 1a", "RETURN 99999999999999999999", "RETURN ) 'a", "RETURN ``"] {
            guard case .invalid = QueryParser.completeness(of: text) else {
                Issue.record("\(text)")
                continue
            }
        }
    }
}
