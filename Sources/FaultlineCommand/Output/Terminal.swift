import Glibc

/// What stands at the other end of standard output and error.
struct Terminal {
    let isOutputTerminal: Bool
    let isErrorTerminal: Bool
    let noColour: Bool
    /// In columns.
    let width: Int

    /// Lines and columns of the terminal that output goes to, as it is now.
    static var size: (rows: Int, columns: Int) {
        var size = winsize()
        let known = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_row > 0 && size.ws_col > 0
        return known ? (Int(size.ws_row), Int(size.ws_col)) : (24, 80)
    }

    /// As the process was started.
    static let current: Terminal = {
        func has(_ name: String) -> Bool { getenv(name).map { $0.pointee != 0 } ?? false }
        let isDumb = getenv("TERM").map { String(cString: $0) == "dumb" } ?? false
        var size = winsize()
        let known = ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
        return Terminal(
            isOutputTerminal: isatty(STDOUT_FILENO) == 1, isErrorTerminal: isatty(STDERR_FILENO) == 1,
            noColour: has("NO_COLOR") || isDumb, width: known ? Int(size.ws_col) : 80)
    }()

    var outputStyle: Style { Style(isOn: isOutputTerminal && !noColour) }
    var errorStyle: Style { Style(isOn: isErrorTerminal && !noColour) }
}
