internal import CHardware
internal import Glibc

/// An open-addressing map from fingerprints to 64-bit values: 24 bytes a slot and one probe for most look-ups.
///
/// `UInt64.max` marks an empty slot and cannot be stored. Entries are replaced but never removed.
final class FingerprintTable {
    private struct Slot: BitwiseCopyable {
        var key: Fingerprint
        var value: UInt64
    }

    private static let empty = UInt64.max

    private var slots: UnsafeMutableBufferPointer<Slot>
    private(set) var count = 0

    init(minimumCapacity: Int = 1_024) {
        slots = Self.allocate(minimumCapacity * 3 / 2)
    }

    deinit { slots.deallocate() }

    /// The value stored under a key, or nil. Assigning replaces it; nil cannot be assigned.
    func value(_ key: Fingerprint) -> UInt64? {
        let slot = slots[index(of: key)]
        return slot.value == Self.empty ? nil : slot.value
    }

    /// Stores a value, replacing the one before.
    func set(_ key: Fingerprint, _ value: UInt64) {
        let place = place(for: key)
        if slots[place].value == Self.empty { count += 1 }
        store(key, value, at: place)
    }

    /// Stores a value under a key that has none; returns the one that it has otherwise.
    func insert(_ key: Fingerprint, _ value: UInt64) -> UInt64? {
        let place = place(for: key)
        let before = slots[place].value
        if before != Self.empty { return before }
        count += 1
        store(key, value, at: place)
        return nil
    }

    /// Asks the memory for the slot that a key is looked for in.
    @inline(__always)
    func prefetch(_ key: Fingerprint) {
        faultline_prefetch(slots.baseAddress.map { $0 + (Int(truncatingIfNeeded: key.low) & slots.count - 1) })
    }

    private func store(_ key: Fingerprint, _ value: UInt64, at place: Int) {
        precondition(value != Self.empty, "the empty mark is not a value")
        slots[place] = Slot(key: key, value: value)
    }

    /// The slot of a key, in a table with room for one more.
    @inline(__always)
    private func place(for key: Fingerprint) -> Int {
        if (count + 1) * 3 > slots.count * 2 { grow() }
        return index(of: key)
    }

    @inline(__always)
    private func index(of key: Fingerprint) -> Int {
        let mask = slots.count - 1
        var place = Int(truncatingIfNeeded: key.low) & mask
        while slots[place].value != Self.empty, slots[place].key != key { place = (place + 1) & mask }
        return place
    }

    private func grow() {
        let old = slots
        slots = Self.allocate(old.count * 2)
        for slot in old where slot.value != Self.empty { slots[index(of: slot.key)] = slot }
        old.deallocate()
    }

    /// Large tables are looked up at random: in pages of 2 MiB the processor finds their addresses without a walk.
    private static func allocate(_ capacity: Int) -> UnsafeMutableBufferPointer<Slot> {
        var size = 16
        while size < capacity { size *= 2 }
        let bytes = size * MemoryLayout<Slot>.stride
        let memory = UnsafeMutableRawPointer.allocate(
            byteCount: bytes, alignment: bytes > hugePage ? hugePage : MemoryLayout<Slot>.alignment)
        if bytes > hugePage { madvise(memory, bytes, MADV_HUGEPAGE) }
        let slots = UnsafeMutableBufferPointer(
            start: memory.bindMemory(to: Slot.self, capacity: size), count: size)
        slots.initialize(repeating: Slot(key: Fingerprint(0, 0, 0), value: empty))
        return slots
    }

    private static let hugePage = 2 << 20
}
