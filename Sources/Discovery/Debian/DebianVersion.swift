/// Debian's order of version numbers (Debian Policy 5.6.12): `[epoch:]upstream[-revision]`.
///
/// Works on the bytes as they stand in the file; comparing does not allocate.
enum DebianVersion {
    /// Negative when `a` is earlier than `b`, zero when neither is earlier, positive when `a` is later.
    static func compare(_ a: Span<UInt8>, _ b: Span<UInt8>) -> Int {
        let left = Parts(a)
        let right = Parts(b)
        let byEpoch = compareRuns(a, left.epoch, b, right.epoch)
        if byEpoch != 0 { return byEpoch }
        let byUpstream = compareRuns(a, left.upstream, b, right.upstream)
        if byUpstream != 0 { return byUpstream }
        return compareRuns(a, left.revision, b, right.revision)
    }

    /// Why the bytes are not a version, or nil when they are one.
    static func fault(in version: Span<UInt8>) -> String? {
        if version.isEmpty { return "the version is empty" }
        let parts = Parts(version)
        for index in parts.epoch where !isDigit(version[index]) { return "the epoch is not a number" }
        if parts.upstream.isEmpty { return "the version is empty" }
        if version[version.count - 1] == UInt8(ascii: "-") { return "the revision is empty" }
        for index in parts.upstream.lowerBound..<parts.revision.upperBound where !isVersionByte(version[index]) {
            return "the version has a character that versions cannot have"
        }
        return nil
    }

    /// Where the three parts are. A missing epoch and a missing revision are empty, and an empty part equals `0`.
    private struct Parts {
        var epoch: Range<Int>
        var upstream: Range<Int>
        var revision: Range<Int>

        init(_ version: Span<UInt8>) {
            let end = version.count
            var start = 0
            var dash = end
            epoch = 0..<0
            for index in 0..<end where version[index] == UInt8(ascii: ":") {
                epoch = 0..<index
                start = index + 1
                break
            }
            var index = end
            while index > start {
                index -= 1
                if version[index] == UInt8(ascii: "-") {
                    dash = index
                    break
                }
            }
            upstream = start..<dash
            revision = min(dash + 1, end)..<end
        }
    }

    /// Alternating runs of non-digits (by `weight`) and of digits (by value), from the left.
    private static func compareRuns(
        _ a: Span<UInt8>, _ aRange: Range<Int>, _ b: Span<UInt8>, _ bRange: Range<Int>
    ) -> Int {
        var i = aRange.lowerBound
        var j = bRange.lowerBound
        let aEnd = aRange.upperBound
        let bEnd = bRange.upperBound
        while i < aEnd || j < bEnd {
            while (i < aEnd && !isDigit(a[i])) || (j < bEnd && !isDigit(b[j])) {
                let difference = (i < aEnd ? weight(a[i]) : 0) - (j < bEnd ? weight(b[j]) : 0)
                if difference != 0 { return difference }
                if i < aEnd { i += 1 }
                if j < bEnd { j += 1 }
            }
            while i < aEnd && a[i] == UInt8(ascii: "0") { i += 1 }
            while j < bEnd && b[j] == UInt8(ascii: "0") { j += 1 }
            var first = 0
            while i < aEnd && j < bEnd && isDigit(a[i]) && isDigit(b[j]) {
                if first == 0 { first = Int(a[i]) - Int(b[j]) }
                i += 1
                j += 1
            }
            if i < aEnd && isDigit(a[i]) { return 1 }
            if j < bEnd && isDigit(b[j]) { return -1 }
            if first != 0 { return first }
        }
        return 0
    }

    /// `~` before the end of the part, that before letters, these before everything else. A digit ends the run, as the
    /// end of the part does.
    private static func weight(_ byte: UInt8) -> Int {
        if byte == UInt8(ascii: "~") { return -1 }
        if isDigit(byte) { return 0 }
        return isLetter(byte) ? Int(byte) : Int(byte) + 256
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z")
    }

    private static func isVersionByte(_ byte: UInt8) -> Bool {
        if isDigit(byte) || isLetter(byte) { return true }
        switch byte {
        case UInt8(ascii: "."), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "~"), UInt8(ascii: ":"): return true
        default: return false
        }
    }
}

/// The relation of a version constraint.
enum DebianOperator: UInt8 {
    /// No constraint.
    case any
    case earlier
    case earlierOrEqual
    case equal
    case laterOrEqual
    case later

    /// Whether a version that compares so (`DebianVersion.compare(version, constraint)`) satisfies the relation.
    func accepts(_ comparison: Int) -> Bool {
        switch self {
        case .any: true
        case .earlier: comparison < 0
        case .earlierOrEqual: comparison <= 0
        case .equal: comparison == 0
        case .laterOrEqual: comparison >= 0
        case .later: comparison > 0
        }
    }
}
