import Faultline

/// The sample estate of a bank: its sources, when they were read, and what is worth asking about it.
struct BankEstate {
    /// The folder of the estate.
    let folder: String

    init(folder datasets: String) { folder = datasets + "/bank" }

    private struct Source {
        let name: String
        /// A file, or a folder of files.
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

    /// Other tools, which see the same things again, and each a little differently.
    private static let discoveries = [
        Source(name: "servicenow", file: "servicenow.json"),
        Source(name: "netbox", file: "netbox.json"),
        Source(name: "vsphere", file: "vsphere.json"),
        Source(name: "ansible", file: "ansible-facts"),
        Source(name: "lldp", file: "lldp"),
        Source(name: "nmap", file: "nmap.xml"),
    ]

    /// What was read, and when.
    private static let readings = [
        (folder: "2026-09", day: "2026-09-30T06:00:00Z", reason: "inventory of 2026-09", sources: sources),
        (folder: "2026-11", day: "2026-11-20T06:00:00Z", reason: "inventory of 2026-11", sources: sources),
        (folder: "discovered", day: lastDay, reason: "discovery", sources: discoveries),
    ]

    private static let lastDay = "2026-11-20T07:00:00Z"

    struct Scene {
        let title: String
        let ci: String
        var asOf: String?

        var arguments: String { ci + (asOf.map { " --as-of \($0)" } ?? "") }
    }

    /// A server that six tools know.
    static let joined = "db-n-01"
    /// A virtual machine, and what its sources do not agree on.
    static let disputed = (ci: "VirtualMachine:web-n-1", attributes: ["memoryMegabytes", "operatingSystem"])

    static let scenes = [
        Scene(title: "Power feed A of a data centre fails: redundancy holds", ci: "ups-n-a"),
        Scene(title: "An access switch of low importance fails: it does not", ci: "acc-n1-r07-a"),
        Scene(
            title: "The same outage as of October, before the key modules were brought together", ci: "acc-n1-r07-a",
            asOf: "2026-10-01"),
    ]

    /// Makes a store with every source, once for each reading, and tells each step.
    func build(at path: String, _ tell: (String) throws -> Void) throws {
        for (rank, reading) in Self.readings.enumerated() {
            let clock = try Self.clock(reading.day)
            let database =
                rank == 0
                ? try Database.create(at: path, author: "demo", clock: clock)
                : try Database.open(at: path, clock: clock)
            for source in reading.sources {
                try tell(run(source, from: reading.folder, because: reading.reason, database))
            }
        }
    }

    /// The store as on the day on which it was made, when every source was fresh.
    static func open(at path: String) throws -> Database { try Database.open(at: path, clock: clock(lastDay)) }

    private static func clock(_ day: String) throws -> @Sendable () -> Timestamp {
        guard let time = Timestamp(day) else { return Timestamp.now }
        return { time }
    }

    private func run(
        _ source: Source, from reading: String, because reason: String, _ database: Database
    ) throws -> String {
        let opener = InputOpener()
        let inputs = try opener.files(["\(folder)/\(reading)/\(source.file)"]).map { try opener.open($0) }
        guard let first = inputs.first else {
            throw CommandError(.file, "\(folder)/\(reading)/\(source.file) is empty")
        }
        let importer = try Importers.recognising(first)
        let mapping = source.mapping.map { "\(folder)/\($0)" }
        let options = ImporterOptions(
            mapping: try mapping.map { try TextFile.read($0) }, mappingName: mapping ?? "mapping",
            values: source.options)
        let run = ImportRun(source: source.name, scope: .full(.retire))
        let outcome = try database.run(
            ImportRequest(run: run, author: "demo", reason: reason), with: importer.init(options: options),
            from: inputs)
        let report = outcome.report
        let commit = outcome.commit.map { "commit \($0.number)" } ?? "nothing new"
        return "\(reading)/\(source.file) (\(importer.format)): \(report.itemsRead) items, "
            + "\(report.relationshipsRead) relationships, \(commit)"
    }
}
