import Discovery
import Foundation
import Testing

/// Every importer has its page, and the index of the pages is what the program lists.
@Suite struct ImporterPagesTests {
    private static let folder = URL(fileURLWithPath: RepositoryFiles.root).appendingPathComponent("docs/importers")

    /// The table of all importers, in order of their formats.
    private static var table: String {
        let rows = Importers.all.sorted { $0.format < $1.format }.map { importer in
            let example = importer.example.replacingOccurrences(of: "|", with: "\\|")
            return "| [`\(importer.format)`](\(importer.format).md) | \(importer.summary) | `\(example)` |\n"
        }
        return "| format | what it reads | for example |\n|---|---|---|\n" + rows.joined()
    }

    @Test func indexIsWhatTheProgramLists() throws {
        let file = Self.folder.appendingPathComponent("README.md")
        let text = try String(contentsOf: file, encoding: .utf8)
        let begin = try #require(text.range(of: "<!-- importers: begin -->\n"))
        let end = try #require(text.range(of: "<!-- importers: end -->"))
        let current = text.replacingCharacters(in: begin.upperBound..<end.lowerBound, with: Self.table)
        if ProcessInfo.processInfo.environment["FAULTLINE_PAGES"] == "write" {
            try current.write(to: file, atomically: true, encoding: .utf8)
        }
        #expect(try String(contentsOf: file, encoding: .utf8) == current)
    }

    @Test func everyImporterHasAPage() throws {
        let pages = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
            .filter { !$0.hasPrefix(".") }
        let expected = Importers.all.map { "\($0.format).md" } + ["README.md"]
        #expect(Set(pages) == Set(expected))
    }

    @Test func formatsAreUnique() {
        #expect(Set(Importers.all.map { $0.format }).count == Importers.all.count)
    }
}
