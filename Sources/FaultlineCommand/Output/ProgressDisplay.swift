import Faultline

/// Shows progress on standard error while inputs are read.
final class ProgressDisplay {
    private var progress: Progress
    private let stream = StandardStream.error()

    init(verb: String, total: Int?) {
        let terminal = Terminal.current
        progress = Progress(
            verb: verb, total: total, isTerminal: terminal.isErrorTerminal, width: terminal.width, now: Progress.now())
    }

    /// An input that counts what is read of it.
    func watching(_ input: ImportInput) -> ImportInput {
        ImportInput(name: input.name, expectedBytes: input.expectedBytes) { () throws(ImportError) -> [UInt8] in
            let bytes = try input.read()
            self.show(self.progress.advance(by: bytes.count, now: Progress.now()))
            return bytes
        }
    }

    func end() { show(progress.clearing) }

    private func show(_ text: String?) {
        guard let text, !text.isEmpty else { return }
        // Progress that nobody can see is no reason to stop.
        try? stream.write(text)
        try? stream.flush()
    }
}
