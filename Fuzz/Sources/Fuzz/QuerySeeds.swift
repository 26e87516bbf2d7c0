import Foundation
import QueryConformance

/// Statements of the query language to start from: those of its text cases and of its reference.
enum QuerySeeds {
    static func statements(_ repository: URL) throws -> [[UInt8]] {
        let folder = repository.appending(path: "Tests/Language")
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        let cases = try files.filter { $0.pathExtension == "test" }.sorted { $0.path < $1.path }.flatMap { file in
            try LanguageCase.read([UInt8](try Data(contentsOf: file)), file: file.lastPathComponent)
        }
        return cases.flatMap { $0.given + [$0.query] }.map { Array($0.utf8) } + scripts(repository)
    }

    /// Several statements each.
    static func scripts(_ repository: URL) -> [[UInt8]] {
        Repository.codeBlocks(repository.appending(path: "docs/query-language.md"), of: ["query"])
    }
}
