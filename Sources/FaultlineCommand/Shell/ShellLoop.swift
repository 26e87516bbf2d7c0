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
        while true {
            let actions: [ShellAction]
            let next = lines.next(prompt: prompt)
            switch next {
            case .line(let line): actions = reader.accept(line)
            case .interrupted:
                reader.clear()
                actions = []
                try write("\n")
            // A statement whose end was never typed is not meant.
            case .end: actions = isInteractive ? [] : reader.finish()
            }
            for action in actions {
                if action == .command(.quit) { return }
                try perform(action)
            }
            if next == .end {
                if isInteractive { try write("\n") }
                return
            }
        }
    }

    private var prompt: String {
        guard let past = shell.past, !reader.isInside else { return reader.prompt }
        return "faultline@\(past.commit)> "
    }

    private func perform(_ action: ShellAction) throws {
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
        let pager = Pager(rows: Terminal.rows, program: pagerProgram)
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
