internal import Glibc

/// A key in an arena of bytes, with the bytes under comparison cached beside it.
struct KeyReference: BitwiseCopyable {
    /// Eight bytes of the key, most significant first, from the depth that the sort has reached; zeros after the end.
    var cached: UInt64 = 0
    /// 40 bits offset in the arena, 16 bits length, 8 bits flags.
    let place: UInt64

    init(offset: Int, length: Int, isRemoval: Bool, isRelationship: Bool = false) {
        let flags: UInt64 = (isRemoval ? 1 : 0) | (isRelationship ? 2 : 0)
        place = UInt64(offset) << 24 | UInt64(length) << 8 | flags
    }

    @inline(__always) var offset: Int { Int(place >> 24) }
    @inline(__always) var length: Int { Int(place >> 8 & 0xFFFF) }
    @inline(__always) var isRemoval: Bool { place & 1 != 0 }
    @inline(__always) var isRelationship: Bool { place & 2 != 0 }

    @inline(__always)
    func hasSameKey(_ other: KeyReference, _ arena: UnsafeRawBufferPointer) -> Bool {
        guard length == other.length, cached == other.cached, let base = arena.baseAddress else { return false }
        return memcmp(base + offset, base + other.offset, length) == 0
    }
}

enum KeySort {
    /// Sorts by the keys' bytes; equal keys keep the order in which they were added to the arena.
    ///
    /// Eight bytes at a time: keys of one index share long prefixes, and each level compares integers only.
    static func sort(_ references: inout [KeyReference], arena: UnsafeRawBufferPointer) {
        references.withUnsafeMutableBufferPointer { references in
            var pending = [(start: 0, end: references.count, depth: 0)]
            while let run = pending.popLast() {
                for index in run.start..<run.end {
                    references[index].cached = bytes(of: references[index], at: run.depth, arena)
                }
                let reached = run.depth + 8
                var part = UnsafeMutableBufferPointer(rebasing: references[run.start..<run.end])
                part.sort { a, b in
                    if a.cached != b.cached { return a.cached < b.cached }
                    // A key that ends here comes before the same key followed by zeros.
                    let (x, y) = (min(a.length, reached), min(b.length, reached))
                    return x != y ? x < y : a.place < b.place
                }
                var start = run.start
                while start < run.end {
                    var end = start + 1
                    var longest = references[start].length
                    while end < run.end, references[end].cached == references[start].cached {
                        longest = max(longest, references[end].length)
                        end += 1
                    }
                    if end - start > 1, longest > reached { pending.append((start, end, reached)) }
                    start = end
                }
            }
        }
    }

    @inline(__always)
    private static func bytes(of reference: KeyReference, at depth: Int, _ arena: UnsafeRawBufferPointer) -> UInt64 {
        let available = reference.length - depth
        let start = reference.offset + depth
        if available >= 8 { return UInt64(bigEndian: arena.loadUnaligned(fromByteOffset: start, as: UInt64.self)) }
        var value: UInt64 = 0
        for index in 0..<max(available, 0) { value |= UInt64(arena[start + index]) << UInt64(56 - index * 8) }
        return value
    }
}
