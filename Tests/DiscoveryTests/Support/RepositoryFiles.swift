import Discovery

/// Files of this repository that tests read.
enum RepositoryFiles {
    /// The root of the repository, from the place of this file.
    static let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4)
        .joined(separator: "/")

    static func text(_ path: String) throws -> String {
        let input = try InputOpener().open("\(root)/\(path)")
        var bytes: [UInt8] = []
        while true {
            let chunk = try input.read()
            if chunk.isEmpty { return String(decoding: bytes, as: UTF8.self) }
            bytes += chunk
        }
    }

    /// The blocks of a Markdown document that are fenced and marked with a language.
    static func blocks(_ language: String, in document: String) throws -> [String] {
        var blocks: [String] = []
        var open: [Substring]?
        for line in try text(document).split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("```") {
                if let lines = open { blocks.append(lines.joined(separator: "\n")) }
                open = open == nil && line == "```\(language)" ? [] : nil
            } else {
                open?.append(line)
            }
        }
        return blocks
    }
}
