import GraphModel
import KeyValueStore
import TestSupport
import Testing

@testable import GraphStore

/// The verifier must find what is wrong, wherever it is.
@Suite struct StoreVerifierTests {
    static func recorded(_ seed: UInt64) throws -> RecordedStore {
        let recorded = try RecordedStore(seed: seed)
        for index in RandomGraphDeltas.indexes { try recorded.commit(GraphDelta(operations: [.createIndex(index)])) }
        try recorded.run(commits: 30, operations: 5)
        return recorded
    }

    /// Every key and payload of a table.
    static func records(_ store: GraphStore, _ table: Table) throws -> [(key: [UInt8], payload: [UInt8])] {
        let snapshot = try store.snapshot()
        var cursor = try snapshot.transaction.cursor(table)
        var records: [(key: [UInt8], payload: [UInt8])] = []
        var isFound = try cursor.first()
        while isFound {
            records.append(([UInt8](cursor.key), [UInt8](cursor.payload)))
            isFound = try cursor.next()
        }
        return records
    }

    static func put(_ store: GraphStore, _ table: Table, _ key: [UInt8], _ payload: [UInt8]?) throws {
        try store.environment.write { (transaction) throws(StoreError) in
            try key.withStoredBytes { (key) throws(StoreError) in
                guard let payload else {
                    _ = try transaction.unsafe.delete(table, key)
                    return
                }
                try payload.withStoredBytes { (payload) throws(StoreError) in
                    try transaction.unsafe.put(table, key, payload)
                }
            }
        }
    }

    /// Tables any record of which something else tells of too.
    static let tables: [Table] = [
        .tokens, .labelSets, .nodes, .adjacency, .relationships, .labelNodes, .typeSources, .indexes, .counters,
        .commits, .touched, .nodeHistory, .relationshipHistory,
    ]

    @Test(arguments: tables)
    func aMissingRecordIsFound(table: Table) throws {
        let recorded = try Self.recorded(7)
        try recorded.verify()
        let records = try Self.records(recorded.store, table)
        #expect(!records.isEmpty)
        for _ in 0..<min(records.count, 8) {
            let record = recorded.deltas.random.pick(records.map { $0 })
            try Self.put(recorded.store, table, record.key, nil)
            #expect(try !recorded.store.verify().isSound, "\(table.name) without \(record.key)")
            try Self.put(recorded.store, table, record.key, record.payload)
        }
        try recorded.verify()
    }

    @Test(arguments: tables + [.meta, .definitions, .definitionHistory])
    func arbitraryPayloadsNeverTrap(table: Table) throws {
        let recorded = try Self.recorded(8)
        let records = try Self.records(recorded.store, table)
        for round in 0..<min(records.count, 12) {
            let record = recorded.deltas.random.pick(records.map { $0 })
            var payload = record.payload
            if round.isMultiple(of: 3) || payload.isEmpty {
                payload = (0..<recorded.deltas.random.below(30)).map { _ in
                    UInt8.random(in: 0...255, using: &recorded.deltas.random)
                }
            } else {
                payload[recorded.deltas.random.below(payload.count)] ^= 1 << UInt8(recorded.deltas.random.below(8))
            }
            try Self.put(recorded.store, table, record.key, payload)
            _ = try recorded.store.verify()
            try Self.put(recorded.store, table, record.key, record.payload)
        }
        try recorded.verify()
    }

    /// A finding names the table and the record.
    @Test func findingsNameWhatIsWrong() throws {
        let recorded = try RecordedStore(seed: 1)
        try recorded.commit(
            GraphDelta(operations: [
                .createNode(id: nil, labels: ["A"], properties: []),
                .createNode(id: nil, labels: ["B"], properties: []),
                .createRelationship(id: nil, type: "R", source: .new(0), target: .new(1), properties: []),
            ]))
        let incoming = [UInt8]([0, 0, 0, 0, 2, 1])
        try Self.put(recorded.store, .adjacency, incoming, nil)
        try Self.put(recorded.store, .counters, [1], [4, 9])
        let findings = try recorded.store.verify().findings.map(\.description)
        #expect(
            findings == [
                "adjacency 000000000100: relationship ~1 differs at its other end",
                "counters 01: bytes after the number at byte 1",
                "counters 050001000001: says 1, and a scan counts 0",
                "counters 01: is missing, and a scan counts 2",
            ])
    }
}
