import Testing

@testable import QuerySyntax

@Suite("Keywords")
struct KeywordTests {
    static let words = Keyword.allCases.map(\.text)

    @Test("Every keyword is found in any case, and nothing else is")
    func table() {
        for keyword in Keyword.allCases {
            for text in [keyword.text, keyword.text.lowercased(), keyword.text.uppercased()] {
                var lexer = Lexer(text)
                lexer.run()
                #expect(lexer.tokens.first?.keyword == keyword, "\(text)")
            }
            var lexer = Lexer(keyword.text + "x _\(keyword.text) `\(keyword.text)`")
            lexer.run()
            #expect(lexer.tokens.dropFirst().allSatisfy { $0.keyword == nil }, "\(keyword)")
        }
    }

    @Test("Any word names labels, types, keys, functions and parameters", arguments: words)
    func names(word: String) throws {
        _ = try QueryParser.parse(
            "MATCH (n:\(word)|\(word) {\(word): 1})-[r:\(word)*]->() SET n:\(word), n.\(word) = $\(word) "
                + "RETURN n.\(word), a.\(word)(), {\(word): 1}.\(word), n {.\(word)}")
    }

    @Test("Any word names variables where a pattern or clause introduces them", arguments: words)
    func variables(word: String) throws {
        _ = try QueryParser.parse(
            "MATCH \(word) = (\(word))-[\(word)]->(\(word):A) UNWIND 1 AS \(word) WITH *, 2 AS \(word) "
                + "CALL p() YIELD a AS \(word) RETURN [\(word) IN l | 1], 3 AS \(word)")
    }

    @Test("The printer quotes variables that keywords spell", arguments: words)
    func quoting(word: String) throws {
        let expression = try parsed("`\(word)`.\(word) + `\(word)`(`\(word)`)")
        #expect(try parsed(QueryPrinter().text(of: expression)) == expression)
        #expect(QueryPrinter.quoted(word) == "`\(word)`")
    }
}
