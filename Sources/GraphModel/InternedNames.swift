/// Gives consecutive numbers to names, the same number to the same UTF-8 bytes.
///
/// `String`'s own equality would take two spellings of one character for the same name.
struct InternedNames {
    private(set) var names: [String] = []
    /// Open addressing: number + 1, or 0 for a free slot. The size is a power of two, at most half full.
    private var slots: [UInt32] = Array(repeating: 0, count: 64)

    /// The name's number; the next free one when it is new.
    mutating func number(of name: String) -> Int {
        let place = place(of: name)
        if slots[place] != 0 { return Int(slots[place]) - 1 }
        names.append(name)
        slots[place] = UInt32(names.count)
        if names.count * 2 > slots.count { grow() }
        return names.count - 1
    }

    mutating func removeAll() {
        names.removeAll(keepingCapacity: true)
        for place in slots.indices { slots[place] = 0 }
    }

    private func place(of name: String) -> Int {
        let mask = slots.count - 1
        var place = Self.hash(name) & mask
        while slots[place] != 0, !names[Int(slots[place]) - 1].utf8.elementsEqual(name.utf8) {
            place = (place + 1) & mask
        }
        return place
    }

    private mutating func grow() {
        slots = Array(repeating: 0, count: slots.count * 2)
        for number in names.indices { slots[place(of: names[number])] = UInt32(number + 1) }
    }

    /// FNV-1a with its high half folded in.
    private static func hash(_ name: String) -> Int {
        var name = name
        let hash = name.withUTF8 { utf8 in
            var hash: UInt64 = 0xCBF2_9CE4_8422_2325
            for byte in utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
            return hash
        }
        return Int(truncatingIfNeeded: (hash ^ hash >> 32) & 0x7FFF_FFFF)
    }
}
