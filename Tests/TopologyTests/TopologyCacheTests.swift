import GraphModel
import GraphStore
import TestSupport
import Testing

@testable import Topology

/// However a topology of a store was come by, it is the one that a build gives.
@Suite struct TopologyCacheTests {
    private func canonical(_ estate: StoreEstate) throws -> CanonicalTopology {
        try CanonicalTopology(Topology.build(from: estate.store.snapshot()))
    }

    @Test(arguments: Seeds.first(6)) func theFileCatchesUpAndGoesBack(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let estate = try StoreEstate()
        let cache = TopologyCache(folder: estate.store.path)
        var states: [CommitNumber: CanonicalTopology] = [:]
        for _ in 0..<10 {
            try estate.step(&random)
            let snapshot = try estate.store.snapshot()
            let opened = try cache.open(estate.store, at: snapshot)
            try opened.topology.checkInvariants()
            #expect(opened.topology.stamp.commit == snapshot.commit)
            let expected = try canonical(estate)
            #expect(try CanonicalTopology(opened.topology) == expected, "seed \(seed)")
            states[snapshot.commit] = expected
            if random.chance(30) { try cache.refresh(estate.store) }
        }
        for (commit, expected) in states {
            let opened = try cache.open(estate.store, at: try estate.store.snapshot(asOf: commit))
            try opened.topology.checkInvariants()
            #expect(try CanonicalTopology(opened.topology) == expected, "seed \(seed) as of \(commit)")
        }
    }

    @Test func aGoodFileIsMappedAndABadOneRebuilt() throws {
        var random = SeededGenerator(seed: 4)
        let estate = try StoreEstate()
        for _ in 0..<4 { try estate.step(&random) }
        let cache = TopologyCache(folder: estate.store.path)
        let snapshot = try estate.store.snapshot()
        #expect(try cache.open(estate.store, at: snapshot).origin == .built)
        #expect(try cache.open(estate.store, at: snapshot).origin == .mapped)
        let from = snapshot.commit
        try estate.commit([StoreEstate.creation(&random)])
        let later = try cache.open(estate.store, at: try estate.store.snapshot())
        #expect(later.origin == .patched(from: from, elements: 1))
        var bytes = try File.read(cache.path)
        bytes[9] ^= 1
        try File.write(bytes, to: cache.path)
        let rebuilt = try cache.open(estate.store, at: try estate.store.snapshot())
        #expect(rebuilt.origin == .built && rebuilt.notes.count == 1)
        bytes = try File.read(cache.path)
        bytes[TopologyFileHeader.pageBytes] ^= 4
        try File.write(bytes, to: cache.path)
        // Damage is found where it is read, and a rebuild helps.
        let damaged = try cache.open(estate.store, at: try estate.store.snapshot())
        #expect(damaged.origin == .mapped)
        let error = #expect(throws: TopologyError.self) { try damaged.topology.verifyChecksums() }
        #expect(error?.message == "section nodeIDs of the topology file does not match its checksum")
        #expect(try cache.rebuild(estate.store, at: try estate.store.snapshot()).origin == .built)
        try cache.open(estate.store, at: try estate.store.snapshot()).topology.verifyChecksums()
        // Catching up reads all that it changes.
        try File.write(bytes, to: cache.path)
        try estate.commit([StoreEstate.creation(&random)])
        let repaired = try cache.open(estate.store, at: try estate.store.snapshot())
        #expect(repaired.origin == .built)
        #expect(repaired.notes == ["section nodeIDs of the topology file does not match its checksum"])
        #expect(try CanonicalTopology(repaired.topology) == canonical(estate))
        try File.write([], to: cache.path)
        #expect(try cache.open(estate.store, at: try estate.store.snapshot()).origin == .built)
        #expect(try cache.open(estate.store, at: try estate.store.snapshot()).origin == .mapped)
    }

