import Faultline
import Glibc

/// Shows long results page by page: what fits on the terminal is written as it is, anything longer through the program
/// that PAGER names.
final class Pager {
    /// Where the shell's results go.
    let stream: StandardStream
    private let program: String
    private let rows: Int
    private var waiting: [UInt8] = []
    private var lines = 0
    private var pipe: (file: UnsafeMutablePointer<FILE>, stream: StandardStream)?

    /// - Parameters:
    ///   - rows: lines of the terminal.
    ///   - program: a command line.
    init(rows: Int, program: String) {
        self.rows = rows
        self.program = program
        let box = PagerBox()
        stream = StandardStream { (bytes) throws(CommandError) in try box.pager?.take(bytes) }
        box.pager = self
    }

    /// The program that shows pages: PAGER, or `less` with colours, leaving what fits on the screen.
    static func program(environment: [String: String]) -> String {
        environment["PAGER"].flatMap { $0.isEmpty ? nil : $0 } ?? "less -FRX"
    }

    private func take(_ bytes: UnsafeRawBufferPointer) throws(CommandError) {
        if let pipe {
            try pipe.stream.write(bytes)
            return try pipe.stream.flush()
        }
        waiting += bytes
        lines += bytes.count { $0 == UInt8(ascii: "\n") }
        guard lines >= rows, let file = popen(program, "w") else { return }
        let stream = StandardStream(descriptor: fileno(file), name: "the pager")
        pipe = (file, stream)
        try stream.write(waiting)
        waiting = []
        try stream.flush()
    }

    /// Waits until the reader has seen enough.
    func end() throws(CommandError) {
        if let pipe {
            pclose(pipe.file)
            self.pipe = nil
        } else {
            let output = StandardStream.output()
            try output.write(waiting)
            try output.flush()
        }
        (waiting, lines) = ([], 0)
    }
}

/// The way from a stream back to the pager that owns it.
private final class PagerBox {
    weak var pager: Pager?
}
