import GraphModel
import TestSupport
import Testing

@testable import Topology

/// The small structures under a topology, against plain Swift collections.
@Suite struct StructureTests {
    @Test func anArrayGrowsBeyondItsReservation() {
        var array = MappedArray<UInt64>()
        for number in 0..<50_000 { array.append(UInt64(number) * 3) }
        #expect(array.count == 50_000)
        #expect((0..<50_000).allSatisfy { array[$0] == UInt64($0) * 3 })
        let copy = array.copy()
        array[7] = 1
        #expect(copy[7] == 21 && array[7] == 1)
        array.removeAll()
        #expect(array.count == 0 && copy.count == 50_000)
    }

    @Test func appendedPartsKeepTheirOrder() {
        var array = MappedArray<UInt32>(capacity: 3)
        array.append(contentsOf: [1, 2, 3])
        let start = array.appendUninitialized(2)
        array[start] = 4
        array[start + 1] = 5
        array.append(contentsOf: [])
        #expect(Array(array.elements) == [1, 2, 3, 4, 5])
        #expect(array.bytes.count == 20)
    }

    @Test(arguments: Seeds.first(20)) func identitiesAreFoundHoweverTheyAreSpread(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let spread = random.pick([1, 2, 50, 1 << 30])
        var ids = MappedArray<UInt64>()
        var places: [UInt64: UInt32] = [:]
        var id: UInt64 = UInt64(random.below(1 << 20))
        for place in 0..<random.below(400) {
            id += UInt64(1 + random.below(spread)) + (random.chance(2) ? 1 << 35 : 0)
            ids.append(id)
            places[id] = UInt32(place)
        }
        let table = IdentityPlaces(ids)
        for (id, place) in places {
            #expect(table.place(of: id, in: ids.elements) == place)
            for near in [id - 1, id + 1] { #expect(table.place(of: near, in: ids.elements) == places[near]) }
        }
        #expect(table.place(of: 0, in: ids.elements) == nil)
        #expect(table.place(of: .max, in: ids.elements) == nil)
    }

    /// Places are sought from the distance of an identity to the first.
    @Test(arguments: Seeds.first(20)) func nodesAreFoundHoweverTheirIdentitiesAreSpread(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let spread = random.pick([1, 2, 50, 1 << 30])
        var graph = PlainGraph()
        var id = UInt64(1 + random.below(1 << 20))
        for _ in 0..<random.below(300) {
            graph.add(TopologyNode(id: NodeID(id), nodeClass: "Server"))
            id += UInt64(1 + random.below(spread))
        }
        let topology = try graph.topology()
        for (place, id) in graph.ids.enumerated() {
            #expect(topology.place(of: id.rawValue) == UInt32(place))
            for near in [id.rawValue - 1, id.rawValue + 1] where graph.nodes[NodeID(near)] == nil {
                #expect(topology.place(of: near) == nil)
            }
        }
        #expect(topology.place(of: 0) == nil)
        #expect(topology.place(of: .max) == nil)
    }

    @Test(arguments: Seeds.first(10)) func positionsAreFound(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let nodes = Set((0..<random.below(3_000)).map { _ in UInt32(random.below(1 << 30)) }).map { NodeIndex($0) }
        let table = PositionTable(nodes)
        #expect(nodes.indices.allSatisfy { table.position(of: nodes[$0]) == $0 })
        let known = Set(nodes)
        for _ in 0..<500 {
            let other = NodeIndex(UInt32(random.below(1 << 30)))
            if !known.contains(other) { #expect(table.position(of: other) == nil) }
        }
    }

    @Test func namesAreFoundByTheirOffset() {
        var table = NameTable()
        let names = ["", "a", "Zürich", String(repeating: "x", count: 300)]
        let offsets = names.map { table.append($0) }
        #expect(offsets.map { table.name(at: $0) } == names)
        #expect(table.all() == names)
        #expect(table.name(at: 9_999) == "")
    }

    @Test func interningNumbersNamesInOrder() {
        var names = Interning(["b", "a"])
        #expect(names.number(of: "a") == 1)
        #expect(names.number(of: "c") == 2)
        #expect(names.number(of: "c") == 2)
        #expect(names.number(of: "b") == 0)
        #expect(names.names == ["b", "a", "c"])
    }

    @Test func everyThreadRunsOnce() {
        let ran = Scratch<UInt32>(8)
        let base = ran.base
        Threads.run(8) { number in base[number] += 1 }
        #expect((0..<8).allSatisfy { base[$0] == 1 })
        Threads.run(0) { number in base[number] += 1 }
        #expect(base[0] == 2)
    }

    @Test func aHeaderReadsBackAndRefusesWhatDoesNotFit() throws {
        let sections = TopologySection.allCases.map { section in
            TopologyFileHeader.Section(offset: UInt64((section.rawValue + 1) * 4_096), count: 3)
        }
        var counts = TopologyCounts()
        (counts.sortedNodes, counts.liveNodes, counts.relationships, counts.garbage) = (3, 2, 1, 4)
        // Each section takes one page.
        let table = TopologyFileHeader.Section(
            offset: UInt64((sections.count + 1) * 4_096), count: UInt64(sections.count))
        func made(_ sections: [TopologyFileHeader.Section], _ table: TopologyFileHeader.Section) -> TopologyFileHeader {
            TopologyFileHeader(
                stamp: PlainGraph.stamp, counts: counts, sections: sections, table: table, tableChecksum: 9)
        }
        let header = made(sections, table)
        let page = header.encoded()
        #expect(page.count == 4_096)
        func decode(_ page: [UInt8], _ length: Int) throws -> TopologyFileHeader {
            try page.withUnsafeBytes { try TopologyFileHeader(decoding: $0, fileBytes: length) }
        }
        #expect(try decode(page, header.fileBytes) == header)
        #expect(throws: TopologyError.self) { try decode(page, header.fileBytes - 1) }
        var other = sections
        other[TopologySection.nodeFlags.rawValue].count = 2
        let unequal = made(other, table)
        #expect(throws: TopologyError.self) { try decode(unequal.encoded(), unequal.fileBytes) }
        other = sections
        other[0].offset = 17
        let crooked = made(other, table)
        #expect(throws: TopologyError.self) { try decode(crooked.encoded(), crooked.fileBytes) }
        var short = table
        short.count -= 1
        let unchecked = made(sections, short)
        #expect(throws: TopologyError.self) { try decode(unchecked.encoded(), unchecked.fileBytes) }
    }

    @Test func inputOutOfOrderIsRefused() throws {
        var builder = TopologyBuilder(stamp: PlainGraph.stamp)
        try builder.add(TopologyNode(id: NodeID(5), nodeClass: "Server"))
        var errors: [TopologyError.Code] = []
        for attempt in 0..<3 {
            do throws(TopologyError) {
                switch attempt {
                case 0: try builder.add(TopologyNode(id: NodeID(5), nodeClass: "Server"))
                case 1: try builder.add(depends(5, on: 6))
                default: try builder.add(TopologyNode(id: NodeID(7), nodeClass: "Server"))
                }
            } catch {
                errors.append(error.kind)
            }
        }
        #expect(errors == [.input, .input, .input])
    }

    /// A thousand groups nested in each other are cut where nesting ends.
    @Test func deepNestingIsCut() throws {
        let depth = 1_000
        let groups = try (0..<depth).map { number in
            TopologyGroup("g\(number)", try GroupThreshold(parsing: "atLeast 1 of g\(number + 1)"))
        }
        let graph = PlainGraph(
            3, [depends(1, on: 2, group: "g0"), depends(1, on: 3, group: "g0")], groups: [1: groups])
        let topology = try graph.topology()
        try topology.checkInvariants()
        let one = try #require(topology.index(of: NodeID(1)))
        let gates = topology.gates(of: one)
        #expect(gates.count == depth + 1)
        var longest = 0
        for gate in gates {
            var steps = 0
            var next = topology.gate(gate).parent
            while let parent = next {
                steps += 1
                next = topology.gate(parent).parent
            }
            longest = max(longest, steps)
        }
        #expect(longest < Limits.documentNesting)
    }
}
