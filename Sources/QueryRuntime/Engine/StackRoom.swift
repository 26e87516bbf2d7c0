internal import CHardware

/// How much of its thread's stack a run may still use: patterns that repeat a pattern descend by recursion, and the
/// stack of a thread may be small.
struct StackRoom {
    /// What is left for whatever runs below the one who asks.
    private static let reserveBytes: UInt = 192 << 10
    /// Below this address there is too little.
    private let floor = UInt(faultline_stack_floor()) + Self.reserveBytes

    /// Whether a recursion had better end here.
    var isLow: Bool {
        var here: UInt8 = 0
        return withUnsafePointer(to: &here) { UInt(bitPattern: $0) } < floor
    }
}
