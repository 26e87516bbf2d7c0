import Glibc
import GraphModel
import KeyValueStore
import TestSupport

extension Modes {
    /// What reading the whole store said of a file with one bit flipped.
    enum Verdict: String {
        /// Everything was as written: the bit lay in a free or unused place.
        case right
        /// An error was reported, and nothing wrong came before it.
        case reported
        /// Something that was never written was returned as data, or something that was written as absent.
        case wrong
    }

    /// Reads everything for each of `numbers` flipped bits of the data file.
    static func flip(_ folder: String, records: Int, seed: UInt64, numbers: Int) {
        let expected = ProbeData.tables.map { table in
            (0..<records).map { ProbeData.isPresent($0) ? ProbeData.payload(table, $0) : nil }
        }
        FlippedBits.run(on: folder + "/data.mdb", seed: seed, numbers: numbers) { read(folder, expected).rawValue }
    }

    private static func read(_ folder: String, _ expected: [[[UInt8]?]]) -> Verdict {
        let environment: Environment
        do { environment = try Environment.open(at: folder, tables: ProbeData.tables, settings: readOnly) } catch {
            return .reported
        }
        let verdicts = zip(ProbeData.tables, expected).flatMap { table, records in
            [points(environment, table, records), scan(environment, table, records)]
        }
        return verdicts.contains(.wrong) ? .wrong : verdicts.contains(.reported) ? .reported : .right
    }

    /// Every key one by one, those that are absent too. An error does not end it: what else is read must still be
    /// right.
    private static func points(_ environment: Environment, _ table: Table, _ expected: [[UInt8]?]) -> Verdict {
        var verdict = Verdict.right
        guard let transaction = try? environment.beginRead() else { return .reported }
        for number in expected.indices {
            do throws(StoreError) {
                let found = try ProbeData.key(number).span.bytes.withUnsafeBytes { (key) throws(StoreError) in
                    try transaction.unsafe.get(table, key)
                }
                if !isEqual(found, expected[number]) { return .wrong }
            } catch {
                verdict = .reported
            }
        }
        return verdict
    }

    /// The whole table in order, up to the first error: no record but those that were written, and all of them at the
    /// end.
    private static func scan(_ environment: Environment, _ table: Table, _ expected: [[UInt8]?]) -> Verdict {
        do throws(StoreError) {
            return try environment.read { transaction throws(StoreError) in
                var cursor = try transaction.unsafe.cursor(table)
                var count = 0
                while try cursor.next() {
                    let number = cursor.key.reduce(0) { $0 << 8 | Int($1) }
                    guard cursor.key.count == 3, number < expected.count, ProbeData.isPresent(number),
                        isEqual(cursor.payload, expected[number])
                    else { return .wrong }
                    count += 1
                }
                return count == (expected.count + 1) / 2 ? .right : .wrong
            }
        } catch {
            return .reported
        }
    }

    private static func isEqual(_ found: UnsafeRawBufferPointer?, _ expected: [UInt8]?) -> Bool {
        guard let found, let expected else { return found == nil && expected == nil }
        guard let start = found.baseAddress, found.count == expected.count else { return false }
        return memcmp(start, expected, found.count) == 0
    }
}
