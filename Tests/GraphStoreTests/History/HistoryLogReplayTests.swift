import GraphModel
import KeyValueStore
import TestSupport
import Testing

@testable import GraphStore

/// A log rebuilds the store that wrote it, every table of it.
@Suite struct HistoryLogReplayTests {
    static func export(_ store: GraphStore, from first: UInt64 = 1) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try store.exportLog(from: CommitNumber(first)) { bytes.append(contentsOf: $0) }
        return bytes
    }

    @discardableResult
    static func replay(_ bytes: [UInt8], into store: GraphStore) throws -> CommitNumber {
        var place = 0
        return try store.replayLog { target in
            let count = min(target.count, bytes.count - place)
            target.copyBytes(from: bytes[place..<place + count])
            place += count
            return count
        }
    }

    static func emptyStore(_ folder: TemporaryFolder) throws -> GraphStore {
        try GraphStore.create(at: folder.path("copy"), settings: RecordedStore.settings)
    }

    static func expectSame(_ a: GraphStore, _ b: GraphStore) throws {
        let (mine, others) = (try StoreContents(a), try StoreContents(b))
        #expect(mine == others, "\(mine.differences(from: others))")
        #expect(try b.verify().isSound)
    }

    @Test(arguments: Seeds.first(Seeds.count(Effort.logs)))
    func replayingALogMakesAnIdenticalStore(seed: UInt64) throws {
        let recorded = try RecordedStore(seed: seed)
        try recorded.run(commits: 40, operations: 6)
        let folder = try temporaryFolder()
        let copy = try Self.emptyStore(folder)
        #expect(try Self.replay(try Self.export(recorded.store), into: copy) == recorded.last)
        try Self.expectSame(recorded.store, copy)
        // And the same again from the copy.
        #expect(try Self.export(copy) == Self.export(recorded.store))
    }

    @Test(arguments: Seeds.first(10))
    func logsArriveInPartsAndMoreThanOnce(seed: UInt64) throws {
        let recorded = try RecordedStore(seed: seed)
        let folder = try temporaryFolder()
        let copy = try Self.emptyStore(folder)
        for _ in 0..<4 {
            let first = UInt64(recorded.graphs.count)
            try recorded.run(commits: 8, operations: 4)
            let overlapping = first > 3 ? first - UInt64(recorded.deltas.random.below(3)) : 1
            let log = try Self.export(recorded.store, from: overlapping)
            try Self.replay(log, into: copy)
            try Self.replay(log, into: copy)
            try Self.expectSame(recorded.store, copy)
        }
        // Both go on alike.
        let delta = recorded.deltas.delta(for: recorded.present, operations: 5)
        let metadata = CommitMetadata(author: "a", source: "b", time: Timestamp(microsecondsSinceEpoch: 1 << 50))
        #expect((try? recorded.store.commit(delta, metadata)) == (try? copy.commit(delta, metadata)))
        try Self.expectSame(recorded.store, copy)
    }

    @Test func constraintsAndSwapsOfUniqueValuesSurvive() throws {
        let recorded = try RecordedStore(seed: 1)
        func node(_ id: UInt64, _ name: String) -> GraphOperation {
            .updateNode(
                .existing(NodeID(id)), addLabels: [], removeLabels: [],
                properties: [PropertyChange("name", .string(name))])
        }
        let unique = ConstraintDefinition(name: "unique", kind: .uniqueness, element: .label("A"), properties: ["name"])
        let exists = ConstraintDefinition(name: "exists", kind: .existence, element: .label("A"), properties: ["name"])
        let store = recorded.store
        let metadata = CommitMetadata(author: "a", source: "s", time: Timestamp(microsecondsSinceEpoch: 0))
        try store.commit(
            GraphDelta(operations: [
                .createConstraint(unique), .createConstraint(exists),
                .createNode(id: nil, labels: ["A"], properties: [Property("name", "x")]),
                .createNode(id: nil, labels: ["A"], properties: [Property("name", "y")]),
            ]), metadata)
        try store.commit(GraphDelta(operations: [node(1, "y"), node(2, "x")]), metadata)
        try store.commit(
            GraphDelta(operations: [
                .dropConstraint(name: "unique"), .createConstraint(unique), .dropConstraint(name: "exists"),
            ]),
            metadata)
        let folder = try temporaryFolder()
        let copy = try Self.emptyStore(folder)
        #expect(try Self.replay(try Self.export(store), into: copy) == CommitNumber(3))
        try Self.expectSame(store, copy)
    }

    @Test func identitiesThatACommitUsedUpStayUsedUp() throws {
        let recorded = try RecordedStore(seed: 1)
        try recorded.commit(
            GraphDelta(operations: [
                .createNode(id: nil, labels: [], properties: []), .createNode(id: nil, labels: [], properties: []),
                .createRelationship(id: nil, type: "R", source: .new(0), target: .new(1), properties: []),
                .deleteNode(.new(1), detach: true),
            ]))
        let folder = try temporaryFolder()
        let copy = try Self.emptyStore(folder)
        try Self.replay(try Self.export(recorded.store), into: copy)
        try Self.expectSame(recorded.store, copy)
        let created = try copy.commit(
            GraphDelta(operations: [.createNode(id: nil, labels: [], properties: [])]),
            CommitMetadata(author: "a", source: "s", time: Timestamp(microsecondsSinceEpoch: 0)))
        #expect(created.created.nodes == [NodeID(3)])
    }

    @Test func logsThatDoNotFitAreRefused() throws {
        let recorded = try RecordedStore(seed: 5)
        try recorded.run(commits: 12, operations: 4)
        let other = try RecordedStore(seed: 6)
        try other.run(commits: 12, operations: 4)
        let folder = try temporaryFolder()
        let copy = try Self.emptyStore(folder)
        let gap = #expect(throws: StoreError.self) {
            try Self.replay(try Self.export(recorded.store, from: 3), into: copy)
        }
        #expect(gap?.kind == .logGap)
        let foreign = #expect(throws: StoreError.self) {
            try Self.replay(try Self.export(recorded.store), into: other.store)
        }
        #expect(foreign?.message == "the log is of another store")
        let cut = #expect(throws: StoreError.self) {
            try Self.replay(try Self.export(recorded.store).dropLast(30), into: copy)
        }
        #expect(cut?.kind == .logDamaged)
        #expect(try copy.snapshot().commit == .zero)
        let none = #expect(throws: StoreError.self) { try Self.export(recorded.store, from: 0) }
        #expect(none?.kind == .unknownCommit)
    }
}
