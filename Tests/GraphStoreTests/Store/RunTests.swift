import GraphModel
import KeyValueStore
import TestSupport
import Testing

@testable import GraphStore

@Suite("The table of runs")
struct RunTests {
    static func runs(_ reader: GraphReader, from last: RunNumber? = nil, limit: Int = .max) throws -> [StoredRun] {
        var runs: [StoredRun] = []
        try reader.forEachRun(from: last) { run in
            runs.append(run)
            return runs.count < limit
        }
        return runs
    }

    /// One that makes commit 1, one that changes nothing, one beside any write, one that makes commit 2.
    static func fill(_ store: GraphStore) throws {
        try store.write(TestStore.metadata()) { writer in
            _ = try writer.apply(GraphDelta(operations: [.node(["A"])]))
            let number = try writer.leaveRun([1])
            #expect(number == RunNumber(1))
        }
        try store.write(TestStore.metadata()) { writer in
            let number = try writer.leaveRun([2, 2])
            #expect(number == RunNumber(2))
        }
        let number = try store.appendRun([])
        #expect(number == RunNumber(3))
        try store.write(TestStore.metadata()) { writer in
            try writer.leaveRun([9])
            _ = try writer.apply(GraphDelta(operations: [.node(["B"])]))
            try writer.leaveRun([4])
        }
    }

    static func row(_ number: UInt64, _ commit: UInt64, _ madeCommit: Bool, _ bytes: [UInt8]) -> StoredRun {
        StoredRun(
            number: RunNumber(number), storeCommit: CommitNumber(commit), madeCommit: madeCommit, bytes: bytes)
    }

    static let rows = [row(4, 2, true, [4]), row(3, 1, false, []), row(2, 1, false, [2, 2]), row(1, 1, true, [1])]

    @Test("Rows are there with their commit, and without one")
    func writing() throws {
        let test = try TestStore()
        try Self.fill(test.store)
        let snapshot = try test.store.snapshot()
        #expect(snapshot.commit == CommitNumber(2))
        #expect(try Self.runs(snapshot) == Self.rows)
        #expect(try Self.runs(snapshot, limit: 2) == Array(Self.rows.prefix(2)))
        #expect(try Self.runs(snapshot, from: RunNumber(2)) == Array(Self.rows.suffix(2)))
        #expect(try Self.runs(snapshot, from: RunNumber(.max)).count == 4)
        #expect(try Self.runs(snapshot, from: RunNumber(0)).isEmpty)
        #expect(try snapshot.run(RunNumber(2)) == Self.rows[2])
        #expect(try snapshot.run(RunNumber(5)) == nil)
        #expect(try snapshot.run(RunNumber(.max)) == nil)
        // A view of the past does not know what came later.
        let past = try test.store.snapshot(asOf: CommitNumber(1))
        #expect(try Self.runs(past) == Array(Self.rows.dropFirst()))
        #expect(try past.run(RunNumber(4)) == nil)
        try test.verify()
    }

    @Test("A write that is undone leaves no row")
    func atomic() throws {
        let test = try TestStore()
        #expect(throws: StoreError.self) {
            try test.store.write(TestStore.metadata()) { writer in
                try writer.leaveRun([1])
                _ = try writer.apply(GraphDelta(operations: [.set(99, "a", 1)]))
            }
        }
        // What one write was to leave is nothing that the next one leaves.
        try test.commit([.node()])
        #expect(try Self.runs(test.store.snapshot()).isEmpty)
        try Self.fill(test.store)
        #expect(try test.store.snapshot().run(RunNumber(1))?.commit == CommitNumber(2))
        try test.verify()
    }

    @Test("Rows stay after reopening and in a backup, and not in a log")
    func copies() throws {
        let folder = try temporaryFolder()
        do { try Self.fill(GraphStore.create(at: folder.path("s"))) }
        let store = try GraphStore.open(at: folder.path("s"))
        #expect(try Self.runs(store.snapshot()) == Self.rows)
        try store.environment.backup(to: folder.path("copy"))
        #expect(try Self.runs(GraphStore.open(at: folder.path("copy")).snapshot()) == Self.rows)
        var log: [UInt8] = []
        try store.exportLog { log.append(contentsOf: $0) }
        let replayed = try GraphStore.create(at: folder.path("replayed"))
        var rest = log[...]
        try replayed.replayLog { buffer in
            let count = min(buffer.count, rest.count)
            buffer.copyBytes(from: rest.prefix(count))
            rest = rest.dropFirst(count)
            return count
        }
        #expect(try Self.runs(replayed.snapshot()).isEmpty)
    }

    @Test("A store from before the table is read without it, and gets it when it is written to")
    func olderStore() throws {
        let folder = try temporaryFolder()
        let older = Table.all.filter { $0 != .runs }
        do {
            let environment = try Environment.create(at: folder.path("s"), tables: older)
            try environment.write { (transaction) throws(StoreError) in
                try transaction.put(.meta, StoreFormat.key, StoreFormat.record)
                try transaction.put(.meta, StoreIdentity.key, StoreIdentity.random())
            }
        }
        var reading = StoreSettings()
        reading.environment.access = .readOnly
        do {
            let store = try GraphStore.open(at: folder.path("s"), settings: reading)
            let snapshot = try store.snapshot()
            #expect(try Self.runs(snapshot).isEmpty)
            #expect(try snapshot.run(RunNumber(1)) == nil)
            #expect(try store.verify().isSound)
            try store.environment.backup(to: folder.path("copy"))
            #expect(code { try store.appendRun([1]) } == .readOnly)
        }
        for path in ["s", "copy"] {
            do { try Self.fill(GraphStore.open(at: folder.path(path))) }
            let store = try GraphStore.open(at: folder.path(path), settings: reading)
            #expect(try Self.runs(store.snapshot()) == Self.rows)
            #expect(try store.verify().isSound)
        }
        // A table that every store has must be there.
        do { _ = try Environment.create(at: folder.path("bare"), tables: [.meta]) }
        #expect(code { _ = try GraphStore.open(at: folder.path("bare"), settings: reading) } == .notAStore)
    }

    @Test("The verifier notices rows that are missing, out of order or of no commit")
    func verification() throws {
        let test = try TestStore()
        try Self.fill(test.store)
        let records = try StoreVerifierTests.records(test.store, .runs)
        #expect(records.count == 4)
        for place in 0..<3 {
            try StoreVerifierTests.put(test.store, .runs, records[place].key, nil)
            #expect(try !test.store.verify().isSound)
            try StoreVerifierTests.put(test.store, .runs, records[place].key, records[place].payload)
        }
        for payload: [UInt8] in [[], [2 << 1], [0], [2 << 1 | 1], [7 << 1], [0xFF]] {
            try StoreVerifierTests.put(test.store, .runs, records[1].key, payload)
            #expect(try !test.store.verify().isSound, "\(payload)")
        }
        try StoreVerifierTests.put(test.store, .runs, records[1].key, records[1].payload)
        try StoreVerifierTests.put(test.store, .runs, [1], [0])
        #expect(try !test.store.verify().isSound)
        try StoreVerifierTests.put(test.store, .runs, [1], nil)
        try test.verify()
    }
}
