internal import Foundation

/// A program built by this package, run as a child of the test.
public final class ChildProgram {
    private let process = Process()
    private let output = Pipe()
    private let input = Pipe()

    /// The path of a program that the package builds: in the folder that FAULTLINE_BINARIES names, else beside the
    /// running tests.
    public static func path(_ name: String) -> String {
        if let folder = ProcessInfo.processInfo.environment["FAULTLINE_BINARIES"] { return folder + "/" + name }
        let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return (tests as NSString).deletingLastPathComponent + "/" + name
    }

    /// A tool of the system on the search path, or nil.
    public static func tool(_ name: String) -> String? {
        let folders = ProcessInfo.processInfo.environment["PATH", default: "/usr/bin:/bin"].split(separator: ":")
        return folders.map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// Starts an executable. What it writes to standard error is dropped.
    public init(_ executable: String, _ arguments: [String], environment: [String: String] = [:]) throws {
        process.executableURL = URL(fileURLWithPath: executable)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
            .merging(["SWIFT_BACKTRACE": "enable=no"]) { $1 }
        process.standardOutput = output
        process.standardInput = input
        process.standardError = FileHandle.nullDevice
        try process.run()
    }

    /// The next bytes that it writes, as text; empty at the end.
    public func readSome() -> String { String(decoding: output.fileHandleForReading.availableData, as: UTF8.self) }

    public var processIdentifier: Int32 { process.processIdentifier }

    /// Ends its standard input and waits for its end.
    ///
    /// - Returns: the lines that it wrote and were not yet read, its exit status, and whether a signal ended it.
    @discardableResult
    public func finish() -> (lines: [String], status: Int32, isSignalled: Bool) {
        try? input.fileHandleForWriting.close()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let lines = String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
        return (lines, process.terminationStatus, process.terminationReason == .uncaughtSignal)
    }

    /// Ends it at once, as `kill -9` does.
    public func kill() {
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }
}
