import GraphModel
import TestSupport
import Testing

@testable import Topology

/// Files are read back as they were written, and never trusted when they are not.
@Suite struct TopologyFileTests {
    private func sample(_ seed: UInt64 = 11) throws -> PlainGraph {
        var random = SeededGenerator(seed: seed)
        return PlainGraph.random(&random, nodes: 60, relationships: 150)
    }

    @Test(arguments: Seeds.first(10)) func aSavedTopologyIsTheSame(seed: UInt64) throws {
        let folder = try temporaryFolder()
        let path = folder.path("topology")
        let graph = try sample(seed)
        let built = try graph.topology()
        try built.save(to: path)
        let mapped = try Topology(mapping: path, store: PlainGraph.stamp.store)
        #expect(mapped.stamp == PlainGraph.stamp)
        #expect(try CanonicalTopology(mapped) == CanonicalTopology(built))
        #expect(mapped.byteCount == built.byteCount)
        try mapped.checkInvariants()
        let check = try VerdictCheck(graph, topology: mapped)
        for id in graph.ids.prefix(10) { try check.run([id]) }
        try mapped.save(to: path)
        #expect(try CanonicalTopology(Topology(mapping: path)) == CanonicalTopology(built))
    }

    @Test func anEmptyGraphHasAFileToo() throws {
        let folder = try temporaryFolder()
        let path = folder.path("topology")
        try PlainGraph().topology().save(to: path)
        let mapped = try Topology(mapping: path)
        #expect(mapped.nodeCount == 0 && mapped.relationshipCount == 0)
        try mapped.verifyChecksums()
    }

    @Test func anotherStoresFileIsStale() throws {
        let folder = try temporaryFolder()
        let path = folder.path("topology")
        try sample().topology().save(to: path)
        let error = #expect(throws: TopologyError.self) {
            try Topology(mapping: path, store: Array(repeating: 9, count: 16))
        }
        #expect(error?.kind == .stale)
    }

    @Test func aMissingFileIsAFileError() {
        let error = #expect(throws: TopologyError.self) { try Topology(mapping: "/nonexistent/topology") }
        #expect(error?.kind == .file)
    }

    /// Every flipped bit that lies in a section or the header is found; bits of the padding change nothing.
    @Test func flippedBitsAreFound() throws {
        let folder = try temporaryFolder()
        let path = folder.path("topology")
        let built = try sample().topology()
        try built.save(to: path)
        let whole = try File.read(path)
        let expected = try CanonicalTopology(built)
        var random = SeededGenerator(seed: 5)
        var found = 0
        for _ in 0..<400 {
            var bytes = whole
            bytes[random.below(bytes.count)] ^= 1 << UInt8(random.below(8))
            try File.write(bytes, to: path)
            do {
                let mapped = try Topology(mapping: path)
                try mapped.verifyChecksums()
                #expect(try CanonicalTopology(mapped) == expected)
            } catch let error as TopologyError {
                #expect([.damaged, .format].contains(error.kind), "\(error)")
                found += 1
            }
        }
        #expect(found > 40)
    }

    @Test func aCutOffFileIsNotTrusted() throws {
        let folder = try temporaryFolder()
        let path = folder.path("topology")
        try sample().topology().save(to: path)
        let whole = try File.read(path)
        for length in [0, 1, 100, 4_095, 4_096, 4_097, whole.count / 2, whole.count - 4_096, whole.count - 1] {
            try File.write(Array(whole.prefix(length)), to: path)
            let error = #expect(throws: TopologyError.self) { try Topology(mapping: path) }
            #expect(error?.kind == (length < 4_096 ? .format : .damaged), "\(length) bytes")
        }
        try File.write(whole + [0], to: path)
        #expect(throws: TopologyError.self) { try Topology(mapping: path) }
        try File.write((0..<10_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }, to: path)
        #expect(throws: TopologyError.self) { try Topology(mapping: path) }
    }

    @Test func aDamagedSectionStopsOnlyWhatNeedsIt() throws {
        let folder = try temporaryFolder()
        let path = folder.path("topology")
        let built = try sample().topology()
        try built.save(to: path)
        var bytes = try File.read(path)
        let page = bytes.withUnsafeBytes { bytes in
            try? TopologyFileHeader(
                decoding: UnsafeRawBufferPointer(rebasing: bytes[0..<TopologyFileHeader.pageBytes]),
                fileBytes: bytes.count)
        }
        let header = try #require(page)
        bytes[Int(header.sections[TopologySection.types.rawValue].offset)] ^= 1
        try File.write(bytes, to: path)
        let mapped = try Topology(mapping: path)
        #expect(throws: Never.self) { try Propagation(mapped) }
        let error = #expect(throws: TopologyError.self) { try Reachability(mapped) }
        #expect(error?.kind == .damaged)
    }

    @Test func savingWhereOneCannotLeavesNothingBehind() throws {
        let folder = try temporaryFolder()
        let error = #expect(throws: TopologyError.self) { try sample().topology().save(to: folder.path("no/topology")) }
        #expect(error?.kind == .file)
        #expect(try File.names(in: folder.path) == [])
    }
}
