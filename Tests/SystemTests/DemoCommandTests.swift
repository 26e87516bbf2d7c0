import Foundation
import Testing

@Suite("The demo")
struct DemoCommandTests {
    @Test("It shows what README.md shows: the sources of a CI, a conflict, duplicates, health, outages")
    func demo() throws {
        let readme = try String(contentsOf: GuideTests.root.appending(path: "README.md"), encoding: .utf8)
        // The demo prints commands itself, so that all of the block is what it prints.
        let block = readme.components(separatedBy: "$ make demo\n").last?.components(separatedBy: "\n```").first ?? ""
        let expected = block.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        #expect(expected.count > 20)
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(
            at: folder.url.appending(path: ".build"), withIntermediateDirectories: true)
        let datasets = GuideTests.root.appending(path: "datasets").path
        let outcome = try folder.faultline("demo", "--store", ".build/demo.db", "--datasets", datasets)
        #expect(outcome.status == 0, "\(outcome.errors)")
        let printed = outcome.output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        #expect(ConsoleDocument.matches(expected[...], printed[...]), "\(outcome.output)")
        #expect(printed.contains("How good is the inventory?"))
        #expect(printed.contains { $0.contains("operatingSystem  ✓  Debian") })
    }

    @Test("A second one at the same place is refused")
    func again() throws {
        let folder = try TemporaryFolder()
        let datasets = GuideTests.root.appending(path: "datasets").path
        #expect(try folder.faultline("demo", "--store", "demo.db", "--datasets", datasets).status == 0)
        let second = try folder.faultline("demo", "--store", "demo.db", "--datasets", datasets)
        #expect(second.status != 0)
        #expect(second.errors.contains("storage.exists"))
    }
}
