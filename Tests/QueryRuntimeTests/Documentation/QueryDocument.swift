import Foundation

/// A page whose queries are run.
///
/// Of its fenced blocks, one marked `schema` holds the schema of the page's store, `parameters` a map for the next
/// query, `query` statements with semicolons between them, and `result` what they give.
struct QueryDocument {
    struct Example {
        /// Where the query begins, from 1.
        var line: Int
        var query: String
        /// A map as the language writes it.
        var parameters: String?
        /// The lines of the result, counted from 0; nil: the page does not show it.
        var result: Range<Int>?
    }

    let name: String
    private(set) var lines: [String]
    private(set) var schema: String?
    private(set) var examples: [Example] = []

    /// - Parameter path: from the repository's root.
    init(reading path: String) throws {
        self.init(name: path, text: try String(contentsOf: Self.root.appending(path: path), encoding: .utf8))
    }

    init(name: String, text: String) {
        self.name = name
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        var parameters: String?
        var line = 0
        while line < lines.count {
            defer { line += 1 }
            guard lines[line].hasPrefix("```") else { continue }
            let kind = lines[line].dropFirst(3)
            let start = line + 1
            line = lines[start...].firstIndex { $0.hasPrefix("```") } ?? lines.count
            let text = lines[start..<line].joined(separator: "\n")
            switch kind {
            case "schema": schema = text
            case "parameters": parameters = text
            case "query":
                examples.append(Example(line: start + 1, query: text, parameters: parameters))
                parameters = nil
            case "result" where !examples.isEmpty: examples[examples.count - 1].result = start..<line
            default: break
            }
        }
    }

    func expected(_ example: Example) -> [String]? { example.result.map { Array(lines[$0]) } }

    /// The page with other results: those of the examples that show one, in order.
    func showing(_ results: [[String]]) -> String {
        var lines = lines
        for (example, result) in zip(examples, results).reversed() {
            if let place = example.result { lines.replaceSubrange(place, with: result) }
        }
        return lines.joined(separator: "\n")
    }

    /// The cells of the page's table rows that begin with a call of a name: its text without the backquotes, and what
    /// follows.
    var calls: [(call: String, rest: [String])] {
        lines.compactMap { line in
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            guard line.hasPrefix("| `"), let first = cells.first?.replacing("`", with: "") else { return nil }
            let name = first.prefix { $0.isLetter || $0.isNumber || $0 == "." || $0 == "_" }
            guard !name.isEmpty, first[name.endIndex...].hasPrefix("(") else { return nil }
            return (first, Array(cells.dropFirst()))
        }
    }

    static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardized
}
