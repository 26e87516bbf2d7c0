internal import Glibc

/// Names of one kind (labels, relationship types or property keys) with their tokens, 0 for the first.
///
/// Two names are the same when their UTF-8 bytes are. Tokens are never given back. A value: a copy is a snapshot.
struct NameTable: Sendable {
    /// By token.
    private(set) var names: [String] = []
    /// Open addressing: token + 1, or 0 for a free slot. The size is a power of two, at most half full.
    private var slots: [UInt32] = Array(repeating: 0, count: 16)

    static let capacity = Int(UInt16.max) + 1

    var count: Int { names.count }

    /// The token of a name, or nil when no element ever had it.
    func token(_ name: String) -> UInt16? {
        let slot = slots[place(of: name)]
        return slot == 0 ? nil : UInt16(slot - 1)
    }

    func name(_ token: UInt16) -> String? {
        Int(token) < names.count ? names[Int(token)] : nil
    }

    /// Gives the next token to a name that has none; nil when all 65,536 are taken.
    mutating func add(_ name: String) -> UInt16? {
        guard names.count < Self.capacity else { return nil }
        let token = names.count
        if (token + 1) * 2 > slots.count { grow() }
        slots[place(of: name)] = UInt32(token + 1)
        names.append(name)
        return UInt16(token)
    }

    /// The slot that holds the name, or the free one where it belongs.
    private func place(of name: String) -> Int {
        let mask = slots.count - 1
        var place = Self.hash(name) & mask
        while slots[place] != 0, !Self.same(names[Int(slots[place] - 1)], name) { place = (place + 1) & mask }
        return place
    }

    private mutating func grow() {
        slots = Array(repeating: 0, count: slots.count * 2)
        for token in names.indices { slots[place(of: names[token])] = UInt32(token + 1) }
    }

    private static func hash(_ name: String) -> Int {
        var name = name
        return name.withUTF8 { utf8 in
            var hash: UInt64 = 0xCBF2_9CE4_8422_2325
            for byte in utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
            return Int(truncatingIfNeeded: (hash ^ hash >> 32) & 0x7FFF_FFFF)
        }
    }

    /// Byte by byte: `String.==` would take two spellings of one character for the same name.
    static func same(_ a: String, _ b: String) -> Bool {
        guard a.utf8.count == b.utf8.count else { return false }
        var (a, b) = (a, b)
        return a.withUTF8 { a in
            b.withUTF8 { b in
                guard let x = a.baseAddress, let y = b.baseAddress else { return true }
                return memcmp(x, y, a.count) == 0
            }
        }
    }
}
