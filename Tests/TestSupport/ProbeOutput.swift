internal import Glibc

/// One line on standard output, at once: the next step may be the last.
public func say(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    _ = write(STDOUT_FILENO, bytes, bytes.count)
}
