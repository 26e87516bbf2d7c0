import Faultline
import Foundation
import TestSupport

/// A store on which the queries of a page run. Its clock stands still.
final class DocumentStore {
    private let folder: TemporaryFolder
    let database: Database
    private let text: ResultText

    /// A store with a schema and nothing else.
    init(schema: String) throws {
        folder = try temporaryFolder()
        database = try Database.create(
            at: folder.path("store"), schema: [SchemaDocument(name: "example.yaml", text: schema)], author: "ada",
            clock: { Self.start })
        text = ResultText(isQuoting: true)
    }

    /// The sample estate of a bank, as datasets/bank/import.sh imports both its inventories.
    init(bank days: [(inventory: String, day: Timestamp)]) throws {
        folder = try temporaryFolder()
        let path = folder.path("store")
        let first = days.first?.day ?? Self.start
        _ = try Database.create(at: path, author: "ada", clock: { first })
        for (inventory, day) in days {
            let database = try Database.open(at: path, clock: { day })
            try BankInventory(month: inventory).read(into: database)
        }
        database = try Database.open(at: path, clock: { Self.start })
        text = ResultText(isQuoting: false)
    }

    /// Six in the morning of the 22nd of November 2026, UTC.
    static let start = Timestamp(microsecondsSinceEpoch: 1_795_327_200_000_000)

    /// What the statements of an example give, one after the other with a blank line between them.
    func result(_ example: QueryDocument.Example) throws -> [String] {
        let parameters = try example.parameters.map(parameters) ?? [:]
        let parts = QueryParser.parseScript(example.query).map { lines($0.text, parameters) }
        return Array(parts.filter { !$0.isEmpty }.joined(separator: [""]))
    }

    private func parameters(_ map: String) throws -> [String: QueryValue] {
        guard case .map(let entries) = try rows("RETURN \(map) AS parameters").first?.first else { return [:] }
        return entries
    }

    /// The rows of one statement.
    func rows(_ statement: String) throws -> [[QueryValue]] {
        var rows: [[QueryValue]] = []
        try database.query(QueryRequest(statement), author: "ada", source: "documentation") { row in
            rows.append(row)
            return true
        }
        return rows
    }

    private func lines(_ statement: String, _ parameters: [String: QueryValue]) -> [String] {
        var columns: [String] = []
        var rows: [[QueryValue]] = []
        do {
            let summary = try database.query(
                QueryRequest(statement, parameters: parameters), author: "ada", source: "documentation",
                columns: { columns = $0 },
                { row in
                    rows.append(row)
                    return true
                })
            return text.rows(columns, rows) + text.notes(summary)
        } catch {
            return "error: \(error)".split(separator: "\n").map(String.init)
        }
    }
}

/// One reading of the bank's seven sources.
private struct BankInventory {
    let month: String

    private static let folder = "datasets/bank"

    func read(into database: Database) throws {
        try read("csv", "facilities", "facilities.csv", into: database)
        for source in ["network", "hardware"] {
            let mapping = "\(Self.folder)/\(source).mapping.yaml"
            let text = try String(contentsOf: QueryDocument.root.appending(path: mapping), encoding: .utf8)
            let options = ImporterOptions(mapping: text, mappingName: mapping)
            try read("csv", source, "\(source).csv", options, into: database)
        }
        try read("interchange", "virtualisation", "virtualisation.ndjson", into: database)
        for cluster in ["pay-north", "pay-south"] {
            let options = ImporterOptions(values: ["cluster": cluster])
            try read("kubernetes", "kubernetes-\(cluster)", "kubernetes-\(cluster).json", options, into: database)
        }
        try read("interchange", "architecture", "architecture.json", into: database)
    }

    private func read(
        _ format: String, _ source: String, _ file: String, _ options: ImporterOptions = ImporterOptions(),
        into database: Database
    ) throws {
        let path = QueryDocument.root.appending(path: "\(Self.folder)/\(month)/\(file)").path
        let request = ImportRequest(
            run: ImportRun(source: source, scope: .full(.retire)), author: "ada", reason: "inventory of \(month)")
        _ = try database.run(
            request, with: try Importers.named(format).init(options: options), from: [try InputOpener().open(path)])
    }
}
