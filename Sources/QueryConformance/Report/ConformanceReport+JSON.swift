internal import Foundation
internal import GraphModel

extension ConformanceReport {
    /// The report as one JSON object with `passed`, `failed`, `folders` and `failures`.
    public func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let document = Document(
            passed: passed, failed: failed,
            folders: folders.map { Document.Folder(name: $0.name, passed: $0.passed, failed: $0.failed) },
            failures: failures.map { Document.Failure($0) })
        return String(decoding: try encoder.encode(document), as: UTF8.self) + "\n"
    }
}

private struct Document: Encodable {
    struct Folder: Encodable {
        let name: String
        let passed: Int
        let failed: Int
    }

    struct Failure: Encodable {
        let file: String
        let line: Int?
        let scenario: String
        let reason: String
        let query: String?
        let expected: String
        let actual: String

        init(_ failure: ConformanceReport.Failure) {
            file = failure.failure.position.file
            line = failure.failure.position.line
            scenario = failure.title
            reason = failure.failure.reason
            query = failure.failure.query
            expected = failure.failure.expected
            actual = failure.failure.actual
        }
    }

    let passed: Int
    let failed: Int
    let folders: [Folder]
    let failures: [Failure]
}
