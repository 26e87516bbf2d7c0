internal import Glibc

/// Zeroed memory for a table that grows. Much of it is in pages of 2 MiB, where the processor finds random addresses
/// without a walk, and at the beginning of a reservation that takes no memory before its use: fresh memory is what
/// growing costs most, so that a table had better keep what it has.
struct SlotMemory {
    /// What may be used.
    let bytes: Int
    private let base: UnsafeMutableRawPointer
    /// Where the mapping begins and how long it is; nil of what `calloc` gave.
    private let mapping: (start: UnsafeMutableRawPointer, length: Int)?

    private static let hugePage = 2 << 20
    /// How much larger than what was asked for a reservation is.
    private static let room = 32

    init(bytes: Int) {
        if bytes > Self.hugePage {
            for bytes in [bytes * Self.room, bytes] {
                let length = bytes + Self.hugePage
                let flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE
                guard let start = mmap(nil, length, PROT_READ | PROT_WRITE, flags, -1, 0), start != MAP_FAILED else {
                    continue
                }
                self.bytes = bytes
                base = start.alignedUp(toMultipleOf: Self.hugePage)
                mapping = (start, length)
                madvise(base, bytes, MADV_HUGEPAGE)
                return
            }
        }
        guard let memory = calloc(1, bytes) else { preconditionFailure("no memory for \(bytes) bytes") }
        (base, self.bytes, mapping) = (memory, bytes, nil)
    }

    func slots<Slot: BitwiseCopyable>(_ count: Int) -> UnsafeMutableBufferPointer<Slot> {
        precondition(count * MemoryLayout<Slot>.stride <= bytes, "the memory has so many slots")
        return UnsafeMutableBufferPointer(start: base.bindMemory(to: Slot.self, capacity: count), count: count)
    }

    func free() {
        if let mapping { munmap(mapping.start, mapping.length) } else { Glibc.free(base) }
    }
}
