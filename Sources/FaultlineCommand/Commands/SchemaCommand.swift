import ArgumentParser
import Faultline

struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema", abstract: "Show or change the classes and relationship types of a store.",
        subcommands: [SchemaClasses.self, SchemaTypes.self, SchemaShow.self, SchemaAdd.self],
        defaultSubcommand: SchemaClasses.self)

    /// The store's schema, or the shipped one where there is no store.
    static func schema(of store: StoreOptions) throws -> CompiledSchema {
        do {
            return try store.open().schema
        } catch let error as StoreError where error.kind == .notFound && store.store == nil {
            return try CompiledSchema(documents: DefaultSchema.documents)
        }
    }
}

struct SchemaClasses: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "classes", abstract: "Show the tree of classes.")

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let text = SchemaText(schema: try SchemaCommand.schema(of: store))
        try output.write(text.classes()) { _ in text.classTree() }
    }
}

struct SchemaTypes: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "types", abstract: "List the relationship types, and which way failure travels along them.")

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() throws { try output.write(SchemaText(schema: SchemaCommand.schema(of: store)).types()) }
}

struct SchemaShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a class with its attributes and states, or a relationship type.")

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    @Argument(help: ArgumentHelp("A class, or a relationship type in any spelling.", valueName: "name"))
    var name: String

    func run() throws {
        try output.write(SchemaText(schema: SchemaCommand.schema(of: store)).entry(name))
    }
}

struct SchemaAdd: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add documents to the schema, or replace those of the same name.",
        discussion: "The change is a commit, and is refused with reasons when data in the store breaks the new schema.")

    @OptionGroup var store: StoreOptions
    @OptionGroup var commit: CommitOptions
    @OptionGroup var output: OutputOptions

    @Argument(help: ArgumentHelp("YAML documents.", valueName: "file"))
    var files: [String]

    func run() throws {
        let added = try files.map { try SchemaFiles.read($0) }
        let database = try store.open(.readWrite)
        let before = database.schema
        let names = Set(added.map(\.name))
        let documents = try database.schemaDocuments().filter { !names.contains($0.name) } + added
        let result = try database.setSchema(documents, author: commit.authorName, reason: commit.reason)
        var report = Report()
        report.field("commit", "Commit", result.map { .integer(Int($0.number.rawValue)) } ?? .none)
        report.tables = [
            Report.Table(
                key: "changes", title: "Changes", columns: [.init("change", "Change")],
                rows: Rows(SchemaDifference(from: before, to: database.schema).lines) { [.text($0)] },
                whenEmpty: "Nothing differs.")
        ]
        try output.write(report)
    }
}
