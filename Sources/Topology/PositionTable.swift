/// From node indices to positions in a list; open addressing, for lists that are looked up after they are complete.
struct PositionTable {
    private var slots: [UInt64]
    private let mask: Int

    init(_ nodes: [NodeIndex]) {
        var capacity = 16
        while capacity < nodes.count * 2 { capacity *= 2 }
        mask = capacity - 1
        slots = [UInt64](repeating: .max, count: capacity)
        for (position, node) in nodes.enumerated() {
            var slot = Self.hash(node.rawValue) & mask
            while slots[slot] != .max { slot = (slot + 1) & mask }
            slots[slot] = UInt64(node.rawValue) << 32 | UInt64(position)
        }
    }

    func position(of node: NodeIndex) -> Int? {
        var slot = Self.hash(node.rawValue) & mask
        while slots[slot] != .max {
            if slots[slot] >> 32 == UInt64(node.rawValue) { return Int(slots[slot] & 0xFFFF_FFFF) }
            slot = (slot + 1) & mask
        }
        return nil
    }

    private static func hash(_ value: UInt32) -> Int {
        Int(truncatingIfNeeded: (UInt64(value) &* 0x9E37_79B9_7F4A_7C15) >> 32)
    }
}
