internal import CHardware

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

    private var memory: SlotMemory
    private var slots: UnsafeMutableBufferPointer<Slot>
    private(set) var count = 0

    init(minimumCapacity: Int = 1_024) {
        var size = 16
        while size < minimumCapacity * 3 / 2 { size *= 2 }
        memory = SlotMemory(bytes: size * MemoryLayout<Slot>.stride)
        slots = memory.slots(size)
    }

    deinit { memory.free() }

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
        if (old.count * 2) * MemoryLayout<Slot>.stride <= memory.bytes { return growInPlace() }
        let oldMemory = memory
        memory = SlotMemory(bytes: old.count * 2 * MemoryLayout<Slot>.stride)
        slots = memory.slots(old.count * 2)
        for slot in old where !slot.isEmpty { put(slot) }
        oldMemory.free()
    }

    /// Doubles the slots into the memory behind them, which is zero.
    ///
    /// A run of taken slots is gone through from its first, after an empty one: so that each entry finds its new place
    /// at or before its old one, or in the new half, and nothing that is still to be moved is passed on the way.
    private func growInPlace() {
        let count = slots.count
        slots = memory.slots(count * 2)
        guard let gap = (0..<count).first(where: { slots[$0].isEmpty }) else { preconditionFailure("no slot is free") }
        for step in 1..<count {
            let place = (gap + step) & (count - 1)
            let slot = slots[place]
            if slot.isEmpty { continue }
            slots[place] = Slot(low: 0, tagged: 0)
            put(slot)
        }
    }

    @inline(__always)
    private func put(_ slot: Slot) {
        let mask = slots.count - 1
        var place = Int(truncatingIfNeeded: slot.low) & mask
        while !slots[place].isEmpty { place = (place + 1) & mask }
        slots[place] = slot
    }
}
