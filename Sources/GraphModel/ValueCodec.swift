/// The binary form of property values: a kind byte, then a payload that the table in docs/format.md lists.
///
/// A value does not state its own length; whoever stores it does (`ByteWriter.lengthPrefixedValue`), which lets a
/// reader skip it unread. Equal values have equal bytes, so stored values are compared as bytes.
public enum ValueCodec {
    /// The first byte of a value. Numbers never change their meaning.
    enum Kind: UInt8 {
        case no = 0
        case yes = 1
        case integer = 2
        case double = 3
        case string = 4
        case bytes = 5
        case date = 6
        case localTime = 7
        case zonedTime = 8
        case localDateTime = 9
        case zonedDateTime = 10
        case duration = 11
        case point = 12
        case list = 13
    }

    /// Appends the value. Never fails: what may not be stored is found by `PropertyValue.rangeFault` beforehand.
    public static func encode(_ value: PropertyValue, into writer: inout ByteWriter) {
        switch value {
        case .boolean(let truth): writer.byte((truth ? Kind.yes : Kind.no).rawValue)
        case .integer(let number):
            writer.byte(Kind.integer.rawValue)
            writer.signedVarint(number)
        case .double(let number):
            writer.byte(Kind.double.rawValue)
            writer.double(number.isNaN ? Double.nan : number)
        case .string(var text):
            writer.byte(Kind.string.rawValue)
            text.withUTF8 { writer.bytes.append(contentsOf: $0) }
        case .bytes(let bytes):
            writer.byte(Kind.bytes.rawValue)
            writer.bytes.append(contentsOf: bytes)
        case .list(let elements):
            writer.byte(Kind.list.rawValue)
            writer.varint(UInt64(elements.count))
            for element in elements { writer.lengthPrefixedValue(element) }
        default: encodeStructured(value, into: &writer)
        }
    }

    /// Reads a value that fills all of `bytes`. Whatever they are, it ends with a value in range or a fault, and
    /// allocates no more than a small multiple of their number.
    public static func decode(_ bytes: UnsafeRawBufferPointer) throws(DecodingFault) -> PropertyValue {
        var reader = ByteReader(bytes)
        let value = try decode(&reader, insideList: false)
        guard reader.isAtEnd else { throw DecodingFault(offset: reader.offset, reason: "bytes after the value") }
        if let reason = value.rangeFault { throw DecodingFault(offset: 0, reason: reason) }
        return value
    }

    /// How many bytes `encode` appends. Linear in the elements of a list, constant otherwise.
    public static func size(of value: PropertyValue) -> Int {
        switch value {
        case .boolean: return 1
        case .integer(let number): return 1 + ByteWriter.signedVarintSize(number)
        case .double: return 9
        case .string(let text): return 1 + text.utf8.count
        case .bytes(let bytes): return 1 + bytes.count
        case .list(let elements):
            var total = 1 + ByteWriter.varintSize(UInt64(elements.count))
            for element in elements {
                let size = size(of: element)
                total += ByteWriter.varintSize(UInt64(size)) + size
            }
            return total
        default:
            var writer = ByteWriter(capacity: 48)
            encodeStructured(value, into: &writer)
            return writer.bytes.count
        }
    }
}

extension ValueCodec {
    /// The temporal kinds and points.
    private static func encodeStructured(_ value: PropertyValue, into writer: inout ByteWriter) {
        switch value {
        case .date(let date):
            writer.byte(Kind.date.rawValue)
            writer.signedVarint(date.daysSinceEpoch)
        case .localTime(let time):
            writer.byte(Kind.localTime.rawValue)
            writer.signedVarint(time.nanosecondsOfDay)
        case .zonedTime(let zoned):
            writer.byte(Kind.zonedTime.rawValue)
            writer.signedVarint(zoned.time.nanosecondsOfDay)
            writer.signedVarint(Int64(zoned.offsetSeconds))
        case .localDateTime(let moment):
            writer.byte(Kind.localDateTime.rawValue)
            writer.signedVarint(moment.secondsSinceEpoch)
            writer.signedVarint(Int64(moment.nanoseconds))
        case .zonedDateTime(let moment):
            writer.byte(Kind.zonedDateTime.rawValue)
            writer.signedVarint(moment.secondsSinceEpoch)
            writer.signedVarint(Int64(moment.nanoseconds))
            writer.signedVarint(Int64(moment.offsetSeconds))
            if var zone = moment.zone { zone.withUTF8 { writer.bytes.append(contentsOf: $0) } }
        case .duration(let span):
            writer.byte(Kind.duration.rawValue)
            writer.signedVarint(span.months)
            writer.signedVarint(span.days)
            writer.signedVarint(span.seconds)
            writer.signedVarint(Int64(span.nanoseconds))
        case .point(let point):
            writer.byte(Kind.point.rawValue)
            writer.varint(UInt64(point.system.rawValue))
            // Adding zero makes the two zeros, which are the same place, the same bytes.
            writer.double(point.x + 0)
            writer.double(point.y + 0)
            if point.system.dimensions == 3 { writer.double(point.z + 0) }
        case .boolean, .integer, .double, .string, .bytes, .list:
            preconditionFailure("encode handles these kinds itself")
        }
    }

