import Foundation
import TestSupport
import Testing

@Suite("The openCypher conformance suite")
struct ConformanceSuiteTests {
    /// FAULTLINE_TCK, or a folder `tck` with features in one beside the checkout: the suite is not a part of the
    /// project.
    static let folder: URL? = {
        if let named = ProcessInfo.processInfo.environment["FAULTLINE_TCK"] { return URL(filePath: named) }
        let checkout = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let beside = try? FileManager.default.contentsOfDirectory(
            at: checkout.deletingLastPathComponent(), includingPropertiesForKeys: nil)
        return (beside ?? []).map { $0.appending(path: "tck") }
            .first { FileManager.default.fileExists(atPath: $0.appending(path: "features").path) }
    }()

    @Test("Every scenario passes", .enabled(if: folder != nil, "`FAULTLINE_TCK=folder` names the suite"))
    func everyScenario() throws {
        let folder = try #require(Self.folder)
        let outcome = try ChildProgram(ChildProgram.path("tck"), [folder.path]).finish()
        let lines = outcome.lines.joined(separator: "\n")
        #expect(outcome.status == 0 && lines.contains(" passed, 0 failed"), "\(lines)")
    }
}
