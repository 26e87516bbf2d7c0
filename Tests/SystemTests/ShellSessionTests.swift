import Foundation
import Testing

/// A page that shows what a session of the shell looked like. Before each block stand the keys that were pressed:
///
///     <!-- keys
///     MATCH (s:Swi⇥) RETURN count(s);
///     -->
///
/// Each line ends with the enter key, but for those that end with `^C` or `^D`. `⇥`, `↑` and `⌫` are the keys that
/// have these signs.
struct SessionPage {
    struct Block {
        var keys: [String]
        /// The lines between the fences, by their places in the page.
        var shown: Range<Int>
    }

    private(set) var lines: [String]

    init(_ text: String) { lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }

    var text: String { lines.joined(separator: "\n") }

    var blocks: [Block] {
        var blocks: [Block] = []
        var start = 0
        while let begin = lines[start...].firstIndex(of: "<!-- keys"),
            let end = lines[begin...].firstIndex(of: "-->"),
            let fence = lines[end...].firstIndex(where: { $0.hasPrefix("```") }),
            let close = lines[(fence + 1)...].firstIndex(of: "```")
        {
            blocks.append(Block(keys: Array(lines[(begin + 1)..<end]), shown: fence + 1..<close))
            start = close
        }
        return blocks
    }

    /// Replaces what the blocks show.
    mutating func show(_ texts: [[String]]) {
        for (block, text) in zip(blocks, texts).reversed() { lines.replaceSubrange(block.shown, with: text) }
    }
}

/// The session, replayed on a terminal of its own on the demo's store.
final class RecordedSession {
    private let terminal: PseudoTerminal
    private var firstRow = 0

    init(in folder: URL) throws {
        terminal = try PseudoTerminal(
            "stty cols 110; exec", [FaultlineBinary.path, "shell", "--store", "demo.db"], in: folder,
            environment: ["FAULTLINE_HISTORY": "", "PAGER": "cat", "TERM": "xterm", "NO_COLOR": "1"])
        terminal.settle { [self] in isAtPrompt }
    }

    /// Presses the keys and gives what the terminal shows then, from the prompt that stood there before.
    func replay(_ keys: [String]) throws -> [String] {
        for (place, line) in keys.enumerated() {
            let isControl = line.hasSuffix("^C") || line.hasSuffix("^D")
            var text = isControl ? String(line.dropLast(2)) : line + "\r"
            for (sign, sent) in Self.signs { text = text.replacing(sign, with: sent) }
            try terminal.press(text)
            if isControl {
                // The terminal forgets what was not read before an interrupt.
                terminal.settle()
                try terminal.press(line.hasSuffix("^C") ? "\u{3}" : "\u{4}")
            }
            let isInterrupted = place + 1 < keys.count && keys[place + 1] == "^C"
            terminal.settle(quiet: isInterrupted ? 2_000 : 300) { [self] in isInterrupted || isAtPrompt }
        }
        let screen = screen
        let rows = firstRow..<screen.row
        firstRow = screen.row
        return rows.map(screen.text)
    }

    private static let signs = [("⇥", "\t"), ("↑", "\u{1B}[A"), ("⌫", "\u{7F}")]

    /// The exit status.
    func end() -> Int32 { terminal.end() }

    private var screen: Screen {
        var screen = Screen()
        screen.take(terminal.seen)
        return screen
    }

    private var isAtPrompt: Bool {
        let line = screen.text(screen.row)
        return line.hasPrefix("faultline") && line.hasSuffix(">") || line.hasSuffix("   ...")
    }
}

@Suite("The recorded session of the shell")
struct ShellSessionTests {
    /// Runs where it is asked for, as the shell's other test on a terminal: with FAULTLINE_TERMINAL set.
    /// FAULTLINE_PAGES=write writes the page anew (scripts/record-shell).
    @Test(
        "The shell shows what docs/shell.md shows",
        .enabled(if: ProcessInfo.processInfo.environment["FAULTLINE_TERMINAL"] != nil))
    func session() throws {
        let folder = try TemporaryFolder()
        let datasets = GuideTests.root.appending(path: "datasets").path
        let demo = try folder.faultline("demo", "--store", "demo.db", "--datasets", datasets)
        guard demo.status == 0 else { throw SystemTestFailure(demo.errors) }
        let url = GuideTests.root.appending(path: "docs/shell.md")
        var page = SessionPage(try String(contentsOf: url, encoding: .utf8))
        let session = try RecordedSession(in: folder.url)
        let shown = try page.blocks.map { try session.replay($0.keys) }
        #expect(session.end() == 0)
        if ProcessInfo.processInfo.environment["FAULTLINE_PAGES"] == "write" {
            page.show(shown)
            return try page.text.write(to: url, atomically: true, encoding: .utf8)
        }
        #expect(page.blocks.count > 5)
        for (block, lines) in zip(page.blocks, shown) { #expect(Array(page.lines[block.shown]) == lines) }
    }

    @Test("A screen shows what is left after all movements")
    func screen() {
        func shown(_ text: String) -> [String] {
            var screen = Screen()
            screen.take(text)
            return screen.lines.indices.map(screen.text)
        }
        #expect(shown("ab\r\ncd\u{8}x") == ["ab", "cx"])
        #expect(shown("\u{1B}[31mabc\u{1B}[0m\u{1B}[2Gx\u{1B}[K") == ["ax"])
        #expect(shown("acd\u{1B}[2G\u{1B}[1@b") == ["abcd"])
        #expect(shown("acd\u{1B}[2G\u{1B}[4hb\u{1B}[4l") == ["abcd"])
        #expect(shown("abxcd\u{1B}[3G\u{1B}[P") == ["abcd"])
        #expect(shown("a\r\nb\u{1B}[A\r\u{1B}[Cz") == ["az", "b"])
    }

    @Test("A page's blocks have their keys")
    func page() {
        var page = SessionPage("t\n<!-- keys\na⇥\n^D\n-->\n```text\nold\n```\nend")
        #expect(page.blocks.map(\.keys) == [["a⇥", "^D"]])
        page.show([["new", "lines"]])
        #expect(page.text == "t\n<!-- keys\na⇥\n^D\n-->\n```text\nnew\nlines\n```\nend")
    }
}
