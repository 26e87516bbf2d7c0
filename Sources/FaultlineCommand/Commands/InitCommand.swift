import ArgumentParser
import Faultline
import Foundation

struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Make a new, empty store.",
        discussion: "The shipped classes and relationship types are its schema; --schema adds documents to them.")

    @OptionGroup var store: StoreOptions
    @OptionGroup var commit: CommitOptions
    @OptionGroup var output: OutputOptions

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp(
            "A YAML document with classes, attributes or relationship types of your own.", valueName: "file"))
    var schema: [String] = []

    func run() throws {
        let documents = try DefaultSchema.documents + schema.map(SchemaFiles.read)
        let database = try Database.create(at: store.path, schema: documents, author: commit.authorName)
        var report = Report(headline: "Made the store \(store.path)")
        report.field("store", "Store", .text(store.path))
        report.field("classes", "Classes", .integer(database.schema.classes.count))
        try output.write(report)
    }
}

/// Schema documents on disk.
enum SchemaFiles {
    static func read(_ path: String) throws -> SchemaDocument {
        SchemaDocument(name: path, text: try TextFile.read(path))
    }
}

/// Small files that options name.
enum TextFile {
    /// - Throws: `command.file` when it cannot be read or is not UTF-8.
    static func read(_ path: String) throws(CommandError) -> String {
        let bytes: [UInt8]
        do {
            bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        } catch {
            throw CommandError(.file, "\(path) cannot be read: \(error.localizedDescription)")
        }
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        // The first line that is none.
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        let bad = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0
        throw CommandError(
            .file, "\(path):\(bad + 1): the text is not UTF-8",
            advice: "Convert it first, for example: iconv -f UTF-16 -t UTF-8 or iconv -f LATIN1 -t UTF-8")
    }
}