    private static func decode(
        _ reader: inout ByteReader, insideList: Bool
    ) throws(DecodingFault) -> PropertyValue {
        let start = reader.offset
        guard let kind = Kind(rawValue: try reader.byte()) else {
            throw DecodingFault(offset: start, reason: "unknown kind of value")
        }
        switch kind {
        case .no: return .boolean(false)
        case .yes: return .boolean(true)
        case .integer: return .integer(try reader.signedVarint())
        case .double: return .double(try reader.double())
        case .string: return .string(try reader.restAsText())
        case .bytes: return .bytes([UInt8](try reader.raw(reader.remaining)))
        case .date: return .date(CalendarDate(daysSinceEpoch: try reader.signedVarint()))
        case .localTime: return .localTime(LocalTime(nanosecondsOfDay: try reader.signedVarint()))
        case .zonedTime:
            let time = LocalTime(nanosecondsOfDay: try reader.signedVarint())
            return .zonedTime(ZonedTime(time: time, offsetSeconds: try reader.signedVarint32()))
        case .localDateTime:
            let seconds = try reader.signedVarint()
            return .localDateTime(
                LocalDateTime(secondsSinceEpoch: seconds, nanoseconds: try reader.signedVarint32()))
        case .zonedDateTime:
            var moment = ZonedDateTime(secondsSinceEpoch: try reader.signedVarint())
            moment.nanoseconds = try reader.signedVarint32()
            moment.offsetSeconds = try reader.signedVarint32()
            if !reader.isAtEnd { moment.zone = try reader.restAsText() }
            return .zonedDateTime(moment)
        case .duration:
            var span = CalendarDuration(months: try reader.signedVarint())
            span.days = try reader.signedVarint()
            span.seconds = try reader.signedVarint()
            span.nanoseconds = try reader.signedVarint32()
            return .duration(span)
        case .point: return .point(try decodePoint(&reader))
        case .list:
            guard !insideList else { throw DecodingFault(offset: start, reason: "a list inside a list") }
            return .list(try decodeElements(&reader))
        }
    }

    private static func decodePoint(_ reader: inout ByteReader) throws(DecodingFault) -> Point {
        let start = reader.offset
        guard let code = UInt16(exactly: try reader.varint()), let system = Point.ReferenceSystem(rawValue: code) else {
            throw DecodingFault(offset: start, reason: "unknown reference system of a point")
        }
        let x = try reader.double()
        let y = try reader.double()
        return Point(system: system, x: x, y: y, z: system.dimensions == 3 ? try reader.double() : 0)
    }

    private static func decodeElements(_ reader: inout ByteReader) throws(DecodingFault) -> [PropertyValue] {
        // Each element takes a length byte and a kind byte.
        let count = try reader.count(unit: 2)
        guard count <= Limits.listElements else {
            throw DecodingFault(offset: reader.offset, reason: "list longer than \(Limits.listElements) elements")
        }
        var elements: [PropertyValue] = []
        elements.reserveCapacity(count)
        for _ in 0..<count {
            let start = reader.offset
            var inner = ByteReader(try reader.lengthPrefixed())
            elements.append(try decode(&inner, insideList: true))
            guard inner.isAtEnd else { throw DecodingFault(offset: start, reason: "bytes after a list's element") }
        }
        return elements
    }
}

extension ByteWriter {
    /// The value's length in bytes as a varint, then the value.
    public mutating func lengthPrefixedValue(_ value: PropertyValue) {
        varint(UInt64(ValueCodec.size(of: value)))
        ValueCodec.encode(value, into: &self)
    }

    @inlinable
    public static func varintSize(_ value: UInt64) -> Int {
        (70 - max(value, 1).leadingZeroBitCount) / 7
    }

    @inlinable
    public static func signedVarintSize(_ value: Int64) -> Int {
        varintSize(UInt64(bitPattern: (value << 1) ^ (value >> 63)))
    }
}

extension ByteReader {
    /// What `ByteWriter.lengthPrefixedValue` wrote.
    public mutating func lengthPrefixedValue() throws(DecodingFault) -> PropertyValue {
        let bytes = try lengthPrefixed()
        return try value(bytes)
    }

    /// Decodes the bytes just read, with faults placed from the start of the record.
    func value(_ bytes: UnsafeRawBufferPointer) throws(DecodingFault) -> PropertyValue {
        do {
            return try ValueCodec.decode(bytes)
        } catch {
            throw DecodingFault(offset: offset - bytes.count + error.offset, reason: error.reason)
        }
    }

    fileprivate mutating func signedVarint32() throws(DecodingFault) -> Int32 {
        let start = offset
        guard let value = Int32(exactly: try signedVarint()) else {
            throw DecodingFault(offset: start, reason: "integer outside 32 bits")
        }
        return value
    }

    fileprivate mutating func restAsText() throws(DecodingFault) -> String {
        let start = offset
        guard let text = Self.text(try raw(remaining)) else {
            throw DecodingFault(offset: start, reason: "text is not UTF-8")
        }
        return text
    }
}
