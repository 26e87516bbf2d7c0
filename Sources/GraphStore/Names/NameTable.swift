internal import Glibc

/// Names of one kind (labels, relationship types or property keys) with their tokens, 0 for the first.
///
/// Two names are the same when their UTF-8 bytes are. Tokens are never given back. A value: a copy is a snapshot.
struct NameTable: Sendable {
    /// By token.
    private(set) var names: [String] = []
    /// The bytes of all names in a row, and where each ends.
    private var bytes: [UInt8] = []
    private var ends: [Int] = []
    /// Open addressing: hash and token + 1, or 0 for a free slot. The size is a power of two, at most half full.
    private var slots: [UInt64] = Array(repeating: 0, count: 16)

    static let capacity = Int(UInt16.max) + 1

    var count: Int { names.count }

    /// The token of a name, or nil when no element ever had it.
    func token(_ name: String) -> UInt16? {
        // Native strings hand out their storage without a copy.
        if let found = name.utf8.withContiguousStorageIfAvailable({ find(UnsafeRawBufferPointer($0)) }) {
            return found.token
        }
        return Array(name.utf8).withUnsafeBytes { find($0) }.token
    }

    func name(_ token: UInt16) -> String? {
        Int(token) < names.count ? names[Int(token)] : nil
    }

    /// Whether the bytes of one name come before those of another.
    func precedes(_ first: UInt16, _ second: UInt16) -> Bool {
        bytes.withUnsafeBytes { bytes in
            let (a, b) = (bytes[range(of: first)], bytes[range(of: second)])
            guard let base = bytes.baseAddress else { return false }
            let order = memcmp(base + a.startIndex, base + b.startIndex, min(a.count, b.count))
            return order != 0 ? order < 0 : a.count < b.count
        }
    }

    private func range(of token: UInt16) -> Range<Int> { (token == 0 ? 0 : ends[Int(token) - 1])..<ends[Int(token)] }

    /// Gives the next token to a name that has none; nil when all 65,536 are taken.
    mutating func add(_ name: String) -> UInt16? {
        guard names.count < Self.capacity else { return nil }
        if (names.count + 1) * 2 > slots.count { grow() }
        let utf8 = Array(name.utf8)
        let place = utf8.withUnsafeBytes { find($0) }.place
        let hash = utf8.withUnsafeBytes(Self.hash)
        slots[place] = hash << 32 | UInt64(names.count + 1)
        bytes.append(contentsOf: utf8)
        ends.append(bytes.count)
        names.append(name)
        return UInt16(names.count - 1)
    }

    /// The slot that holds a name and its token, or the free slot where it belongs.
    private func find(_ utf8: UnsafeRawBufferPointer) -> (place: Int, token: UInt16?) {
        let hash = Self.hash(utf8)
        return slots.withUnsafeBufferPointer { slots in
            let mask = slots.count - 1
            var place = Int(hash) & mask
            while slots[place] != 0 {
                let token = Int(slots[place] & 0xFFFF_FFFF) - 1
                if slots[place] >> 32 == hash, holds(token, utf8) { return (place, UInt16(token)) }
                place = (place + 1) & mask
            }
            return (place, nil)
        }
    }

    private func holds(_ token: Int, _ utf8: UnsafeRawBufferPointer) -> Bool {
        let range = range(of: UInt16(token))
        guard range.count == utf8.count else { return false }
        return bytes.withUnsafeBytes { bytes in
            guard let mine = bytes.baseAddress, let theirs = utf8.baseAddress else { return utf8.isEmpty }
            return memcmp(mine + range.lowerBound, theirs, utf8.count) == 0
        }
    }

    private mutating func grow() {
        let old = slots
        slots = Array(repeating: 0, count: old.count * 2)
        let mask = slots.count - 1
        for slot in old where slot != 0 {
            var place = Int(slot >> 32) & mask
            while slots[place] != 0 { place = (place + 1) & mask }
            slots[place] = slot
        }
    }

    @inline(__always)
    private static func hash(_ utf8: UnsafeRawBufferPointer) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return (hash ^ hash >> 32) & 0x7FFF_FFFF
    }

    /// Byte by byte: `String.==` would take two spellings of one character for the same name.
    static func same(_ a: String, _ b: String) -> Bool {
        let compared = a.utf8.withContiguousStorageIfAvailable { a in
            b.utf8.withContiguousStorageIfAvailable { b in
                guard a.count == b.count else { return false }
                guard let x = a.baseAddress, let y = b.baseAddress else { return true }
                return memcmp(x, y, a.count) == 0
            }
        }
        return (compared ?? nil) ?? a.utf8.elementsEqual(b.utf8)
    }
}
