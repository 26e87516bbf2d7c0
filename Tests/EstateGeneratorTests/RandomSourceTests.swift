import Testing

@testable import EstateGenerator

@Suite("Random source")
struct RandomSourceTests {
    @Test("The sequence is SplitMix64's")
    func reference() {
        var random = RandomSource(seed: 1_234_567)
        #expect(random.next() == 6_457_827_717_110_365_317)
        #expect(random.next() == 3_203_168_211_198_807_973)
        #expect(random.next() == 9_817_491_932_198_370_423)
    }

    @Test("Bounded numbers stay in bounds and reach them", arguments: [1, 2, 7, 100])
    func bounds(bound: Int) {
        var random = RandomSource(seed: 5)
        let seen = Set((0..<5_000).map { _ in random.below(bound) })
        #expect(seen == Set(0..<bound))
    }

    @Test("Low ranks are drawn most", arguments: [1, 3, 64, 1_000])
    func ranks(bound: Int) {
        var random = RandomSource(seed: 5)
        var counts = [Int](repeating: 0, count: bound)
        for _ in 0..<20_000 { counts[random.rank(below: bound)] += 1 }
        #expect(counts[0] == counts.max())
        if bound > 3 { #expect(counts[0] > 10 * counts[bound - 1]) }
    }
}

@Suite("Layers")
struct LayerTests {
    @Test("Ranges of sites cover a layer, and an item is in the range of its site", arguments: [3, 7, 100, 12_345])
    func ranges(count: Int) {
        let layer = Layer(prefix: "x", count: count, sites: 3, stream: 1)
        var next = 0
        for site in 0..<3 {
            let range = layer.range(ofSite: site)
            #expect(range.lowerBound == next)
            next = range.upperBound
            #expect(range.allSatisfy { layer.site(of: $0) == site })
        }
        #expect(next == count)
    }

    @Test("Parents are of the same site, and each has children")
    func parents() {
        let outer = Layer(prefix: "o", count: 11, sites: 4, stream: 1)
        let inner = Layer(prefix: "i", count: 95, sites: 4, stream: 2)
        for parent in [outer.parent, outer.striped] {
            let parents = (0..<95).map { parent($0, inner) }
            #expect(Set(parents) == Set(0..<11))
            #expect((0..<95).allSatisfy { outer.site(of: parents[$0]) == inner.site(of: $0) })
        }
    }

    @Test("Uneven shares cover everything once")
    func partition() {
        let partition = UnevenPartition(items: 1_000, owners: 123)
        var next = 0
        for owner in 0..<123 {
            let range = partition.range(owner)
            #expect(range.lowerBound == next)
            next = range.upperBound
        }
        #expect(next == 1_000)
        #expect(Set((0..<123).map { partition.range($0).count }).count > 4)
    }
}
