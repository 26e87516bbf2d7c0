import Foundation

/// Runs a program of the machine as an oracle.
enum ExternalTool {
    /// A program that `make need-test` installs from PyPI; nil where it did not.
    static func python(_ name: String) -> String? {
        let root = URL(fileURLWithPath: #filePath).pathComponents.dropLast(4).joined(separator: "/").dropFirst()
        let path = "\(root)/.build/python/bin/\(name)"
        return exists(path) ? path : nil
    }

    static func exists(_ path: String) -> Bool { FileManager.default.isExecutableFile(atPath: path) }

    /// Standard output of the program, given text on standard input.
    static func output(of path: String, _ arguments: [String], input: String) throws -> String {
        let folder = FileManager.default.temporaryDirectory
        let file = folder.appendingPathComponent("faultline-\(UUID().uuidString)")
        try input.write(to: file, atomically: false, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.standardInput = try FileHandle(forReadingFrom: file)
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }
}
