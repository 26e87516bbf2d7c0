import Faultline
import Glibc

/// Standard output or error, a file or something that takes bytes like one, written in large pieces.
final class StandardStream {
    private let taker: (UnsafeRawBufferPointer) throws(CommandError) -> Void
    private var pending: [UInt8] = []
    private static let pieceBytes = 1 << 16

    /// - Parameter taker: gets the bytes piece by piece.
    init(_ taker: @escaping (UnsafeRawBufferPointer) throws(CommandError) -> Void) { self.taker = taker }

    convenience init(descriptor: Int32, name: String) {
        self.init { (bytes) throws(CommandError) in try Self.write(bytes, to: descriptor, name) }
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
        var bytes: [UInt8] = []
        swap(&bytes, &pending)
        try bytes.withUnsafeBufferPointer { (bytes) throws(CommandError) in try taker(UnsafeRawBufferPointer(bytes)) }
        // The room is used again.
        bytes.removeAll(keepingCapacity: true)
        pending = bytes
    }

    private static func write(
        _ bytes: UnsafeRawBufferPointer, to descriptor: Int32, _ name: String
    ) throws(CommandError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
            if written < 0 {
                guard errno != EINTR else { continue }
                let fault = errno
                throw fault == EPIPE
                    ? CommandError(.outputClosed, "\(name) was closed")
                    : CommandError(.outputUnwritable, "\(name) cannot be written: \(String(cString: strerror(fault)))")
            }
            rest = rest.dropFirst(written)
        }
    }
}
