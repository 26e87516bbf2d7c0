import Foundation

/// The repository that these tests were built from, as text files.
enum Repository {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static let sources = swiftFiles(in: "Sources")
    static let tests = swiftFiles(in: "Tests")

    /// The Swift files below a folder of the repository, in the order of their paths.
    private static func swiftFiles(in folder: String) -> [TextFile] { files(in: folder, withExtension: "swift") }

    static func files(in folder: String, withExtension fileExtension: String) -> [TextFile] {
        let base = root.appending(path: folder)
        let paths = FileManager.default.enumerator(atPath: base.path)?.compactMap { $0 as? String } ?? []
        return paths.sorted()
            .filter { $0.hasSuffix("." + fileExtension) && !$0.split(separator: "/").contains(".build") }
            .compactMap { TextFile(path: folder + "/" + $0) }
    }

    static func topLevelFiles(withExtension fileExtension: String) -> [TextFile] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? []
        return names.sorted().filter { $0.hasSuffix("." + fileExtension) }.compactMap { TextFile(path: $0) }
    }

    static func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: root.appending(path: path).path)
    }
}

/// A file of the repository, by line.
struct TextFile: CustomStringConvertible {
    /// From the repository's root.
    let path: String
    let lines: [Substring]
    /// The lines with comments blanked and string literals emptied, so that only code is left to search.
    let code: [String]

    init?(path: String) {
        guard let text = try? String(contentsOf: Repository.root.appending(path: path), encoding: .utf8) else {
            return nil
        }
        self.init(path: path, text: text)
    }

    init(path: String, text: String) {
        self.path = path
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        if lines.last == "" { lines.removeLast() }
        self.lines = lines
        code = CodeText.strip(lines)
    }

    var description: String { path }

    /// The folder below `Sources` or `Tests`: the target's name.
    var target: Substring { path.split(separator: "/").dropFirst().first ?? "" }
}
