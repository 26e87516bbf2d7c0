import Foundation
import GraphModel
import QuerySyntax

/// Any bytes as a script: its statements stand where they say, come back from a script that is made of them, and what is
/// wrong with one has its place within it.
struct ScriptTarget: FuzzTarget {
    static let name = "script"

    static func seeds(_ repository: URL) throws -> [[UInt8]] {
        QuerySeeds.scripts(repository) + Self.oddities.map { Array($0.utf8) }
    }

    private static let oddities = [
        "RETURN 'a;b' ; // c;d\nRETURN \"\\u00e9\";/* ; */MATCH (`;`) RETURN 1", ";;RETURN 1;;", "RETURN '", "/*",
        "`a``b",
        "\r\nRETURN\r1 +\r\n\t*", "RETURN 0x, 1e, 0o8, 1_0, 9999999999999999999, 1e999, '\\u{110000}', '\\x'",
    ]

    func run(_ input: UnsafeRawBufferPointer, _ plant: Plant) throws {
        let text = String(decoding: input, as: UTF8.self)
        let parts = QueryParser.parseScript(text)
        var end = 0
        for part in parts {
            try hold(end <= part.span.start && part.span.start < part.span.end, "\(part) overlaps the one before")
            end = part.span.end
            try hold(
                Array(text.utf8.prefix(end).dropFirst(part.span.start)) == Array(part.text.utf8), "\(part) is not there"
            )
            try check(part.text)
        }
        let script = parts.map { $0.text + ($0.isTerminated ? "\n;" : "") }.joined(separator: "\n")
        let again = QueryParser.parseScript(String(decoding: plant.through(Array(script.utf8)), as: UTF8.self))
        try hold(again.map(\.text) == parts.map(\.text), "\(parts) becomes \(again)")
        try check(text)
    }

    private func check(_ text: String) throws {
        _ = QueryParser.completeness(of: text)
        do {
            _ = try QueryParser.parse(text)
        } catch {
            let source = SourceText(text)
            guard let line = error.position?.line, let column = error.position?.column, let found = source.line(line)
            else {
                throw Violation("no place for \(error)")
            }
            try hold(1...found.count + 1 ~= column, "\(error) lies outside the text")
            try hold(!source.render(error).isEmpty, "\(error) cannot be shown")
        }
    }
}
