import ArgumentParser
import Faultline
import Foundation

struct ShellCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "shell", abstract: "Type statements of the query language and see what they give.",
        discussion: """
            Statements end with a semicolon and may take several lines; :help lists the commands, the tab key \
            completes names. Lines are kept in the file that FAULTLINE_HISTORY names, by default \
            ~/.local/state/faultline/history. Results longer than the terminal go through the program that PAGER \
            names. When standard input is no terminal, the statements in it are run until one fails.
            """)

    @OptionGroup var store: StoreOptions
    @OptionGroup var commit: CommitOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let shell = Shell(store, format: output.format, author: commit.authorName, reason: commit.reason)
        try shell.begin()
        let isTerminal = isatty(STDIN_FILENO) == 1
        let environment = ProcessInfo.processInfo.environment
        guard isTerminal, let lines = Self.edited(environment) else {
            return try ShellLoop(shell: shell, lines: PlainLines(), pagerProgram: nil).run()
        }
        Interrupts.catchAll()
        let pager = Terminal.current.isOutputTerminal ? Pager.program(environment: environment) : nil
        try ShellLoop(shell: shell, lines: lines, pagerProgram: pager, isInteractive: true).run()
    }

    private static func edited(_ environment: [String: String]) -> EditedLines? {
        let path = ShellHistory.path(environment: environment)
        if let path {
            // Without the folder the history ends with the process.
            try? FileManager.default.createDirectory(
                at: URL(filePath: path).deletingLastPathComponent(), withIntermediateDirectories: true)
        }
        return EditedLines(historyFile: path)
    }
}
