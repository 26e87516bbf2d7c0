/// SplitMix64: a small, fast, well distributed sequence that is the same on every machine.
struct RandomSource {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// A sequence of its own for one element of one layer, so that an element's facts do not depend on how many
    /// numbers the elements before it drew.
    init(seed: UInt64, layer: UInt64, element: Int) {
        state = Self.mix(seed &+ Self.mix(layer &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(element)))
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return Self.mix(state)
    }

    static func mix(_ value: UInt64) -> UInt64 {
        var z = value
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// A number below `bound`, which is at least 1.
    mutating func below(_ bound: Int) -> Int {
        Int(next().multipliedFullWidth(by: UInt64(bound)).high)
    }

    mutating func element(of range: Range<Int>) -> Int { range.lowerBound + below(range.count) }

    mutating func element<T>(of list: [T]) -> T { list[below(list.count)] }

    /// True with a probability of `percent` / 100.
    mutating func chance(percent: Int) -> Bool { below(100) < percent }

    /// A rank below `bound` with a density close to 1 / (rank + 1): few ranks get most of the draws. Integers only, so
    /// that no mathematics library can change an estate.
    mutating func rank(below bound: Int) -> Int {
        precondition(bound > 0)
        let octaves = Int.bitWidth - bound.leadingZeroBitCount
        while true {
            let low = 1 << below(octaves)
            let rank = low + below(low)
            if rank <= bound { return rank - 1 }
        }
    }
}
