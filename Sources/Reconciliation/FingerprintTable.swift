/// An open-addressing map from fingerprints to 64-bit values: 24 bytes a slot and one probe for most look-ups.
///
/// `UInt64.max` marks an empty slot and cannot be stored. Entries are replaced but never removed.
final class FingerprintTable {
    private struct Slot {
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

    /// Stores a value, replacing the one before; returns that, or nil when the key is new.
    @discardableResult
    func set(_ key: Fingerprint, _ value: UInt64) -> UInt64? {
        precondition(value != Self.empty, "the empty mark is not a value")
        if (count + 1) * 3 > slots.count * 2 { grow() }
        let place = index(of: key)
        let before = slots[place].value
        slots[place] = Slot(key: key, value: value)
        if before != Self.empty { return before }
        count += 1
        return nil
    }

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

    private static func allocate(_ capacity: Int) -> UnsafeMutableBufferPointer<Slot> {
        var size = 16
        while size < capacity { size *= 2 }
        let slots = UnsafeMutableBufferPointer<Slot>.allocate(capacity: size)
        slots.initialize(repeating: Slot(key: Fingerprint(0, 0, 0), value: empty))
        return slots
    }
}
