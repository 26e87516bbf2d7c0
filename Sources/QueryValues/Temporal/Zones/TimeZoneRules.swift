internal import GraphModel

/// How far the clocks of a zone were, are and will be from UTC.
final class TimeZoneRules: Sendable {
    /// Seconds of UTC at which the offset changed, ascending.
    private let changes: [Int64]
    /// Seconds east of UTC: before the first change, then after each.
    private let offsets: [Int32]
    /// What holds after the last change, if more than its offset.
    private let yearly: YearlyOffsets?

    init(changes: [Int64], offsets: [Int32], yearly: YearlyOffsets?) {
        precondition(offsets.count == changes.count + 1, "there is an offset before and after every change")
        self.changes = changes
        self.offsets = offsets
        self.yearly = yearly
    }

    /// Seconds east of UTC at an instant in seconds of UTC.
    func offset(at instant: Int64) -> Int32 {
        if let yearly, instant >= changes.last ?? .min { return yearly.offset(at: instant) }
        var (low, high) = (0, changes.count)
        while low < high {
            let middle = (low + high) / 2
            if changes[middle] <= instant { low = middle + 1 } else { high = middle }
        }
        return offsets[low]
    }

    /// The instant, and the offset at it, at which the clocks show `local` seconds.
    ///
    /// Of two instants, when clocks were set back, it is the one with the offset `preferred`, or the first. When clocks
    /// were set forward past `local`, it is as long after the change as `local` is after the last time shown before.
    func instant(local: Int64, preferring preferred: Int32? = nil) -> (seconds: Int64, offset: Int32) {
        let widest = Int64(Limits.zoneOffsetSeconds)
        let before = offset(at: local - widest)
        let after = offset(at: local + widest)
        let early = local - Int64(before)
        let late = local - Int64(after)
        let isLateShown = offset(at: late) == after
        guard offset(at: early) == before else {
            return isLateShown ? (late, after) : (early, offset(at: early))
        }
        return isLateShown && preferred == after ? (late, after) : (early, before)
    }
}
