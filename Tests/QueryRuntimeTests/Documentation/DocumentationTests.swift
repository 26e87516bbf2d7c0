import Faultline
import Foundation
import Testing

/// Runs the queries of the pages about the language and compares what they give with what the pages show.
///
/// With `FAULTLINE_PAGES=write` the pages are given the results instead, to be looked at before they are kept.
@Suite("The queries of the documents give what the documents say")
struct DocumentationTests {
    static let language = "docs/query-language.md"
    static let questions = "docs/cmdb-questions.md"

    @Test func languageReference() throws {
        let document = try QueryDocument(reading: Self.language)
        try Self.check(document, on: try DocumentStore(schema: try #require(document.schema)))
        #expect(document.examples.count > 100)
    }

    @Test func questionsOnTheBank() throws {
        let document = try QueryDocument(reading: Self.questions)
        let days = [("2026-09", "2026-09-30T06:00:00Z"), ("2026-11", "2026-11-20T06:00:00Z")]
        let store = try DocumentStore(bank: try days.map { ($0, try #require(Timestamp($1))) })
        try Self.check(document, on: store)
        #expect(document.examples.count >= 15)
    }

    private static func check(_ document: QueryDocument, on store: DocumentStore) throws {
        let results = try document.examples.map(store.result)
        if ProcessInfo.processInfo.environment["FAULTLINE_PAGES"] == "write" {
            let text = document.showing(results)
            try text.write(to: QueryDocument.root.appending(path: document.name), atomically: true, encoding: .utf8)
            return
        }
        for (example, result) in zip(document.examples, results) {
            guard let expected = document.expected(example) else { continue }
            #expect(
                result == expected,
                "\(document.name):\(example.line):\n\(example.query)\n\n\(result.joined(separator: "\n"))")
        }
    }

    /// The functions and procedures that the page has in its tables are those of the engine, word by word.
    @Test(arguments: ["FUNCTIONS", "PROCEDURES"])
    func tables(subject: String) throws {
        let document = try QueryDocument(reading: Self.language)
        let store = try DocumentStore(schema: try #require(document.schema))
        var stated = Dictionary(document.calls.map { ($0.call, $0.rest) }) { first, _ in first }
        for row in try store.rows("SHOW \(subject) YIELD signature, description") {
            let (signature, description) = (try #require(row[0].text), try #require(row[1].text))
            #expect(stated.removeValue(forKey: signature) == [description], "\(signature) | \(description)")
        }
        let others = subject == "FUNCTIONS" ? "PROCEDURES" : "FUNCTIONS"
        for row in try store.rows("SHOW \(others) YIELD signature") { stated[try #require(row[0].text)] = nil }
        #expect(stated.isEmpty)
    }

    @Test(arguments: ["FUNCTIONS", "PROCEDURES"])
    func everyCallHasAnExample(subject: String) throws {
        let document = try QueryDocument(reading: Self.language)
        let store = try DocumentStore(schema: try #require(document.schema))
        let texts = document.examples.map { $0.query.lowercased() }
        for row in try store.rows("SHOW \(subject) YIELD name") {
            let name = try #require(row[0].text)
            #expect(texts.contains { Self.calls(name.lowercased(), in: $0) }, "\(name) is in no example")
        }
    }

    /// Whether a text has a name in front of a parenthesis, and not as the end of a longer name.
    private static func calls(_ name: String, in text: String) -> Bool {
        var rest = text[...]
        while let place = rest.firstRange(of: name + "(") {
            let before = rest[..<place.lowerBound].last
            if before.map({ !$0.isLetter && !$0.isNumber && $0 != "." && $0 != "_" }) ?? true { return true }
            rest = rest[place.upperBound...]
        }
        return false
    }

    @Test func pagesAreRead() {
        let text = """
            # Page
            ```parameters
            {a: 1}
            ```
            ```query
            RETURN $a
            ```
            ```result
            | $a |
            | 1  |
            ```
            ```sh
            no query
            ```
            | `f(a, [b])` | What it gives. |
            | `(a)-->(b)` | no call |
            """
        let document = QueryDocument(name: "page", text: text)
        #expect(document.examples.map(\.query) == ["RETURN $a"])
        #expect(document.examples.first?.line == 6)
        #expect(document.examples.first?.parameters == "{a: 1}")
        #expect(document.examples.first.flatMap(document.expected) == ["| $a |", "| 1  |"])
        #expect(document.showing([["other"]]).contains("```result\nother\n```\n```sh"))
        #expect(document.calls.map(\.call) == ["f(a, [b])"])
        #expect(document.calls.first?.rest == ["What it gives."])
        #expect(Self.calls("e", in: "return 1 + e()") && !Self.calls("e", in: "return distance()"))
        #expect(!Self.calls("date", in: "my.date()"))
    }
}

extension QueryValue {
    fileprivate var text: String? {
        if case .property(.string(let text)) = self { text } else { nil }
    }
}
