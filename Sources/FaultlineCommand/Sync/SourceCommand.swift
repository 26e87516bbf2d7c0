import Faultline
import Foundation

/// A program whose standard output is the inventory of a source. Run without a shell, with nothing to read.
///
/// All of its output is kept in a file before any of it is imported: a program that fails in the midst leaves nothing,
/// and no transaction is open while it works.
struct SourceCommand {
    let arguments: [String]
    /// Where it runs; nil for the current folder.
    let folder: String?
    let timeoutSeconds: Int64

    /// Bytes that a program may write.
    static let outputLimitBytes = 64 << 30
    /// How long a program that was asked to end may take to do so.
    private static let graceSeconds = 5.0
    private static let pollMicroseconds: UInt32 = 10_000

    /// Runs the program to its end.
    ///
    /// - Returns: what it wrote.
    /// - Throws: `command.tool` when it cannot be started, takes too long, writes too much, or ends with another status
    ///   than 0.
    func run() throws -> ScratchFile {
        guard let program = Self.find(arguments[0], folder: folder) else {
            throw CommandError(
                .tool, "the program \(arguments[0]) is not installed",
                advice: "Give its path, or add its folder to PATH.")
        }
        let (output, errors) = (try ScratchFile(), try ScratchFile())
        let process = Process()
        process.executableURL = program
        process.arguments = Array(arguments.dropFirst())
        if let folder { process.currentDirectoryURL = URL(filePath: folder) }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output.handle
        process.standardError = errors.handle
        do {
            try process.run()
        } catch {
            throw CommandError(.tool, "the program \(arguments[0]) cannot be started: \(error.localizedDescription)")
        }
        let complaint = wait(for: process, output)
        let messages = errors.beginning(bytes: 1 << 16)
        let stream = StandardStream.error()
        // What it says is of use, and no reason to stop where nobody can see it.
        try? stream.write(messages)
        try? stream.flush()
        if let complaint { throw CommandError(.tool, "the program \(arguments[0]) \(complaint)") }
        guard process.terminationReason == .exit, process.terminationStatus == 0 else {
            let end = process.terminationReason == .exit ? "status" : "signal"
            let last = messages.split(whereSeparator: \.isNewline).last.map { ": \($0.prefix(200))" } ?? ""
            throw CommandError(
                .tool, "the program \(arguments[0]) ended with \(end) \(process.terminationStatus)\(last)".oneLine)
        }
        return output
    }

    /// Waits for the end, and brings it about where it does not come. Returns why.
    private func wait(for process: Process, _ output: ScratchFile) -> String? {
        let deadline = Progress.now() + Double(timeoutSeconds)
        var complaint: String?
        while process.isRunning, complaint == nil {
            usleep(Self.pollMicroseconds)
            if Progress.now() > deadline {
                complaint = "took longer than \(timeoutSeconds) s"
            } else if output.bytes > Self.outputLimitBytes {
                complaint = "wrote more than \(Self.outputLimitBytes >> 30) GiB"
            }
        }
        if complaint != nil { Self.end(process) }
        process.waitUntilExit()
        return complaint
    }

    /// Asks a program and those that it started to end, and ends them when they do not.
    private static func end(_ process: Process) {
        let identifier = process.processIdentifier
        func send(_ signal: Int32) { if kill(-identifier, signal) != 0 { kill(identifier, signal) } }
        send(SIGTERM)
        let deadline = Progress.now() + graceSeconds
        while process.isRunning, Progress.now() < deadline { usleep(pollMicroseconds) }
        if process.isRunning { send(SIGKILL) }
    }

    /// A path as it is written, relative to the folder; a bare name by the variable PATH.
    private static func find(_ program: String, folder: String?) -> URL? {
        guard program.contains("/") else { return Graphviz.find(program) }
        let url = program.hasPrefix("/") ? URL(filePath: program) : URL(filePath: (folder ?? ".") + "/" + program)
        return FileManager.default.isExecutableFile(atPath: url.path) ? url : nil
    }
}
