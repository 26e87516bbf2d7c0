import Foundation
internal import GraphModel

/// Draws with the program `dot` of the system's Graphviz.
enum Graphviz {
    /// Boxes that `dot` lays out in bearable time.
    static let mostBoxes = 2_000

    /// - Throws: `command.tool` when `dot` is missing or fails, `command.usage` when there is too much to draw.
    static func svg(_ drawing: Drawing) throws -> String {
        guard drawing.boxes.count <= mostBoxes else {
            throw CommandError(
                .usage, "\(drawing.boxes.count) boxes are more than a picture can show (\(mostBoxes))",
                advice: "Use --depth, or --format dot and a layout for large graphs such as `sfdp`.")
        }
        guard let program = find("dot") else {
            throw CommandError(
                .tool, "the program `dot` is not installed", advice: "apt install graphviz, or use --format dot.")
        }
        let process = Process()
        process.executableURL = program
        process.arguments = ["-Tsvg"]
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        // `dot` reads everything before it writes anything.
        try input.fileHandleForWriting.write(contentsOf: Data(drawing.dot.utf8))
        try input.fileHandleForWriting.close()
        let svg = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw CommandError(.tool, "`dot` ended with status \(process.terminationStatus)")
        }
        return String(decoding: svg, as: UTF8.self)
    }

    static func find(_ program: String) -> URL? {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        return folders.map { URL(filePath: String($0)).appending(path: program) }
            .first { FileManager.default.isExecutableFile(atPath: $0.path) }
    }
}
