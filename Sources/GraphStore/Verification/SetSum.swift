/// A sum over a set of words that does not depend on their order: two sets of equal sums are, but for a chance of
/// about 2⁻¹²⁸, the same. It compares sets that two tables hold in different orders, in constant memory.
struct SetSum: Hashable {
    private(set) var count = 0
    private var low: UInt64 = 0
    private var high: UInt64 = 0

    mutating func insert(_ a: UInt64, _ b: UInt64 = 0, _ c: UInt64 = 0, _ d: UInt64 = 0) {
        count += 1
        low &+= Self.hash(a, b, c, d, seed: 0x243F_6A88_85A3_08D3)
        high &+= Self.hash(a, b, c, d, seed: 0x1319_8A2E_0370_7344)
    }

    /// FNV-1a over bytes, for what does not fit into words.
    static func digest(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return hash
    }

    private static func hash(_ a: UInt64, _ b: UInt64, _ c: UInt64, _ d: UInt64, seed: UInt64) -> UInt64 {
        mix(mix(mix(mix(seed ^ a) ^ b) ^ c) ^ d)
    }

    /// The finisher of MurmurHash3: every bit of the input reaches every bit of the output.
    @inline(__always)
    private static func mix(_ word: UInt64) -> UInt64 {
        var word = word &+ 0x9E37_79B9_7F4A_7C15
        word = (word ^ word >> 33) &* 0xFF51_AFD7_ED55_8CCD
        word = (word ^ word >> 33) &* 0xC4CE_B9FE_1A85_EC53
        return word ^ word >> 33
    }
}

/// A small number for each of a sparse set of identities, in pages.
struct IdentityMap {
    private var pages: [UInt64: [UInt32]] = [:]
    private static let pageBits: UInt64 = 14

    /// Nil for identities that were never set.
    subscript(identity: UInt64) -> UInt16? {
        get {
            guard let page = pages[identity >> Self.pageBits] else { return nil }
            let stored = page[Int(identity & (1 << Self.pageBits - 1))]
            return stored == 0 ? nil : UInt16(stored - 1)
        }
        set {
            let place = Int(identity & (1 << Self.pageBits - 1))
            pages[identity >> Self.pageBits, default: Array(repeating: 0, count: 1 << Self.pageBits)][place] =
                newValue.map { UInt32($0) + 1 } ?? 0
        }
    }
}
