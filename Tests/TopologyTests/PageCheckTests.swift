import GraphModel
import Schema
import TestSupport
import Testing

@testable import Topology

/// Files of many pages, damaged: what is reached is checked, what is not reached costs nothing, and no answer is wrong.
@Suite struct PageCheckTests {
    /// A thousand separate chains of three, some through groups: sections of several pages.
    private static func graph() -> PlainGraph {
        var relationships: [TopologyRelationship] = []
        for first in stride(from: 1, through: 2_998, by: 3) {
            let isGrouped = first % 2 == 0
            relationships.append(depends(first + 1, on: first, group: isGrouped ? "a" : nil))
            relationships.append(depends(first + 2, on: first + 1, first % 5 == 0 ? .soft : .hard))
        }
        return PlainGraph(3_000, relationships)
    }

    private struct Saved {
        let folder: TemporaryFolder
        let built: Topology
        let bytes: [UInt8]
        let header: TopologyFileHeader
        var path: String { folder.path("topology") }

        init() throws {
            folder = try temporaryFolder()
            built = try PageCheckTests.graph().topology()
            try built.save(to: folder.path("topology"))
            bytes = try File.read(folder.path("topology"))
            let decoded = bytes.withUnsafeBytes { bytes in
                try? TopologyFileHeader(
                    decoding: UnsafeRawBufferPointer(rebasing: bytes[0..<TopologyFileHeader.pageBytes]),
                    fileBytes: bytes.count)
            }
            header = try #require(decoded)
        }

        func damaged(at place: Int) throws -> Topology {
            var copy = bytes
            copy[place] ^= 0x10
            try File.write(copy, to: path)
            return try Topology(mapping: path)
        }

        func start(of section: TopologySection) -> Int { Int(header.sections[section.rawValue].offset) }
    }

    /// What one failure does, as words; nil when the topology says that it is not sound.
    private static func answer(_ id: NodeID, _ topology: Topology) -> [String]? {
        let propagation = Propagation(checkingAsReached: topology)
        guard let node = topology.index(of: id) else { return topology.isDamaged ? nil : ["absent"] }
        let answer = propagation.run(failing: [node])
        let lines = answer.map { entry in
            let gates = topology.gates(of: entry.node).map { "\(topology.gate($0))" }
            return "\(topology.id(of: entry.node)) \(entry) \(gates) \(topology.classCode(of: entry.node))"
        }
        return topology.isDamaged ? nil : lines
    }

    @Test func noFlippedBitGivesAWrongAnswer() throws {
        let saved = try Saved()
        let ids = [1, 2, 3, 700, 1_501, 2_222, 2_998].map { NodeID(UInt64($0)) }
        let expected = ids.map { Self.answer($0, saved.built) }
        var random = SeededGenerator(seed: 3)
        var (noticed, passed) = (0, 0)
        for _ in 0..<250 {
            let place = TopologyFileHeader.pageBytes + random.below(saved.bytes.count - TopologyFileHeader.pageBytes)
            guard let topology = try? saved.damaged(at: place) else {
                noticed += 1
                continue
            }
            for (id, right) in zip(ids, expected) {
                if let found = Self.answer(id, topology) { #expect(found == right, "byte \(place)") }
            }
            if topology.isDamaged { noticed += 1 } else { passed += 1 }
        }
        #expect(noticed > 20 && passed > 20)
    }

    @Test func damageIsTheConcernOfThoseWhoReachIt() throws {
        let saved = try Saved()
        // The last page of the impact edges' ranges belongs to the nodes with the highest identities.
        let topology = try saved.damaged(at: saved.start(of: .impactRanges) + 2_997 * 8)
        #expect(Self.answer(NodeID(1), topology) == Self.answer(NodeID(1), saved.built))
        #expect(throws: Never.self) { try topology.requireSound() }
        #expect(Self.answer(NodeID(2_998), topology) == nil)
        let error = #expect(throws: TopologyError.self) { try topology.requireSound() }
        #expect(error?.kind == .damaged)
        #expect(throws: TopologyError.self) { try Propagation(topology) }
    }

    @Test(arguments: [TopologySection.nodeIDs, .impactRanges, .impacts, .others, .adjacency, .gateRecords])
    func aPatchOfADamagedTopologyIsRefused(section: TopologySection) throws {
        let saved = try Saved()
        let topology = try saved.damaged(at: saved.start(of: section))
        var graph = Self.graph()
        // Everything at the start of the tables: a plain edge goes, a member of a group comes.
        let removed = graph.relationships.remove(at: 0)
        let added = depends(5, on: 2, group: "a")
        graph.relationships.append(added)
        #expect(throws: TopologyError.self) {
            try topology.apply(
                TopologyChanges(removed: [removed], added: [added]), from: graph, stamp: PlainGraph.stamp)
        }
        #expect(topology.isDamaged)
    }

    @Test func whatWasWrittenToIsStillCheckedBefore() throws {
        let saved = try Saved()
        try File.write(saved.bytes, to: saved.path)
        let topology = try Topology(mapping: saved.path)
        var graph = Self.graph()
        let removed = graph.relationships.remove(at: 0)
        let added = (1...600).map { depends(3_000 - $0 * 4, on: $0 * 2 + 1, .soft) }
        graph.relationships += added
        try topology.apply(
            TopologyChanges(removed: [removed], added: added), from: graph, stamp: PlainGraph.stamp)
        // Pages changed meanwhile are not taken for damaged ones.
        try topology.verifyChecksums()
        try topology.checkInvariants()
        #expect(try CanonicalTopology(topology) == CanonicalTopology(graph.topology()))
    }

    @Test func wideDamageIsFoundByWideQuestionsOnSeveralThreads() throws {
        let folder = try temporaryFolder()
        let graph = PlainGraph(40_000, (2...40_000).map { depends($0, on: 1) })
        try graph.topology().save(to: folder.path("topology"))
        var bytes = try File.read(folder.path("topology"))
        let sound = try Topology(mapping: folder.path("topology"))
        let hub = try #require(sound.index(of: NodeID(1)))
        #expect(Propagation(checkingAsReached: sound).countDown(failing: [hub]) == 40_000)
        #expect(throws: Never.self) { try sound.requireSound() }
        bytes[bytes.count - 60_000] ^= 1
        try File.write(bytes, to: folder.path("topology"))
        let damaged = try Topology(mapping: folder.path("topology"))
        #expect(throws: TopologyError.self) { try damaged.verifyChecksums() }
    }

    @Test func checksumsOfPagesAreThoseOfTheirBytes() {
        var random = SeededGenerator(seed: 9)
        for count in [0, 1, 4_095, 4_096, 4_097, 5 * 4_096 + 7, 9 * 4_096] {
            let bytes = random.bytes(count)
            let expected = stride(from: 0, to: count, by: 4_096).map { start in
                Array(bytes[start..<min(start + 4_096, count)]).withUnsafeBytes { checksum($0) }
            }
            #expect(bytes.withUnsafeBytes { PageChecksums.of($0) } == expected)
        }
    }
}
