internal import GraphModel

/// A 128-bit digest of a text or a tuple, so that a run over ten million items keeps 16 bytes each rather than strings.
///
/// Two independent multiply-and-fold lanes over 8-byte words, the construction that wyhash made common. Among 10
/// million values the chance of any collision is below 10⁻²³. Not for use against an adversary who chooses the input.
struct Fingerprint: Hashable, BitwiseCopyable, Sendable {
    var low: UInt64
    var high: UInt64

    /// The digest of a text's UTF-8 bytes, distinct per `domain`.
    init(_ text: String, domain: UInt64 = 0) {
        var text = text
        self = text.withUTF8 { Fingerprint(bytes: UnsafeRawBufferPointer($0), domain: domain) }
    }

    /// The digest of a few numbers.
    init(_ a: UInt64, _ b: UInt64, _ c: UInt64, _ d: UInt64 = 0) {
        var lanes = Fingerprint(domain: 3)
        lanes.absorb(a)
        lanes.absorb(b)
        lanes.absorb(c)
        lanes.absorb(d)
        self = lanes.finished(length: 32)
    }

    /// Of nothing, for a digest that is not known.
    static let none = Fingerprint(low: 0, high: 0)

    private init(low: UInt64, high: UInt64) {
        self.low = low
        self.high = high
    }

    /// The digest of things in no order.
    static func + (a: Fingerprint, b: Fingerprint) -> Fingerprint {
        Fingerprint(low: a.low &+ b.low, high: a.high &+ b.high)
    }

    /// As stored bytes have it.
    func write(to writer: inout ByteWriter) {
        writer.bigEndian(low, width: 8)
        writer.bigEndian(high, width: 8)
    }

    init(from reader: inout ByteReader) throws(DecodingFault) {
        low = try reader.bigEndian(width: 8)
        high = try reader.bigEndian(width: 8)
    }

    private init(domain: UInt64) {
        low = 0x9E37_79B9_7F4A_7C15 ^ domain
        high = 0xC2B2_AE3D_27D4_EB4F &+ domain
    }

    /// The digest of bytes: that of a text is that of its UTF-8.
    init(bytes: UnsafeRawBufferPointer, domain: UInt64 = 0) {
        var lanes = Fingerprint(domain: domain)
        var offset = 0
        while offset + 8 <= bytes.count {
            lanes.absorb(bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            offset += 8
        }
        var tail: UInt64 = 0
        var shift: UInt64 = 0
        while offset < bytes.count {
            tail |= UInt64(bytes[offset]) << shift
            shift += 8
            offset += 1
        }
        lanes.absorb(tail)
        self = lanes.finished(length: UInt64(bytes.count))
    }

    private mutating func absorb(_ word: UInt64) {
        low = Self.fold(low ^ word, 0xA076_1D64_78BD_642F)
        high = Self.fold(high &+ word, 0xE703_7ED1_A0B4_28DB) ^ word
    }

    private func finished(length: UInt64) -> Fingerprint {
        var result = self
        result.low = Self.fold(low ^ length, 0x8EBC_6AF0_9C88_C6E3)
        result.high = Self.fold(high ^ length, 0x5899_65CC_7537_4CC3)
        return result
    }

    private static func fold(_ a: UInt64, _ b: UInt64) -> UInt64 {
        let product = a.multipliedFullWidth(by: b | 1)
        return product.high ^ product.low
    }

    /// The digest of the redundancy group that a relationship is a member of; 0 for none.
    static func group(_ value: PropertyValue?) -> UInt64 {
        guard var name = value?.string else { return 0 }
        return name.withUTF8 { group(named: UnsafeRawBufferPointer($0)) }
    }

    /// The same of the group's name in UTF-8.
    static func group(named name: UnsafeRawBufferPointer) -> UInt64 { Fingerprint(bytes: name, domain: 2).low }
}
