import Glibc

/// A reproducible source of random numbers for tests (SplitMix64).
public struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64

    public init(seed: UInt64) { state = seed }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }

    /// 0 ..< `bound`.
    public mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }

    /// True `percent` times in a hundred.
    public mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

    public mutating func pick<Element>(_ choices: [Element]) -> Element { choices[below(choices.count)] }

    /// `count` random bytes.
    public mutating func bytes(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in UInt8(truncatingIfNeeded: next() >> 32) }
    }
}

/// The seeds that random tests run with: 1 ... count, or only the one in the environment's `FAULTLINE_SEED`.
public enum Seeds {
    /// The environment's `FAULTLINE_SEEDS` in longer runs, `usual` otherwise.
    public static func count(_ usual: Int) -> Int {
        getenv("FAULTLINE_SEEDS").flatMap { Int(String(cString: $0)) } ?? usual
    }

    public static func first(_ count: Int) -> [UInt64] {
        if let text = getenv("FAULTLINE_SEED"), let seed = UInt64(String(cString: text)) { return [seed] }
        return Array(1...UInt64(count))
    }
}
