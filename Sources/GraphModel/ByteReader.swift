/// Bytes that are not what their format says; the caller knows which record they are and reports it as corrupt.
public struct DecodingFault: Error, Hashable, Sendable {
    /// Where, in bytes from the start of the record.
    public var offset: Int
    public var reason: String

    public init(offset: Int, reason: String) {
        self.offset = offset
        self.reason = reason
    }
}

/// Reads what `ByteWriter` wrote, from memory that stays valid for the reader's life.
///
/// Every method throws `DecodingFault` instead of reading past the end, whatever the bytes are.
public struct ByteReader {
    public let base: UnsafeRawBufferPointer
    public var offset: Int

    @inlinable
    public init(_ base: UnsafeRawBufferPointer, offset: Int = 0) {
        self.base = base
        self.offset = offset
    }

    @inlinable
    public var isAtEnd: Bool { offset >= base.count }

    @inlinable
    public var remaining: Int { base.count - offset }

    @inlinable @inline(__always)
    public mutating func byte() throws(DecodingFault) -> UInt8 {
        guard offset < base.count else { throw DecodingFault(offset: offset, reason: "ends too early") }
        defer { offset += 1 }
        return base[offset]
    }

    @inlinable @inline(__always)
    public mutating func varint() throws(DecodingFault) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            let next = try byte()
            guard shift < 63 || next <= 1 else { throw DecodingFault(offset: offset, reason: "integer too long") }
            value |= UInt64(next & 0x7F) << shift
            if next < 0x80 { return value }
            shift += 7
        }
    }

    @inlinable @inline(__always)
    public mutating func signedVarint() throws(DecodingFault) -> Int64 {
        let raw = try varint()
        return Int64(bitPattern: (raw >> 1) ^ (0 &- (raw & 1)))
    }

    /// A varint that counts things of at least `unit` bytes each, so that it cannot exceed what remains.
    @inlinable @inline(__always)
    public mutating func count(unit: Int = 1) throws(DecodingFault) -> Int {
        let value = try varint()
        guard value <= UInt64(remaining / max(unit, 1)) else {
            throw DecodingFault(offset: offset, reason: "count larger than the record")
        }
        return Int(value)
    }

    @inlinable
    public mutating func bigEndian(width: Int) throws(DecodingFault) -> UInt64 {
        guard remaining >= width else { throw DecodingFault(offset: offset, reason: "ends too early") }
        var value: UInt64 = 0
        for index in 0..<width { value = value << 8 | UInt64(base[offset + index]) }
        offset += width
        return value
    }

    @inlinable
    public mutating func littleEndian(width: Int) throws(DecodingFault) -> UInt64 {
        guard remaining >= width else { throw DecodingFault(offset: offset, reason: "ends too early") }
        var value: UInt64 = 0
        for index in 0..<width { value |= UInt64(base[offset + index]) << UInt64(index * 8) }
        offset += width
        return value
    }

    @inlinable
    public mutating func double() throws(DecodingFault) -> Double {
        Double(bitPattern: try littleEndian(width: 8))
    }

    /// The next `count` bytes, not copied.
    @inlinable @inline(__always)
    public mutating func raw(_ count: Int) throws(DecodingFault) -> UnsafeRawBufferPointer {
        guard count >= 0, remaining >= count else { throw DecodingFault(offset: offset, reason: "ends too early") }
        defer { offset += count }
        return UnsafeRawBufferPointer(rebasing: base[offset..<offset + count])
    }

    /// A length-prefixed run of bytes, not copied.
    @inlinable @inline(__always)
    public mutating func lengthPrefixed() throws(DecodingFault) -> UnsafeRawBufferPointer {
        try raw(count())
    }

    /// Length-prefixed UTF-8; invalid sequences are a fault.
    @inlinable
    public mutating func string() throws(DecodingFault) -> String {
        let start = offset
        guard let text = Self.text(try lengthPrefixed()) else {
            throw DecodingFault(offset: start, reason: "text is not UTF-8")
        }
        return text
    }

    /// The text with these bytes of UTF-8; nil when they are not valid.
    @inlinable
    static func text(_ utf8: UnsafeRawBufferPointer) -> String? {
        // Most text is ASCII, for which the general validation is several times the cost of the copy.
        if isASCII(utf8) { return utf8.withMemoryRebound(to: UInt8.self) { String(decoding: $0, as: UTF8.self) } }
        return String(validating: utf8, as: UTF8.self)
    }

    @inlinable
    static func isASCII(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var index = 0
        while index + 8 <= bytes.count {
            if bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 != 0 {
                return false
            }
            index += 8
        }
        while index < bytes.count {
            if bytes[index] >= 0x80 { return false }
            index += 1
        }
        return true
    }
}
