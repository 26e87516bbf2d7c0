import CLineEditor
import Faultline
import Glibc

/// Lines that a person types, with editing, completion and a history that lasts.
final class EditedLines: LineSource {
    private let editor: OpaquePointer
    private let history: OpaquePointer
    private let historyFile: String?
    private var prompt: UnsafeMutablePointer<CChar>?
    private var complete: (String) -> LineCompletion = { _ in .none }

    private static let kept: Int32 = 1_000

    /// Nil when there is no memory or the terminal is of no known kind.
    ///
    /// - Parameter historyFile: nil: the history ends with the process.
    init?(historyFile: String?) {
        // The editor counts characters as the locale tells it; one without any takes UTF-8 apart.
        if setlocale(LC_CTYPE, "") == nil || Self.isPlainLocale { setlocale(LC_CTYPE, "C.UTF-8") }
        guard let history = history_init() else { return nil }
        let opened = faultline_editor_open(
            "faultline", history, { EditedLines.owner(of: $0)?.prompt },
            { editor, _ in UInt8(EditedLines.owner(of: editor)?.completeWord() ?? CC_ERROR) })
        guard let editor = opened else {
            history_end(history)
            return nil
        }
        (self.editor, self.history, self.historyFile) = (editor, history, historyFile)
        faultline_editor_set_owner(editor, Unmanaged.passUnretained(self).toOpaque())
        faultline_history_limit(history, Self.kept)
        if let historyFile { faultline_history_load(history, historyFile) }
    }

    deinit {
        el_end(editor)
        history_end(history)
        free(prompt)
    }

    func next(prompt text: String, complete: @escaping (String) -> LineCompletion) -> NextLine {
        free(prompt)
        prompt = strdup(text)
        self.complete = complete
        if Self.takeWaitingEnd() { return .end }
        // The window may have another size by now.
        el_resize(editor)
        var count: Int32 = 0
        guard let bytes = el_gets(editor, &count) else {
            guard count < 0, errno == EINTR else { return .end }
            el_reset(editor)
            return .interrupted
        }
        var line = String(cString: bytes)
        if line.hasSuffix("\n") { line.removeLast() }
        return .line(line)
    }

    func remember(_ text: String) { faultline_history_add(history, text) }

    func close() {
        guard let historyFile else { return }
        // A history that cannot be kept is no reason to fail.
        let mask = umask(0o077)
        faultline_history_save(history, historyFile)
        umask(mask)
    }

    private static func owner(of editor: OpaquePointer?) -> EditedLines? {
        faultline_editor_owner(editor).map { Unmanaged<EditedLines>.fromOpaque($0).takeUnretainedValue() }
    }

    /// Whether Ctrl-D is all that was typed while nobody read. The terminal has made an end of input of it by then,
    /// which the editor would read as a character without a meaning.
    private static func takeWaitingEnd() -> Bool {
        var input = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        var (count, byte): (Int32, UInt8) = (0, 0)
        guard poll(&input, 1, 0) > 0, ioctl(STDIN_FILENO, UInt(FIONREAD), &count) == 0, count == 0 else { return false }
        return read(STDIN_FILENO, &byte, 1) == 0
    }

    private static var isPlainLocale: Bool {
        guard let name = setlocale(LC_CTYPE, nil) else { return true }
        return ["C", "POSIX"].contains(String(cString: name))
    }
}

// The tab key.
extension EditedLines {
    /// Completes the word before the cursor as far as it is certain, or lists what it may become.
    private func completeWord() -> Int32 {
        guard let line = el_line(editor)?.pointee, let start = line.buffer, let cursor = line.cursor else {
            return CC_ERROR
        }
        let typed = UnsafeRawBufferPointer(start: start, count: cursor - start)
        let completion = complete(String(decoding: typed, as: UTF8.self))
        guard let certain = completion.certain else { return CC_ERROR }
        if certain != completion.typed {
            el_deletestr(editor, Int32(completion.typed.unicodeScalars.count))
            return el_insertstr(editor, certain) == 0 ? CC_REFRESH : CC_ERROR
        }
        guard completion.candidates.count > 1 else { return CC_NORM }
        let output = StandardStream.output()
        try? output.write("\n" + LineCompletion.listed(completion.candidates, width: Terminal.size.columns))
        try? output.flush()
        return CC_REDISPLAY
    }
}

/// Where the shell keeps the lines that were typed.
enum ShellHistory {
    /// The file that FAULTLINE_HISTORY names, or one in the user's folder for such things; nil for none.
    static func path(environment: [String: String]) -> String? {
        if let named = environment["FAULTLINE_HISTORY"] { return named.isEmpty ? nil : named }
        let state = environment["XDG_STATE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        guard let folder = state ?? environment["HOME"].map({ $0 + "/.local/state" }) else { return nil }
        return folder + "/faultline/history"
    }
}
