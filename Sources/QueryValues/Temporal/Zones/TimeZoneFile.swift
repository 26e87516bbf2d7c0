internal import GraphModel

/// Reads compiled zones in the format of RFC 8536, versions 2 and later.
struct TimeZoneFile {
    private let bytes: [UInt8]

    /// The counts in a header, and where the data after it begins.
    private struct Header {
        var start: Int
        var universalFlags: Int
        var standardFlags: Int
        var leapSeconds: Int
        var changes: Int
        var kinds: Int
        var nameBytes: Int

        /// Bytes of data after the header, when a time takes so many.
        func length(timeBytes: Int) -> Int {
            changes * (timeBytes + 1) + kinds * 6 + nameBytes + leapSeconds * (timeBytes + 4) + standardFlags
                + universalFlags
        }
    }

    private static let headerBytes = 44

    /// Nil when the bytes are not such a file or contradict themselves.
    static func rules(_ bytes: [UInt8]) -> TimeZoneRules? {
        let file = TimeZoneFile(bytes: bytes)
        // The first block repeats what fits in 32 bits.
        guard let short = file.header(at: 0) else { return nil }
        guard let header = file.header(at: short.start + short.length(timeBytes: 4)) else { return nil }
        return file.rules(header)
    }

    private func header(at place: Int) -> Header? {
        guard place + Self.headerBytes <= bytes.count, bytes[place..<place + 4].elementsEqual("TZif".utf8),
            bytes[place + 4] >= UInt8(ascii: "2")
        else { return nil }
        let counts = (0..<6).map { Int(truncatingIfNeeded: number(at: place + 20 + $0 * 4, bytes: 4)) }
        guard counts.allSatisfy({ 0...bytes.count ~= $0 }) else { return nil }
        return Header(
            start: place + Self.headerBytes, universalFlags: counts[0], standardFlags: counts[1],
            leapSeconds: counts[2], changes: counts[3], kinds: counts[4], nameBytes: counts[5])
    }

    private func rules(_ header: Header) -> TimeZoneRules? {
        let end = header.start + header.length(timeBytes: 8)
        guard end <= bytes.count, header.kinds > 0, header.leapSeconds == 0 else { return nil }
        let indexes = header.start + header.changes * 8
        let kinds = indexes + header.changes
        let widest = Int64(Limits.zoneOffsetSeconds) * 2
        var offsets: [Int32] = []
        var changes: [Int64] = []
        offsets.reserveCapacity(header.changes + 1)
        changes.reserveCapacity(header.changes)
        for index in -1..<header.changes {
            let kind = index < 0 ? 0 : Int(bytes[indexes + index])
            guard kind < header.kinds else { return nil }
            let offset = number(at: kinds + kind * 6, bytes: 4)
            guard -widest...widest ~= offset else { return nil }
            offsets.append(Int32(offset))
            guard index >= 0 else { continue }
            let change = number(at: header.start + index * 8, bytes: 8)
            guard change > changes.last ?? .min else { return nil }
            changes.append(change)
        }
        let footer = bytes[end...].filter { $0 != UInt8(ascii: "\n") }
        guard !footer.isEmpty else { return TimeZoneRules(changes: changes, offsets: offsets, yearly: nil) }
        guard let yearly = YearlyOffsets(String(decoding: footer, as: UTF8.self)) else { return nil }
        return TimeZoneRules(changes: changes, offsets: offsets, yearly: yearly)
    }

    /// A signed number, most significant byte first.
    private func number(at place: Int, bytes count: Int) -> Int64 {
        var value = Int64(Int8(bitPattern: bytes[place]))
        for byte in bytes[place + 1..<place + count] { value = value << 8 | Int64(byte) }
        return value
    }
}
