import Foundation
import GraphModel
import QueryConformance
import Testing

/// Runs the small text cases of Tests/Language, each on a store of its own.
@Suite struct LanguageTests {
    @Test(arguments: LanguageTest.all)
    func behaves(_ test: LanguageTest) throws {
        let failure = test.languageCase.failure(on: try StoreEngine())
        #expect(failure == nil, "\(test): \(failure?.text ?? "")")
    }

    /// What cannot be read is not left out in silence.
    @Test func everyFileReads() throws {
        var cases = 0
        for file in LanguageTest.files { cases += try LanguageTest.read(file).count }
        #expect(cases == LanguageTest.all.count && cases > 200)
    }
}

/// A case with its place.
struct LanguageTest: CustomTestStringConvertible, CustomStringConvertible, Sendable {
    var file: String
    var languageCase: LanguageCase

    var description: String { "\(file):\(languageCase.position.line.map(String.init) ?? "") \(languageCase.name)" }
    var testDescription: String { description }

    static let files: [URL] = {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../Language").standardized
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix(".test") }.sorted().map(folder.appendingPathComponent)
    }()

    static let all: [LanguageTest] = files.flatMap { (try? read($0)) ?? [] }

    static func read(_ file: URL) throws -> [LanguageTest] {
        try LanguageCase.read(Array(try Data(contentsOf: file)), file: file.lastPathComponent).map {
            LanguageTest(file: file.lastPathComponent, languageCase: $0)
        }
    }
}

extension ScenarioFailure {
    /// All of it, for a message.
    var text: String {
        var text = reason
        if let query { text += "\nquery:\n\(query)" }
        if !expected.isEmpty { text += "\nexpected:\n\(expected)" }
        if !actual.isEmpty { text += "\nactual:\n\(actual)" }
        return text
    }
}
