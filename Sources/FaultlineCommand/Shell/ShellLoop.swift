import Faultline

/// Reads lines and has the shell do what they ask for, until the end.
final class ShellLoop {
    private let shell: Shell
    private let lines: any LineSource
    private let pagerProgram: String?
    private let isInteractive: Bool
    private var reader = ShellReader()
    /// Of the statement that runs or ran last: an interrupt may still be on its way to it.
    private var control = QueryControl()
    /// The lines of a statement that has not ended.
    private var typed: [String] = []
    /// Of the version that the last statement left.
    private var names: CompletionNames?

    /// - Parameters:
    ///   - pagerProgram: nil: results are written as they come.
    ///   - isInteractive: an error is shown and the next line read; else it ends the shell.
    init(shell: Shell, lines: any LineSource, pagerProgram: String?, isInteractive: Bool = false) {
        self.shell = shell
        self.lines = lines
        self.pagerProgram = pagerProgram
        self.isInteractive = isInteractive
    }

    func run() throws {
        defer { lines.close() }
        if isInteractive { try write(shell.greeting(Terminal.current.outputStyle)) }
        do {
            try performLines()
        } catch {
            try? leave()
            throw error
        }
        try leave()
    }

    /// Tells on standard error what leaving undoes: the output is of the statements.
    private func leave() throws { try shell.leave(.error(), Terminal.current.errorStyle) }

    private func performLines() throws {
        while true {
            let actions: [ShellAction]
            let next = lines.next(prompt: prompt) { [unowned self] line in completion(of: line) }
            switch next {
            case .line(let line):
                actions = reader.accept(line)
                remember(line)
            case .interrupted:
                reader.clear()
                typed = []
                actions = []
                try write("\n")
            // A statement whose end was never typed is not meant.
            case .end: actions = isInteractive ? [] : reader.finish()
            }
            for action in actions {
                if action == .command(.quit) { return }
                try perform(action)
                // Whoever interrupts a statement does not want those that were typed after it either.
                if control.isCancelled { break }
            }
            if next == .end {
                if isInteractive { try write("\n") }
                return
            }
        }
    }

    private var prompt: String {
        if reader.isInside { return reader.prompt }
        let version = shell.past.map { "@\($0.commit)" } ?? ""
        return "faultline\(version)\(shell.transaction == nil ? "" : "*")> "
    }

    /// What was typed goes into the history when it is whole.
    private func remember(_ line: String) {
        typed.append(line)
        guard !reader.isInside else { return }
        let text = typed.joined(separator: "\n")
        if text.contains(where: { !$0.isWhitespace }) { lines.remember(text) }
        typed = []
    }

    private func completion(of line: String) -> LineCompletion {
        let known = names ?? shell.completionNames
        names = known
        return Completer(names: known, parameters: shell.parameters.keys.sorted())
            .completion(of: line, after: reader.pending)
    }

    private func perform(_ action: ShellAction) throws {
        names = nil
        let last = control
        control = QueryControl()
        Interrupts.watch(control)
        defer {
            Interrupts.watch(nil)
            withExtendedLifetime(last) {}
        }
        do {
            try performPaged(action)
        } catch let error as CommandError where error.kind == .outputClosed && isInteractive {
            // Whoever left the pager has seen enough.
        } catch let error as any FaultlineError where isInteractive {
            let errors = StandardStream.error()
            try errors.write(ErrorOutput.text(error, Terminal.current.errorStyle))
            try errors.flush()
        }
    }

    private func performPaged(_ action: ShellAction) throws {
        let style = Terminal.current.outputStyle
        guard let pagerProgram else {
            return try shell.perform(action, to: .output(), style, control: control)
        }
        let pager = Pager(rows: Terminal.size.rows, program: pagerProgram)
        do {
            try shell.perform(action, to: pager.stream, style, control: control)
        } catch {
            // What came before the fault is shown before it.
            try? pager.stream.flush()
            try? pager.end()
            throw error
        }
        try pager.end()
    }

    private func write(_ text: String) throws {
        let output = StandardStream.output()
        try output.write(text)
        try output.flush()
    }
}
