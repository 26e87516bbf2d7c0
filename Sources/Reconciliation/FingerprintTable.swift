internal import CHardware
internal import Glibc

/// An open-addressing map from fingerprints to values of 44 bits: 16 bytes a slot, four in a line of the processor's
/// cache, and one probe for most look-ups.
///
/// A slot keeps 84 bits of the fingerprint: among 10 million keys the chance that any two are taken for one is below
/// 10⁻¹¹. Entries are replaced but never removed.
final class FingerprintTable {
    private struct Slot: BitwiseCopyable {
        var low: UInt64
        /// 20 bits of the key's upper half, then the value and 1; all of it 0 in a slot that is empty.
        var tagged: UInt64

        @inline(__always) var value: UInt64 { tagged & FingerprintTable.largestValue &- 1 }

        @inline(__always) var isEmpty: Bool { tagged & FingerprintTable.largestValue == 0 }

        @inline(__always)
        func holds(_ key: Fingerprint) -> Bool {
            low == key.low && (tagged ^ key.high) & ~FingerprintTable.largestValue == 0
        }
    }

    static let largestValue: UInt64 = (1 << 44) - 1

    private var slots: UnsafeMutableBufferPointer<Slot>
    private(set) var count = 0

    init(minimumCapacity: Int = 1_024) {
        slots = Self.allocate(minimumCapacity * 3 / 2)
    }

    deinit { free(slots.baseAddress) }

    /// The value stored under a key, or nil. Assigning replaces it; nil cannot be assigned.
    func value(_ key: Fingerprint) -> UInt64? {
        let slot = slots[index(of: key)]
        return slot.isEmpty ? nil : slot.value
    }

    /// Stores a value, replacing the one before.
    func set(_ key: Fingerprint, _ value: UInt64) {
        let place = place(for: key)
        if slots[place].isEmpty { count += 1 }
        store(key, value, at: place)
    }

    /// Stores a value under a key that has none; returns the one that it has otherwise.
    func insert(_ key: Fingerprint, _ value: UInt64) -> UInt64? {
        let place = place(for: key)
        guard slots[place].isEmpty else { return slots[place].value }
        count += 1
        store(key, value, at: place)
        return nil
    }

    /// Asks the memory for the slot that a key is looked for in.
    @inline(__always)
    func prefetch(_ key: Fingerprint) {
        guard let base = slots.baseAddress else { return }
        faultline_prefetch(base + (Int(truncatingIfNeeded: key.low) & (slots.count - 1)))
    }

    private func store(_ key: Fingerprint, _ value: UInt64, at place: Int) {
        precondition(value < Self.largestValue, "a value has 44 bits, not all of them set")
        slots[place] = Slot(low: key.low, tagged: key.high & ~Self.largestValue | value &+ 1)
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
        while !slots[place].isEmpty, !slots[place].holds(key) { place = (place + 1) & mask }
        return place
    }

    private func grow() {
        let old = slots
        slots = Self.allocate(old.count * 2)
        let mask = slots.count - 1
        for slot in old where !slot.isEmpty {
            var place = Int(truncatingIfNeeded: slot.low) & mask
            while !slots[place].isEmpty { place = (place + 1) & mask }
            slots[place] = slot
        }
        free(old.baseAddress)
    }

    /// Empty slots. Large tables are looked up at random: in pages of 2 MiB the processor finds their addresses without
    /// a walk.
    private static func allocate(_ capacity: Int) -> UnsafeMutableBufferPointer<Slot> {
        var size = 16
        while size < capacity { size *= 2 }
        let bytes = size * MemoryLayout<Slot>.stride
        // What the system hands out anew is zero already and takes no memory before its use.
        guard let memory = calloc(1, bytes) else { preconditionFailure("no memory for \(bytes) bytes") }
        if bytes > hugePage {
            let start = memory.alignedUp(toMultipleOf: hugePage)
            madvise(start, bytes - (start - memory), MADV_HUGEPAGE)
        }
        return UnsafeMutableBufferPointer(start: memory.bindMemory(to: Slot.self, capacity: size), count: size)
    }

    private static let hugePage = 2 << 20
}
