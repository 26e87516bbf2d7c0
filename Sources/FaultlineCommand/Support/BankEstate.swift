import Faultline

/// The sample estate of a bank: its sources, when they were read, and what is worth asking about it.
struct BankEstate {
    /// The folder of the estate.
    let folder: String

    init(folder datasets: String) { folder = datasets + "/bank" }

    private struct Source {
        let name: String
        let file: String
        var mapping: String?
        var options: [String: String] = [:]
    }

    /// The sources of one reading, as datasets/bank/import.sh has them.
    private static let sources = [
        Source(name: "facilities", file: "facilities.csv"),
        Source(name: "network", file: "network.csv", mapping: "network.mapping.yaml"),
        Source(name: "hardware", file: "hardware.csv", mapping: "hardware.mapping.yaml"),
        Source(name: "virtualisation", file: "virtualisation.ndjson"),
        Source(
            name: "kubernetes-pay-north", file: "kubernetes-pay-north.json", options: ["cluster": "pay-north"]),
        Source(
            name: "kubernetes-pay-south", file: "kubernetes-pay-south.json", options: ["cluster": "pay-south"]),
        Source(name: "architecture", file: "architecture.json"),
    ]

    /// The days on which the sources were read.
    private static let readings = [("2026-09", "2026-09-30T06:00:00Z"), ("2026-11", "2026-11-20T06:00:00Z")]

    struct Scene {
        let title: String
        let ci: String
        var asOf: String?

        var arguments: String { ci + (asOf.map { " --as-of \($0)" } ?? "") }
    }

    static let scenes = [
        Scene(title: "Power feed A of a data centre fails: redundancy holds", ci: "ups-n-a"),
        Scene(title: "An access switch of low importance fails: it does not", ci: "acc-n1-r07-a"),
        Scene(
            title: "The same outage as of October, before the key modules were brought together", ci: "acc-n1-r07-a",
            asOf: "2026-10-01"),
    ]

    /// Makes a store with every source, once for each reading, and tells each step.
    func build(at path: String, _ tell: (String) throws -> Void) throws {
        for (rank, (reading, day)) in Self.readings.enumerated() {
            guard let time = Timestamp(day) else { continue }
            let clock: @Sendable () -> Timestamp = { time }
            let database =
                rank == 0
                ? try Database.create(at: path, author: "demo", clock: clock)
                : try Database.open(at: path, clock: clock)
            for source in Self.sources { try tell(run(source, reading, database)) }
        }
    }

    private func run(_ source: Source, _ reading: String, _ database: Database) throws -> String {
        let file = "\(folder)/\(reading)/\(source.file)"
        let input = try InputOpener().open(file)
        let importer = try Importers.recognising(input)
        let mapping = source.mapping.map { "\(folder)/\($0)" }
        let options = ImporterOptions(
            mapping: try mapping.map { try TextFile.read($0) }, mappingName: mapping ?? "mapping",
            values: source.options)
        let run = ImportRun(source: source.name, scope: .full(.retire))
        let outcome = try database.run(
            ImportRequest(run: run, author: "demo", reason: "inventory of \(reading)"),
            with: importer.init(options: options), from: [input])
        let report = outcome.report
        let commit = outcome.commit.map { "commit \($0.number)" } ?? "nothing new"
        return "\(reading)/\(source.file) (\(importer.format)): \(report.itemsRead) items, "
            + "\(report.relationshipsRead) relationships, \(commit)"
    }
}
