import GraphModel
import KeyValueStore
import TestSupport
import Testing

@Suite("Transactions")
struct TransactionTests {
    let scratch: Scratch
    var environment: Environment { scratch.environment }

    init() throws { scratch = try Scratch() }

    @Test("What is written is read back, by table")
    func roundTrip() throws {
        try environment.write { transaction throws(StoreError) in
            try transaction.put(people, key("ada"), [1, 2, 3])
            try transaction.put(places, key("ada"), [])
            #expect(try transaction.get(people, key("ada"))?.array == [1, 2, 3])
        }
        try environment.read { transaction throws(StoreError) in
            #expect(try transaction.get(people, key("ada"))?.array == [1, 2, 3])
            #expect(try transaction.get(places, key("ada"))?.array == [])
            #expect(try transaction.get(places, key("bob"))?.array == nil)
            #expect(try transaction.count(people) == 1)
        }
    }

    @Test("Replacing and deleting")
    func changes() throws {
        try scratch.put("ada", [1])
        try scratch.put("ada", [2, 2])
        #expect(try scratch.get("ada") == [2, 2])
        try environment.write { transaction throws(StoreError) in
            #expect(try transaction.delete(people, key("ada")))
            #expect(try !transaction.delete(people, key("ada")))
        }
        #expect(try scratch.get("ada") == nil)
    }

    @Test("A table is emptied, and only that table")
    func deleteAll() throws {
        try scratch.put("a")
        try scratch.put("b", in: places)
        try environment.write { transaction throws(StoreError) in try transaction.unsafe.deleteAll(people) }
        #expect(try scratch.get("a") == nil)
        #expect(try scratch.get("b", in: places) == [])
    }

    @Test("Payload written in place")
    func reserve() throws {
        try environment.write { transaction throws(StoreError) in
            try key("k").span.bytes.withUnsafeBytes { (key) throws(StoreError) in
                try transaction.unsafe.put(people, key, count: 300) {
                    $0.initializeMemory(as: UInt8.self, repeating: 7)
                }
            }
        }
        #expect(try scratch.get("k") == [UInt8](repeating: 7, count: 300))
    }

    @Test("A snapshot does not see later commits until it is renewed")
    func isolation() throws {
        try scratch.put("a", [1])
        var snapshot = try environment.beginRead()
        let before = snapshot.identifier
        try scratch.put("a", [2])
        #expect(try snapshot.get(people, key("a"))?.array == [1])
        #expect(try scratch.get("a") == [2])
        try snapshot.renew()
        #expect(try snapshot.get(people, key("a"))?.array == [2])
        #expect(snapshot.identifier == before + 1)
    }

    @Test("A class keeps a snapshot and a cursor on it")
    func storedSnapshot() throws {
        final class Snapshot {
            var cursor: UnsafeCursor?
            let transaction: ReadTransaction

            init(_ environment: Environment) throws(StoreError) { transaction = try environment.beginRead() }

            func firstPayload(_ table: Table) throws(StoreError) -> [UInt8]? {
                var cursor = try transaction.unsafe.cursor(table)
                let payload = try cursor.first() ? Array(cursor.payload) : nil
                self.cursor = consume cursor
                return payload
            }
        }
        try scratch.put("a", [9])
        let snapshot = try Snapshot(environment)
        #expect(try snapshot.firstPayload(people) == [9])
        #expect(try snapshot.firstPayload(places) == nil)
    }

    @Test("Longest key and longer; empty key", arguments: [(0, false), (1, true), (511, true), (512, false)])
    func keySizes(count: Int, fits: Bool) throws {
        let key = [UInt8](repeating: 5, count: count)
        let write = {
            try environment.write { transaction throws(StoreError) in try transaction.put(people, key, [1]) }
        }
        if fits {
            try write()
            let found = try environment.read { transaction throws(StoreError) in try transaction.get(people, key)?.array
            }
            #expect(found == [1])
        } else {
            #expect(code { try write() } == .keySize)
        }
    }

    @Test("Payloads around the size of a page", arguments: [0, 1, 2030, 2040, 4080, 4096, 70_000])
    func payloadSizes(count: Int) throws {
        var random = SeededGenerator(seed: UInt64(count))
        let payload = random.bytes(count)
        try scratch.put("k", payload)
        #expect(try scratch.get("k") == payload)
    }

    @Test("Appending out of order is refused and undoes the write")
    func appendOrder() throws {
        #expect(
            code {
                try environment.write { transaction throws(StoreError) in
                    try transaction.putAppending(people, key("b"), [])
                    try transaction.putAppending(people, key("a"), [])
                }
            } == .keyOrder)
        #expect(try scratch.get("b") == nil)
    }

    @Test("An environment may go before its snapshots")
    func snapshotKeepsEnvironment() throws {
        let folder = try temporaryFolder()
        func begin() throws -> ReadTransaction {
            let environment = try Environment.create(at: folder.path("s"), tables: [people])
            try environment.write { transaction throws(StoreError) in try transaction.put(people, key("a"), [1]) }
            return try environment.beginRead()
        }
        let snapshot = try begin()
        #expect(try snapshot.get(people, key("a"))?.array == [1])
    }
}