    @Test func anotherStoresFileIsNotTaken() throws {
        var random = SeededGenerator(seed: 4)
        let (one, two) = (try StoreEstate(), try StoreEstate())
        try one.step(&random)
        try two.step(&random)
        let (first, second) = (TopologyCache(folder: one.store.path), TopologyCache(folder: two.store.path))
        _ = try first.open(one.store, at: try one.store.snapshot())
        try File.write(try File.read(first.path), to: second.path)
        let opened = try second.open(two.store, at: try two.store.snapshot())
        #expect(opened.origin == .built)
        #expect(opened.notes == ["the topology file belongs to another store"])
        #expect(try CanonicalTopology(opened.topology) == canonical(two))
    }

    @Test func aSchemaThatChangesChangesImpact() throws {
        var random = SeededGenerator(seed: 8)
        let estate = try StoreEstate()
        for _ in 0..<5 { try estate.step(&random) }
        let cache = TopologyCache(folder: estate.store.path)
        let before = try estate.store.snapshot()
        let old = try CanonicalTopology(cache.open(estate.store, at: before).topology)
        var schema = StoreEstate.schema
        schema.text = schema.text.replacing("flow: sourceToTarget, effect: hard", with: "flow: none, effect: none")
        try estate.commit([.setSchema([schema])])
        let after = try cache.open(estate.store, at: try estate.store.snapshot())
        #expect(after.origin == .built)
        let new = try CanonicalTopology(after.topology)
        #expect(try new == canonical(estate))
        #expect(new != old)
        let back = try cache.open(estate.store, at: try estate.store.snapshot(asOf: before.commit))
        #expect(try CanonicalTopology(back.topology) == old)
    }

    @Test func aFolderThatTakesNoFileCostsOnlyANote() throws {
        var random = SeededGenerator(seed: 2)
        let estate = try StoreEstate()
        try estate.step(&random)
        let cache = TopologyCache(folder: estate.store.path + "/absent")
        let opened = try cache.open(estate.store, at: try estate.store.snapshot())
        #expect(opened.origin == .built && opened.notes.count == 1)
        #expect(try CanonicalTopology(opened.topology) == canonical(estate))
    }

