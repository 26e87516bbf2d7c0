import CLineEditor
import Faultline
import Glibc

/// Lines that a person types, with editing and a history that lasts.
final class EditedLines: LineSource {
    private let editor: OpaquePointer
    private let history: OpaquePointer
    private let historyFile: String?
    private var prompt: UnsafeMutablePointer<CChar>?

    private static let kept: Int32 = 1_000

    /// Nil when there is no memory or the terminal is of no known kind.
    ///
    /// - Parameter historyFile: nil: the history ends with the process.
    init?(historyFile: String?) {
        // The editor counts characters as the locale tells it; one without any takes UTF-8 apart.
        if setlocale(LC_CTYPE, "") == nil || Self.isPlainLocale { setlocale(LC_CTYPE, "C.UTF-8") }
        guard let history = history_init() else { return nil }
        guard let editor = faultline_editor_open("faultline", history) else {
            history_end(history)
            return nil
        }
        (self.editor, self.history, self.historyFile) = (editor, history, historyFile)
        faultline_history_limit(history, Self.kept)
        if let historyFile { faultline_history_load(history, historyFile) }
    }

    deinit {
        el_end(editor)
        history_end(history)
        free(prompt)
    }

    func next(prompt text: String) -> NextLine {
        let old = prompt
        prompt = strdup(text)
        faultline_editor_set_prompt(editor, prompt)
        free(old)
        var count: Int32 = 0
        guard let bytes = el_gets(editor, &count) else {
            guard count < 0, errno == EINTR else { return .end }
            el_reset(editor)
            return .interrupted
        }
        var line = String(cString: bytes)
        if line.hasSuffix("\n") { line.removeLast() }
        if line.contains(where: { !$0.isWhitespace }) { faultline_history_add(history, bytes) }
        return .line(line)
    }

    func close() {
        guard let historyFile else { return }
        // A history that cannot be kept is no reason to fail.
        let mask = umask(0o077)
        faultline_history_save(history, historyFile)
        umask(mask)
    }

    private static var isPlainLocale: Bool {
        guard let name = setlocale(LC_CTYPE, nil) else { return true }
        return ["C", "POSIX"].contains(String(cString: name))
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
