import GraphModel
import QueryValues
import Testing

@Suite struct DistinctValuesTests {
    @Test func nodesAreToldApartFromAllElse() {
        var seen = DistinctValues()
        #expect(seen.insert(.node(NodeID(0))) != nil)
        #expect(seen.insert(.integer(0)) != nil)
        #expect(seen.insert(.node(NodeID(0))) == nil)
        #expect(seen.insert(.float(0)) == nil)
        #expect(seen.insert([.node(NodeID(0)), .null]) != nil)
        #expect(seen.insert([.node(NodeID(0)), .null]) == nil)
    }

    /// Against a set, in any order, with neighbours and identities far apart, while the table grows.
    @Test(arguments: [1, 1 << 20, (1 << 32) + 1, (1 << 40) - 20_000] as [UInt64])
    func nodesAreSeenOnce(from first: UInt64) {
        var (seen, expected) = (DistinctValues(), Set<UInt64>())
        var random = first
        for step in 0..<20_000 {
            random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let number = step % 3 == 0 ? first + (random >> 33) % 9_000 : first + UInt64(step) / 2
            #expect((seen.insert(.node(NodeID(number))) != nil) == expected.insert(number).inserted)
        }
    }
}