    /// Changes that are carried out as nodes are read give what those carried out at once give, whatever is read first.
    @Test(arguments: Seeds.first(12)) func changesCarriedOutOnReadingAreTheSame(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed &+ 40)
        let estate = try StoreEstate()
        let cache = TopologyCache(folder: estate.store.path)
        for _ in 0..<8 { try estate.step(&random) }
        try cache.refresh(estate.store)
        for _ in 0..<random.below(8) { try estate.step(&random) }
        let last = try estate.store.snapshot().commit.rawValue
        for _ in 0..<6 {
            let past = CommitNumber(1 + UInt64(random.below(Int(last))))
            let snapshot = try estate.store.snapshot(asOf: past)
            let expected = try cache.open(estate.store, at: snapshot).topology
            let topology = try cache.open(estate.store, at: snapshot, onReading: true).topology
            #expect(topology.relationshipCount == expected.relationshipCount)
            var nodes = (0..<expected.nodeCapacity).map { NodeIndex(UInt32($0)) }.filter { expected.isLive($0) }
            nodes.shuffle(using: &random)
            for node in nodes.prefix(6) {
                switch random.below(4) {
                case 0: #expect(topology.hasRelationships(node) == expected.hasRelationships(node))
                case 1:
                    #expect(topology.degree(of: node, .incoming) == expected.degree(of: node, .incoming))
                    #expect(Set(topology.providers(of: node)) == Set(expected.providers(of: node)))
                default:
                    let propagation = Propagation(checkingAsReached: topology)
                    let answer = propagation.run(failing: [node])
                    let right = try Propagation(expected).run(failing: [node])
                    #expect(answer.counts == right.counts, "seed \(seed) as of \(past)")
                    #expect(Set(answer.nodes) == Set(right.nodes))
                }
            }
            try topology.requireSound()
            try topology.checkInvariants()
            #expect(try CanonicalTopology(topology) == CanonicalTopology(expected), "seed \(seed) as of \(past)")
        }
    }

    @Test func aChangeThatDoesNotFitIsNoticedOnReading() throws {
        let graph = PlainGraph(4, [depends(2, on: 1), depends(3, on: 2)])
        let topology = try graph.topology()
        let absent = TopologyChanges(removed: [depends(4, on: 2)])
        #expect(throws: TopologyError.self) {
            try graph.topology().apply(absent, from: graph, stamp: PlainGraph.stamp)
        }
        try topology.apply(absent, from: graph, stamp: PlainGraph.stamp, onReading: true)
        let node = try #require(topology.index(of: NodeID(1)))
        #expect(topology.degree(of: node, .incoming) == 1 && !topology.isDamaged)
        let provider = try #require(topology.index(of: NodeID(2)))
        _ = Propagation(checkingAsReached: topology).run(failing: [provider])
        #expect(topology.isDamaged)
        let error = #expect(throws: TopologyError.self) { try topology.requireSound() }
        #expect(error?.kind == .stale)
    }

    /// What a topology does not look at makes no difference to it.
    @Test func otherPropertiesAreNoReasonToPatch() throws {
        var random = SeededGenerator(seed: 12)
        let estate = try StoreEstate()
        for _ in 0..<5 { try estate.step(&random) }
        let cache = TopologyCache(folder: estate.store.path)
        let before = try cache.open(estate.store, at: try estate.store.snapshot()).topology.stamp.commit
        let node = try #require(estate.nodes.first)
        try estate.commit([
            .updateNode(
                .existing(node), addLabels: [], removeLabels: [], properties: [PropertyChange("name", "another")])
        ])
        let renamed = try cache.open(estate.store, at: try estate.store.snapshot())
        #expect(renamed.origin == .patched(from: before, elements: 0))
        try estate.commit([
            .updateNode(
                .existing(node), addLabels: [], removeLabels: [], properties: [PropertyChange("state", "retired")])
        ])
        let retired = try cache.open(estate.store, at: try estate.store.snapshot())
        #expect(retired.origin == .patched(from: before, elements: 1))
        #expect(try CanonicalTopology(retired.topology) == canonical(estate))
    }

    @Test func refreshingADamagedFileMakesItAnew() throws {
        var random = SeededGenerator(seed: 21)
        let estate = try StoreEstate()
        for _ in 0..<5 { try estate.step(&random) }
        let cache = TopologyCache(folder: estate.store.path)
        _ = try cache.open(estate.store, at: try estate.store.snapshot())
        var bytes = try File.read(cache.path)
        bytes[bytes.count / 2] ^= 1
        bytes[TopologyFileHeader.pageBytes + 8] ^= 1
        try File.write(bytes, to: cache.path)
        try estate.commit([StoreEstate.creation(&random)])
        try cache.refresh(estate.store)
        let opened = try cache.open(estate.store, at: try estate.store.snapshot())
        #expect(opened.origin == .mapped)
        #expect(try CanonicalTopology(opened.topology) == canonical(estate))
    }

    /// A proposed change laid over gives what committing it gives.
    @Test(arguments: Seeds.first(6)) func whatIfIsAsIfCommitted(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed &+ 100)
        let estate = try StoreEstate()
        for _ in 0..<5 { try estate.step(&random) }
        let cache = TopologyCache(folder: estate.store.path)
        let before = try estate.store.snapshot()
        let topology = try cache.open(estate.store, at: before).topology
        for _ in 0..<3 { try estate.step(&random) }
        let after = try estate.store.snapshot()
        var overlay = GraphOverlay()
        let changes = try after.changes(from: before.commit, to: after.commit)
        for change in changes.nodes { overlay.nodes[change.id] = .some(change.after) }
        for change in changes.relationships {
            overlay.relationships[change.id] = .init(before: change.before, after: change.after)
        }
        try topology.lay(overlay, over: before)
        try topology.checkInvariants()
        #expect(try CanonicalTopology(topology) == canonical(estate))
        #expect(topology.stamp.commit == before.commit)
    }
}
