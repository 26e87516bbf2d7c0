import CHardware
internal import GraphModel

/// The form of every stored value: format byte, CRC32C (little-endian) over format byte, table number, key and payload,
/// then the payload.
enum Envelope {
    static let format: UInt8 = 1
    /// Bytes before the payload.
    static let overhead = 5

    static func checksum(
        format: UInt8, table: UInt8, key: UnsafeRawBufferPointer, payload: UnsafeRawBufferPointer
    ) -> UInt32 {
        faultline_record_crc32c(format, table, key.baseAddress, key.count, payload.baseAddress, payload.count)
    }

    /// Fills in the head of a value whose payload is in place.
    static func seal(_ value: UnsafeMutableRawBufferPointer, table: Table, key: UnsafeRawBufferPointer) {
        let payload = UnsafeRawBufferPointer(rebasing: value[overhead...])
        let sum = checksum(format: format, table: table.number, key: key, payload: payload)
        value[0] = format
        value.storeBytes(of: sum.littleEndian, toByteOffset: 1, as: UInt32.self)
    }

    /// The payload of a stored value, or nil when it is not what was written.
    static func open(
        _ value: UnsafeRawBufferPointer, table: Table, key: UnsafeRawBufferPointer
    ) -> UnsafeRawBufferPointer? {
        guard value.count >= overhead else { return nil }
        let payload = UnsafeRawBufferPointer(rebasing: value[overhead...])
        let stored = UInt32(littleEndian: value.loadUnaligned(fromByteOffset: 1, as: UInt32.self))
        let sum = checksum(format: value[0], table: table.number, key: key, payload: payload)
        return sum == stored && value[0] == format ? payload : nil
    }
}
