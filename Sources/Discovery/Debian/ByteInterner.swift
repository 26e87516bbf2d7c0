/// Gives equal byte strings the same dense number, in the order of first appearance.
///
/// Open addressing over one arena: no allocation per name, which is what a dictionary of strings would cost.
struct ByteInterner {
    private var arena: [UInt8] = []
    private var ranges: [ByteRange] = []
    /// Number + 1 of the name at each slot, 0 where there is none; a power of two of slots.
    private var slots = [UInt32](repeating: 0, count: 1 << 10)

    var count: Int { ranges.count }

    /// The bytes of a number that `intern` gave.
    func text(_ number: UInt32) -> String {
        String(decoding: arena[ranges[Int(number)].bounds], as: UTF8.self)
    }

    mutating func intern(_ name: Span<UInt8>) -> UInt32 {
        if ranges.count * 2 >= slots.count { grow() }
        let slot = slot(of: name)
        if slots[slot] != 0 { return slots[slot] - 1 }
        let number = UInt32(ranges.count)
        ranges.append(ByteRange(start: UInt32(arena.count), count: UInt32(name.count)))
        name.withUnsafeBufferPointer { arena.append(contentsOf: $0) }
        slots[slot] = number + 1
        return number
    }

    private func slot(of name: Span<UInt8>) -> Int {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: Self.hash(name)) & mask
        while slots[slot] != 0, !equals(ranges[Int(slots[slot] - 1)], name) { slot = (slot + 1) & mask }
        return slot
    }

    private func equals(_ range: ByteRange, _ name: Span<UInt8>) -> Bool {
        guard Int(range.count) == name.count else { return false }
        let start = Int(range.start)
        for index in name.indices where arena[start + index] != name[index] { return false }
        return true
    }

    private mutating func grow() {
        slots = [UInt32](repeating: 0, count: slots.count * 2)
        for number in ranges.indices {
            let slot = slot(of: arena.span.extracting(ranges[number].bounds))
            slots[slot] = UInt32(number) + 1
        }
    }

    /// FNV-1a, folded so that the low bits depend on all others.
    private static func hash(_ name: Span<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for index in name.indices { hash = (hash ^ UInt64(name[index])) &* 0x100_0000_01B3 }
        return hash ^ hash >> 32
    }
}
