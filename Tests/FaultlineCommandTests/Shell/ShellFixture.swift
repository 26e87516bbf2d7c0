import ArgumentParser
import Faultline
import TestSupport

@testable import FaultlineCommand

/// A shell on a store of its own, without a terminal.
struct ShellFixture {
    let folder: TemporaryFolder
    let shell: Shell

    /// - Parameter statement: what fills the store.
    init(_ statement: String? = nil) throws {
        let store = try temporaryStore()
        folder = store.folder
        if let statement {
            try store.database.query(QueryRequest(statement), author: "t", source: "t") { _ in true }
        }
        let options = try StoreOptions.parse(["--store", store.folder.path("store")])
        shell = Shell(options, format: .csv, author: "tester", reason: "why")
    }

    func perform(_ lines: [String]) throws -> String {
        var reader = ShellReader()
        let output = Collector()
        for action in lines.flatMap({ reader.accept($0) }) { try shell.perform(action, to: output.stream, .plain) }
        return output.text
    }
}
