import Glibc
import GraphModel
import KeyValueStore
import TestSupport

enum Modes {
    static var readOnly: EnvironmentSettings {
        var settings = EnvironmentSettings()
        settings.access = .readOnly
        return settings
    }

    /// Has the store open for writing until its standard input ends.
    static func hold(_ folder: String) throws {
        let environment = try Environment.open(at: folder, tables: ProbeData.tables)
        say("holding \(getpid())")
        while getchar() != EOF {}
        withExtendedLifetime(environment) {}
    }

    /// Holds a snapshot until it is killed.
    static func pin(_ folder: String) throws {
        let environment = try Environment.open(at: folder, tables: ProbeData.tables, settings: readOnly)
        let transaction = try environment.beginRead()
        say("pinned \(transaction.identifier)")
        while getchar() != EOF {}
    }

    /// A new store with what `ProbeData` says.
    static func make(_ folder: String, records: Int) throws {
        let environment = try Environment.create(at: folder, tables: ProbeData.tables)
        for table in ProbeData.tables {
            try environment.write(.exclusive) { transaction throws(StoreError) in
                for number in 0..<records where ProbeData.isPresent(number) {
                    try transaction.put(table, ProbeData.key(number), ProbeData.payload(table, number))
                }
            }
        }
        say("made")
    }

    static func verify(_ folder: String) throws {
        let report = try Environment.open(at: folder, tables: ProbeData.tables, settings: readOnly).verifyPages()
        say("records \(report.records.map(String.init).joined(separator: " "))")
    }

    /// Commits `count` writes one by one, and says how each ended.
    static func commit(_ folder: String, count: Int) throws {
        let environment = try Environment.open(at: folder, tables: ProbeData.tables)
        for number in 0..<count {
            do {
                try environment.write { transaction throws(StoreError) in
                    try transaction.put(
                        ProbeData.tables[0], ProbeData.key(number), ProbeData.payload(ProbeData.tables[0], number))
                }
                say("committed \(number)")
            } catch {
                say("refused \(number) \(error.code)")
            }
        }
        let found = try? environment.read { transaction throws(StoreError) in try transaction.count(ProbeData.tables[0])
        }
        say("readable \(found ?? -1)")
    }
}
