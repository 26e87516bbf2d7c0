import Foundation

/// The built binary, run as a user would.
enum FaultlineBinary {
    /// The products of a package lie side by side, the test runner among them; FAULTLINE_BINARIES names another folder.
    static let folder =
        ProcessInfo.processInfo.environment["FAULTLINE_BINARIES"].map { URL(filePath: $0) }
        ?? URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    static let path = folder.appending(path: "faultline").path

    struct Outcome {
        /// The exit status, or minus the signal that ended the process.
        let status: Int32
        let output: String
        let errors: String
    }

    /// Runs the binary and waits. Standard input is empty unless given.
    static func run(
        _ arguments: [String], input: Data? = nil, in folder: URL, environment: [String: String] = [:]
    ) throws -> Outcome {
        try run(executable: path, arguments, input: input, in: folder, environment: environment)
    }

    /// Runs a line of shell in which `faultline` is the binary.
    static func shell(_ line: String, in folder: URL, environment: [String: String] = [:]) throws -> Outcome {
        try run(executable: "/bin/bash", ["-c", line], input: nil, in: folder, environment: environment)
    }

    private static func run(
        executable: String, _ arguments: [String], input: Data?, in folder: URL, environment: [String: String]
    ) throws -> Outcome {
        let process = try start(executable: executable, arguments, in: folder, environment: environment)
        let scratch = folder.appending(path: ".run-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: scratch) }
        // Files rather than pipes: nobody has to read while the process writes.
        for name in ["in", "out", "err"] {
            try (name == "in" ? input ?? Data() : Data()).write(to: scratch.appending(path: name))
        }
        process.standardInput = try FileHandle(forReadingFrom: scratch.appending(path: "in"))
        process.standardOutput = try FileHandle(forWritingTo: scratch.appending(path: "out"))
        process.standardError = try FileHandle(forWritingTo: scratch.appending(path: "err"))
        try process.run()
        process.waitUntilExit()
        func text(_ name: String) throws -> String {
            String(decoding: try Data(contentsOf: scratch.appending(path: name)), as: UTF8.self)
        }
        let isSignal = process.terminationReason == .uncaughtSignal
        return Outcome(
            status: isSignal ? -process.terminationStatus : process.terminationStatus, output: try text("out"),
            errors: try text("err"))
    }

    /// A process that is ready to run.
    static func start(
        executable: String = path, _ arguments: [String], in folder: URL, environment: [String: String] = [:]
    ) throws -> Process {
        let process = Process()
        process.executableURL = URL(filePath: executable)
        process.arguments = arguments
        process.currentDirectoryURL = folder
        var variables = ProcessInfo.processInfo.environment
        variables["PATH"] = Self.folder.path + ":" + (variables["PATH"] ?? "/usr/bin:/bin")
        variables["FAULTLINE_AUTHOR"] = "tester"
        variables["FAULTLINE_STORE"] = nil
        variables.merge(environment) { $1 }
        process.environment = variables
        return process
    }
}

/// A folder that is gone after the test.
final class TemporaryFolder {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "faultline-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: url.appending(path: name))
    }

    func faultline(_ arguments: String..., input: Data? = nil) throws -> FaultlineBinary.Outcome {
        try FaultlineBinary.run(arguments, input: input, in: url)
    }

    /// A new store with a small generated estate.
    func makeStore(cis: Int = 1_000, seed: Int = 7) throws {
        let outcome = try FaultlineBinary.shell(
            "faultline init && faultline generate --cis \(cis) --seed \(seed) | faultline import -", in: url)
        guard outcome.status == 0 else { throw SystemTestFailure(outcome.errors) }
    }
}

struct SystemTestFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
