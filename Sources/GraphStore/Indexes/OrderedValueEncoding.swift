internal import GraphModel

/// Property values as bytes that order as the values of one kind do, for index keys.
///
/// A kind byte, then: numbers most significant byte first with the sign made to order; text and bytes with 0 written as
/// 0 255 and a 0 at the end; a list's elements, then a 0. No encoding of one value begins that of another, so several
/// can stand in a row. Values of different kinds are never equal, integers and doubles included.
enum OrderedValueEncoding {
    enum Kind: UInt8 {
        case boolean = 0x10
        case integer = 0x20
        case double = 0x21
        case string = 0x30
        case bytes = 0x31
        case date = 0x40
        case localTime = 0x41
        case zonedTime = 0x42
        case localDateTime = 0x43
        case zonedDateTime = 0x44
        case duration = 0x45
        case point = 0x46
        case list = 0x50
    }

    static func encode(_ value: PropertyValue, into writer: inout ByteWriter) {
        switch value {
        case .boolean(let truth):
            writer.byte(Kind.boolean.rawValue)
            writer.byte(truth ? 1 : 0)
        case .integer(let number):
            writer.byte(Kind.integer.rawValue)
            append(number, into: &writer)
        case .double(let number):
            writer.byte(Kind.double.rawValue)
            append(number, into: &writer)
        case .string(var text): text.withUTF8 { encode(utf8: UnsafeRawBufferPointer($0), into: &writer) }
        case .bytes(let bytes):
            writer.byte(Kind.bytes.rawValue)
            bytes.withUnsafeBytes { appendEscaped($0, into: &writer) }
            writer.byte(0)
        case .list(let elements):
            writer.byte(Kind.list.rawValue)
            for element in elements { encode(element, into: &writer) }
            writer.byte(0)
        default: encodeStructured(value, into: &writer)
        }
    }

    /// A string from its UTF-8.
    static func encode(utf8: UnsafeRawBufferPointer, into writer: inout ByteWriter) {
        writer.byte(Kind.string.rawValue)
        appendEscaped(utf8, into: &writer)
        writer.byte(0)
    }

    /// What the encodings of all strings that begin with `text` begin with.
    static func encodePrefix(_ text: String, into writer: inout ByteWriter) {
        var text = text
        writer.byte(Kind.string.rawValue)
        text.withUTF8 { appendEscaped(UnsafeRawBufferPointer($0), into: &writer) }
    }

    private static func encodeStructured(_ value: PropertyValue, into writer: inout ByteWriter) {
        switch value {
        case .date(let date):
            writer.byte(Kind.date.rawValue)
            append(date.daysSinceEpoch, into: &writer)
        case .localTime(let time):
            writer.byte(Kind.localTime.rawValue)
            append(time.nanosecondsOfDay, into: &writer)
        case .zonedTime(let zoned):
            writer.byte(Kind.zonedTime.rawValue)
            append(zoned.time.nanosecondsOfDay &- Int64(zoned.offsetSeconds) &* 1_000_000_000, into: &writer)
            append(Int64(zoned.offsetSeconds), into: &writer)
        case .localDateTime(let moment):
            writer.byte(Kind.localDateTime.rawValue)
            append(moment.secondsSinceEpoch, into: &writer)
            append(Int64(moment.nanoseconds), into: &writer)
        case .zonedDateTime(let moment):
            writer.byte(Kind.zonedDateTime.rawValue)
            append(moment.secondsSinceEpoch, into: &writer)
            append(Int64(moment.nanoseconds), into: &writer)
            append(Int64(moment.offsetSeconds), into: &writer)
            var zone = moment.zone ?? ""
            zone.withUTF8 { appendEscaped(UnsafeRawBufferPointer($0), into: &writer) }
            writer.byte(0)
        case .duration(let span):
            writer.byte(Kind.duration.rawValue)
            append(span.months, into: &writer)
            append(span.days, into: &writer)
            append(span.seconds, into: &writer)
            append(Int64(span.nanoseconds), into: &writer)
        case .point(let point):
            writer.byte(Kind.point.rawValue)
            writer.bigEndian(UInt64(point.system.rawValue), width: 2)
            // Adding 0 turns −0 into 0: points with either are equal.
            append(point.x + 0, into: &writer)
            append(point.y + 0, into: &writer)
            append(point.z + 0, into: &writer)
        case .boolean, .integer, .double, .string, .bytes, .list:
            preconditionFailure("encode handles these kinds itself")
        }
    }

    private static func append(_ number: Int64, into writer: inout ByteWriter) {
        writer.bigEndian(UInt64(bitPattern: number) ^ 1 << 63, width: 8)
    }

    /// Negative numbers order by inverted bits; every NaN is the same NaN, after infinity.
    private static func append(_ number: Double, into writer: inout ByteWriter) {
        let bits = (number.isNaN ? Double.nan : number).bitPattern
        writer.bigEndian(bits >> 63 == 0 ? bits | 1 << 63 : ~bits, width: 8)
    }

    private static func appendEscaped(_ bytes: UnsafeRawBufferPointer, into writer: inout ByteWriter) {
        guard bytes.contains(0) else {
            writer.bytes.append(contentsOf: bytes)
            return
        }
        for byte in bytes {
            writer.byte(byte)
            if byte == 0 { writer.byte(255) }
        }
    }
}
