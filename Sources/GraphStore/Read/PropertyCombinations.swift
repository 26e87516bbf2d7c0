internal import Glibc
public import GraphModel

/// The distinct combinations of some properties that a scan meets, numbered in the order of their first appearance: a
/// few among millions of elements, so that each is decoded once.
public struct PropertyCombinations {
    /// By number. The first is that of elements with none of the wanted properties.
    public private(set) var properties: [[Property]] = [[]]

    /// By token: the key's name when it is wanted.
    private let wanted: [String?]
    /// The encoded combinations one after the other, and where each ends.
    private var arena: [UInt8] = []
    private var ends = [0]
    /// Open addressing: number, or 0 for a free slot. The size is a power of two, at most half full.
    private var slots: [UInt32] = Array(repeating: 0, count: 64)

    init(wanted: [String?]) { self.wanted = wanted }

    /// Whether no element can have any of the wanted properties.
    var areEmpty: Bool { !wanted.contains { $0 != nil } }

    /// The number of the combination that an element has.
    mutating func number(of block: PropertyBlock) throws(DecodingFault) -> Int {
        let start = arena.count
        var cursor = try PropertyBlock.Cursor(block)
        while let entry = try cursor.next() {
            guard Int(entry.token) < wanted.count, wanted[Int(entry.token)] != nil else { continue }
            let head = UInt64(entry.token) << 48 | UInt64(entry.value.count)
            withUnsafeBytes(of: head) { arena.append(contentsOf: $0) }
            arena.append(contentsOf: entry.value)
        }
        if arena.count == start { return 0 }
        let place = place(ofEntryFrom: start)
        if slots[place] != 0 {
            arena.removeSubrange(start...)
            return Int(slots[place])
        }
        return try insert(block, at: place)
    }

    private mutating func insert(_ block: PropertyBlock, at place: Int) throws(DecodingFault) -> Int {
        let number = properties.count
        slots[place] = UInt32(number)
        ends.append(arena.count)
        properties.append(try decode(block))
        if properties.count * 2 > slots.count { grow() }
        return number
    }

    private func decode(_ block: PropertyBlock) throws(DecodingFault) -> [Property] {
        var found: [Property] = []
        var cursor = try PropertyBlock.Cursor(block)
        while let entry = try cursor.next() {
            guard Int(entry.token) < wanted.count, let key = wanted[Int(entry.token)] else { continue }
            found.append(Property(key, try ValueCodec.decode(entry.value)))
        }
        return found
    }

    /// The slot of the combination that begins at `start` and ends the arena, or the free one where it belongs.
    private func place(ofEntryFrom start: Int) -> Int {
        arena.withUnsafeBytes { arena in
            let entry = UnsafeRawBufferPointer(rebasing: arena[start...])
            var place = entry.wordHash & (slots.count - 1)
            while slots[place] != 0 {
                let number = Int(slots[place])
                if Self.areEqual(entry, UnsafeRawBufferPointer(rebasing: arena[ends[number - 1]..<ends[number]])) {
                    return place
                }
                place = (place + 1) & (slots.count - 1)
            }
            return place
        }
    }

    private mutating func grow() {
        slots = Array(repeating: 0, count: slots.count * 2)
        arena.withUnsafeBytes { arena in
            for number in 1..<ends.count {
                let entry = UnsafeRawBufferPointer(rebasing: arena[ends[number - 1]..<ends[number]])
                var place = entry.wordHash & (slots.count - 1)
                while slots[place] != 0 { place = (place + 1) & (slots.count - 1) }
                slots[place] = UInt32(number)
            }
        }
    }

    private static func areEqual(_ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer) -> Bool {
        guard a.count == b.count, let first = a.baseAddress, let second = b.baseAddress else {
            return a.count == b.count
        }
        return memcmp(first, second, a.count) == 0
    }
}
