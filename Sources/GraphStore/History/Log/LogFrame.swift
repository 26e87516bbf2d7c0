internal import CHardware
internal import GraphModel

/// The frames that a log consists of; docs/change-feed.md describes them.
enum LogFrame: UInt8 {
    /// First and once: format version, the store's identity, the first commit.
    case header = 1
    /// A commit begins: number, commit record.
    case commit = 2
    /// A block of the commit's operations.
    case operations = 3
    /// The commit is complete: how many operations it has.
    case commitEnd = 4
    /// Last and once: the last commit.
    case end = 5

    static let formatVersion: UInt64 = 2
    /// What a log begins with.
    static let magic: [UInt8] = Array("FAULTLOG".utf8)
    /// Kind, length, checksum.
    static let headBytes = 9
    /// Largest payload; far above any block that is written, so that a damaged length is found at once.
    static let payloadBytes = 1 << 30
    /// Operations are cut into blocks of about this size.
    static let blockBytes = 256 << 10

    /// Continues from the checksum of the frame before, so that a missing, repeated or moved frame is found.
    static func checksum(after previous: UInt32, kind: UInt8, _ payload: UnsafeRawBufferPointer) -> UInt32 {
        var head = (kind, UInt32(payload.count).littleEndian)
        let seed = withUnsafeBytes(of: &head.0) { faultline_crc32c(previous, $0.baseAddress, $0.count) }
        let withLength = withUnsafeBytes(of: &head.1) { faultline_crc32c(seed, $0.baseAddress, $0.count) }
        return faultline_crc32c(withLength, payload.baseAddress, payload.count)
    }
}

extension StoreError {
    static func damagedLog(_ reason: String, at offset: Int) -> StoreError {
        StoreError(
            .logDamaged, "the log is not what was exported: \(reason) at byte \(offset)",
            advice: "Export it again, or copy it again.")
    }
}
