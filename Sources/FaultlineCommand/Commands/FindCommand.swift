import ArgumentParser
import Faultline

struct FindCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "find", abstract: "List CIs by part of their name, class and attributes.")

    @OptionGroup var store: StoreOptions
    @OptionGroup var version: VersionOptions
    @OptionGroup var output: OutputOptions

    @Argument(help: ArgumentHelp("Part of a name or identity, whatever the case. Default: all CIs.", valueName: "text"))
    var text: String?

    @Option(name: .customLong("class"), help: ArgumentHelp("Of this class and its subclasses.", valueName: "class"))
    var ciClass: String?

    @Option(
        name: .customLong("where"), parsing: .singleValue,
        help: ArgumentHelp("With this value of an attribute; may be repeated.", valueName: "attribute=value"))
    var conditions: [String] = []

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp("Show this attribute as a column; may be repeated.", valueName: "attribute"))
    var column: [String] = []

    @Option(help: ArgumentHelp("How many CIs at most; 0 for all.", valueName: "number"))
    var limit = 100

    func validate() throws {
        guard limit >= 0 else { throw ValidationError("--limit must not be negative") }
    }

    func run() throws {
        let session = try version.session(in: store.open())
        let attributes = try conditions.map(KeyValueText.split)
        var table = Report.Table(
            key: "cis", title: "", columns: SummaryTable.columns + column.map { Report.Column($0) },
            whenEmpty: "Nothing matches.")
        var isCut = false
        try session.find(FindRequest(text: text, ciClass: ciClass, attributes: attributes)) { node in
            guard limit == 0 || table.rows.count < limit else {
                isCut = true
                return false
            }
            let cells = column.map { key in node[key].map { Cell.value($0) } ?? Cell.none }
            table.rows.append(try SummaryTable.row(session.summary(of: node.id)) + cells)
            return true
        }
        var report = Report()
        report.field("version", "Commit", .integer(Int(session.version.rawValue)))
        report.field("complete", "Complete", .boolean(!isCut))
        report.tables = [table]
        if isCut { report.notes = ["There are more than \(limit); --limit 0 lists all of them."] }
        try output.write(report)
    }
}

/// `key=value` on the command line.
enum KeyValueText {
    static func split(_ text: String) throws(CommandError) -> (key: String, value: String) {
        guard let equals = text.firstIndex(of: "="), equals > text.startIndex else {
            throw CommandError(.usage, "`\(text)` is not of the form key=value")
        }
        return (String(text[..<equals]), String(text[text.index(after: equals)...]))
    }
}
