import Faultline
import Glibc

/// Standard output or error, written in large pieces.
final class StandardStream {
    private let descriptor: Int32
    private let name: String
    private var pending: [UInt8] = []
    private static let pieceBytes = 1 << 16

    init(descriptor: Int32, name: String) {
        self.descriptor = descriptor
        self.name = name
    }

    static func output() -> StandardStream { StandardStream(descriptor: STDOUT_FILENO, name: "standard output") }
    static func error() -> StandardStream { StandardStream(descriptor: STDERR_FILENO, name: "standard error") }

    func write(_ text: String) throws(CommandError) {
        pending += text.utf8
        if pending.count >= Self.pieceBytes { try flush() }
    }

    func write(_ bytes: [UInt8]) throws(CommandError) {
        pending += bytes
        if pending.count >= Self.pieceBytes { try flush() }
    }

    func write(_ bytes: UnsafeRawBufferPointer) throws(CommandError) {
        pending += bytes
        if pending.count >= Self.pieceBytes { try flush() }
    }

    /// - Throws: `output.closed` when the reader went away, `output.unwritable` otherwise.
    func flush() throws(CommandError) {
        var start = 0
        while start < pending.count {
            let written = pending.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress! + start, $0.count - start) }
            if written < 0 {
                guard errno != EINTR else { continue }
                let fault = errno
                pending = []
                throw fault == EPIPE
                    ? CommandError(.outputClosed, "\(name) was closed")
                    : CommandError(.outputUnwritable, "\(name) cannot be written: \(String(cString: strerror(fault)))")
            }
            start += written
        }
        pending.removeAll(keepingCapacity: true)
    }
}
