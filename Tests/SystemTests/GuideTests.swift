import Foundation
import Testing

/// Runs the commands of a document and compares what they print with what the document shows.
///
/// In a block marked `console`, a line that starts with `$ ` is a command; the lines below it, up to the next command,
/// are what it prints, standard error included. In them `…` stands for any text, and a line that is `…` alone for any
/// lines.
struct ConsoleDocument {
    struct Step: CustomTestStringConvertible, Sendable {
        let line: Int
        let command: String
        let expected: [String]

        var testDescription: String { "line \(line): \(command)" }
    }

    static func steps(of text: String) -> [Step] {
        var steps: [Step] = []
        var current: (line: Int, command: String, expected: [String])?
        var inBlock = false
        func finish() {
            if let step = current {
                steps.append(Step(line: step.line, command: step.command, expected: step.expected))
            }
            current = nil
        }
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if line.hasPrefix("```") {
                finish()
                inBlock = line.hasPrefix("```console")
            } else if inBlock, line.hasPrefix("$ ") {
                finish()
                current = (index + 1, String(line.dropFirst(2)), [])
            } else if inBlock, line.hasPrefix("> "), current?.expected.isEmpty == true {
                current?.command += "\n" + line.dropFirst(2)
            } else if inBlock {
                current?.expected.append(String(line))
            }
        }
        finish()
        return steps
    }

    /// A line with numbers made equal, and columns of any width.
    static func shape(_ line: String) -> String {
        var shape = ""
        for character in line {
            let next: Character = character.isNumber ? "0" : character
            if next == "0" || next == " ", shape.last == next { continue }
            shape.append(next)
        }
        return shape
    }

    /// Whether printed lines are what was expected.
    static func matches(_ expected: ArraySlice<String>, _ printed: ArraySlice<String>) -> Bool {
        guard let first = expected.first else { return printed.isEmpty }
        if first == "…" {
            return (printed.startIndex...printed.endIndex).contains {
                matches(expected.dropFirst(), printed[$0...])
            }
        }
        guard let line = printed.first, matchesLine(first, line) else { return false }
        return matches(expected.dropFirst(), printed.dropFirst())
    }

    private static func matchesLine(_ expected: String, _ printed: String) -> Bool {
        let parts = expected.split(separator: "…", omittingEmptySubsequences: false).map(String.init)
        guard parts.count > 1 else { return expected == printed }
        guard printed.hasPrefix(parts[0]), printed.hasSuffix(parts[parts.count - 1]) else { return false }
        var rest = printed.dropFirst(parts[0].count)
        for part in parts.dropFirst().dropLast() where !part.isEmpty {
            guard let range = rest.firstRange(of: part) else { return false }
            rest = rest[range.upperBound...]
        }
        return rest.count >= parts[parts.count - 1].count
    }
}

@Suite("The documents' commands do what the documents say")
struct GuideTests {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    @Test(arguments: ["docs/guide.md"])
    func commands(document: String) throws {
        let text = try String(contentsOf: Self.root.appending(path: document), encoding: .utf8)
        let steps = ConsoleDocument.steps(of: text)
        #expect(steps.count > 20)
        #expect(steps.contains { $0.command.contains("--cis \(Self.documentedSize)") })
        try run(steps, of: document)
    }

    @Test("The shorter pages", arguments: ["docs/runs.md", "docs/reconciliation.md"])
    func pages(document: String) throws {
        let text = try String(contentsOf: Self.root.appending(path: document), encoding: .utf8)
        let steps = ConsoleDocument.steps(of: text)
        #expect(steps.count > 5)
        try run(steps, of: document)
    }

    private func run(_ steps: [ConsoleDocument.Step], of document: String) throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createSymbolicLink(
            at: folder.url.appending(path: "datasets"), withDestinationURL: Self.root.appending(path: "datasets"))
        for step in steps {
            let command = step.command.replacing("--cis \(Self.documentedSize)", with: "--cis \(Self.size)")
            let outcome = try FaultlineBinary.shell("{ \(command)\n} 2>&1", in: folder.url)
            let output = outcome.output.replacing("\r\n", with: "\n")
            var printed = output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            if printed.last == "" { printed.removeLast() }
            // Whether and how often progress is told depends on the time that an import takes.
            printed.removeAll { $0.hasPrefix("importing: ") }
            let isSame =
                Self.size == Self.documentedSize || !step.command.contains(Self.sizedStore)
                ? ConsoleDocument.matches(step.expected[...], printed[...])
                : Self.begins(step.expected, printed)
            #expect(isSame, "\(document):\(step.line): \(command)\n\(outcome.output)")
        }
    }

    /// The size of the guide's large estate, and the store that it goes into.
    private static let documentedSize = "1000000"
    private static let sizedStore = "large.db"
    /// The size that is made instead: another estate, of which the answers' first lines have the same shape.
    private static let size = ProcessInfo.processInfo.environment["FAULTLINE_GUIDE_CIS"] ?? "5000"

    private static func begins(_ expected: [String], _ printed: [String]) -> Bool {
        guard let first = expected.first, let line = printed.first else { return expected.isEmpty && printed.isEmpty }
        // Where columns are narrow, one blank is all that stands for what differs.
        let shape = ConsoleDocument.shape(first).replacing(" … ", with: " …")
        return ConsoleDocument.matches([shape], [ConsoleDocument.shape(line)])
    }

    @Test("The comparison knows what differs")
    func comparison() {
        func matches(_ expected: [String], _ printed: [String]) -> Bool {
            ConsoleDocument.matches(expected[...], printed[...])
        }
        #expect(matches(["a", "b"], ["a", "b"]))
        #expect(!matches(["a"], ["a", "b"]))
        #expect(matches(["a … c"], ["a b c"]))
        #expect(!matches(["a … c"], ["a b d"]))
        #expect(!matches(["ab…ba"], ["aba"]))
        #expect(matches(["a", "…", "d"], ["a", "b", "c", "d"]))
        #expect(matches(["…"], []))
        #expect(!matches(["…", "x"], ["a"]))
        #expect(ConsoleDocument.shape("When a12 fails:  3 down (commit 17)") == "When a0 fails: 0 down (commit 0)")
        let steps = ConsoleDocument.steps(of: "```console\n$ one \\\n> two\nout\n$ three\n```\n$ not this\n")
        #expect(steps.map(\.command) == ["one \\\ntwo", "three"])
        #expect(steps.first?.expected == ["out"])
    }
}
