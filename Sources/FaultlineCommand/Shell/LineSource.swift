import Glibc

/// Where the shell's lines come from.
enum NextLine: Equatable {
    case line(String)
    /// Ctrl-C: what was typed is forgotten.
    case interrupted
    case end
}

protocol LineSource {
    /// Waits for a line.
    ///
    /// - Parameter complete: what the end of a line that is being typed may become.
    func next(prompt: String, complete: @escaping (String) -> LineCompletion) -> NextLine
    /// Takes what was typed, of one line or more, into the history, where there is one.
    func remember(_ text: String)
    /// The history is kept.
    func close()
}

/// Lines of a pipe or file: no prompts, no editing.
struct PlainLines: LineSource {
    func next(prompt: String, complete: @escaping (String) -> LineCompletion) -> NextLine {
        readLine(strippingNewline: true).map { .line($0) } ?? .end
    }

    func remember(_ text: String) {}
    func close() {}
}
