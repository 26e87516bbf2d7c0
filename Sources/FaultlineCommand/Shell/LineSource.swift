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
    func next(prompt: String) -> NextLine
    /// The history is kept, where there is one.
    func close()
}

/// Lines of a pipe or file: no prompts, no editing.
struct PlainLines: LineSource {
    func next(prompt: String) -> NextLine { readLine(strippingNewline: true).map { .line($0) } ?? .end }
    func close() {}
}
