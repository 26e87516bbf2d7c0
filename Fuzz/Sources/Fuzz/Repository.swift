import Foundation

/// Samples from the repository's own files.
enum Repository {
    /// The first lines of a file.
    static func lines(_ file: URL, _ count: Int) throws -> [UInt8] {
        let lines = try Data(contentsOf: file).split(separator: 0x0A, omittingEmptySubsequences: false).prefix(count)
        return Array(lines.joined(separator: [0x0A])) + [0x0A]
    }

    /// The blocks of code in some languages that a guide shows.
    static func codeBlocks(_ guide: URL, of languages: [String]) -> [[UInt8]] {
        guard let text = try? String(contentsOf: guide, encoding: .utf8) else { return [] }
        let parts = text.components(separatedBy: "```")
        return stride(from: 1, to: parts.count, by: 2).compactMap { place in
            let block = parts[place]
            guard let end = block.firstIndex(of: "\n"), languages.contains(String(block[..<end])) else { return nil }
            return Array(block[block.index(after: end)...].utf8)
        }
    }
}
