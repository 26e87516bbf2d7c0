import Foundation

/// A program on a terminal of its own, which a test reads and types on.
final class PseudoTerminal {
    private let process: Process
    private let keyboard: FileHandle
    private let screen: Int32
    /// Everything that the program wrote.
    private(set) var seen = ""
    private var looked: String.Index
    /// Seconds.
    private static let patience = 20.0

    /// `script` makes the terminal the controlling one, so that Ctrl-C is a signal.
    init(_ program: String, _ arguments: [String], in folder: URL, environment: [String: String]) throws {
        looked = seen.startIndex
        let command = ([program] + arguments).joined(separator: " ")
        process = try FaultlineBinary.start(
            executable: "/usr/bin/script", ["--quiet", "--return", "--command", command, "/dev/null"], in: folder,
            environment: environment)
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        keyboard = input.fileHandleForWriting
        screen = dup(output.fileHandleForReading.fileDescriptor)
        try process.run()
    }

    /// Types, and waits for a text to be shown after that.
    ///
    /// - Parameter again: types once more each second.
    func type(_ text: String, expecting expected: String, again: Bool = false) throws {
        looked = seen.endIndex
        try keyboard.write(contentsOf: Data(text.utf8))
        try expect(expected, typing: again ? text : nil)
    }

    /// Waits for a text that was not looked for yet.
    func expect(_ expected: String, typing text: String? = nil) throws {
        let end = Date.now.addingTimeInterval(Self.patience)
        var next = Date.now.addingTimeInterval(1)
        while Date.now < end {
            // Line breaks of terminals are one character of two scalars.
            if let found = seen.unicodeScalars[looked...].firstRange(of: Array(expected.unicodeScalars)) {
                looked = found.upperBound
                return
            }
            guard read(within: 100) != .ended else { break }
            if let text, Date.now > next {
                try keyboard.write(contentsOf: Data(text.utf8))
                next = Date.now.addingTimeInterval(1)
            }
        }
        throw SystemTestFailure("`\(expected)` was not shown:\n\(seen)")
    }

    /// Types without waiting for anything.
    func press(_ keys: String) throws { try keyboard.write(contentsOf: Data(keys.utf8)) }

    /// Reads until nothing has come for a while and `isDone` holds, or patience is at its end.
    ///
    /// - Parameter quiet: milliseconds.
    func settle(quiet: Int32 = 300, until isDone: () -> Bool = { true }) {
        let end = Date.now.addingTimeInterval(Self.patience)
        while Date.now < end {
            switch read(within: quiet) {
            case .ended: return
            case .something: continue
            case .nothing: if isDone() { return }
            }
        }
    }

    private enum Reading {
        case something, nothing, ended
    }

    /// Waits for so many milliseconds for something to read.
    private func read(within milliseconds: Int32) -> Reading {
        var poll = pollfd(fd: screen, events: Int16(POLLIN), revents: 0)
        guard Glibc.poll(&poll, 1, milliseconds) > 0 else { return .nothing }
        var bytes = [UInt8](repeating: 0, count: 1 << 16)
        let count = Glibc.read(screen, &bytes, bytes.count)
        guard count > 0 else { return .ended }
        let offset = seen.utf8.distance(from: seen.startIndex, to: looked)
        seen += String(decoding: bytes[..<count], as: UTF8.self)
        looked = seen.utf8.index(seen.startIndex, offsetBy: offset)
        return .something
    }

    /// Waits for the program to end by itself, and ends it when it does not; the exit status.
    @discardableResult
    func end() -> Int32 {
        let end = Date.now.addingTimeInterval(Self.patience)
        while process.isRunning, Date.now < end { usleep(20_000) }
        // The program gets a hang-up.
        if process.isRunning { process.terminate() }
        process.waitUntilExit()
        try? keyboard.close()
        return process.terminationReason == .exit ? process.terminationStatus : -1
    }

    deinit {
        if process.isRunning { process.terminate() }
        close(screen)
    }
}
