import Glibc
import GraphModel
import KeyValueStore
import TestSupport

/// The commits of the power-cut test: each number stands for one commit, and the state after it can be computed.
enum PowerCutLoad {
    static let slots = 40

    static func payload(_ number: Int) -> [UInt8] {
        (0..<number &* 137 % 1_900).map { UInt8(truncatingIfNeeded: $0 &+ number) }
    }

    static func settings(_ durability: String) -> EnvironmentSettings {
        var settings = EnvironmentSettings()
        settings.durability = durability == "full" ? .full : durability == "noMetaSync" ? .withoutMetaSync : .none
        return settings
    }

    /// Commits numbers 1 to `count`, and says after each that it is in.
    static func run(_ folder: String, durability: String, count: Int) throws {
        let (nodes, indexes, meta) = (ProbeData.tables[0], ProbeData.tables[1], ProbeData.tables[2])
        let environment = try Environment.open(
            at: folder, tables: ProbeData.tables, settings: settings(durability))
        for number in 1...count {
            try environment.write { transaction throws(StoreError) in
                try transaction.put(nodes, ProbeData.key(number % slots), payload(number))
                try transaction.put(indexes, ProbeData.key(number), [])
                try transaction.put(meta, [0], ProbeData.key(number))
            }
            say("committed \(number)")
        }
    }

    /// The commit that a store stands at, or nil when it is not exactly at one.
    static func state(_ folder: String) -> Int? {
        let (nodes, indexes, meta) = (ProbeData.tables[0], ProbeData.tables[1], ProbeData.tables[2])
        do throws(StoreError) {
            let environment = try Environment.open(at: folder, tables: ProbeData.tables, settings: Modes.readOnly)
            let records = try environment.verifyPages().records
            return try environment.read { transaction throws(StoreError) in
                let last = try transaction.get(meta, [0])?.withUnsafeBytes { $0.reduce(0) { $0 << 8 | Int($1) } } ?? 0
                guard records == [min(last, slots), last, last > 0 ? 1 : 0] else { return nil }
                for number in max(1, last - slots + 1)..<max(1, last + 1) {
                    let found = try transaction.get(nodes, ProbeData.key(number % slots))
                    guard found?.withUnsafeBytes({ Array($0) }) == payload(number) else { return nil }
                }
                for number in 1..<last + 1 where try transaction.get(indexes, ProbeData.key(number)) == nil {
                    return nil
                }
                return last
            }
        } catch {
            return nil
        }
    }
}
