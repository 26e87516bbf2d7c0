/// Looks into stored values without decoding them.
extension ValueCodec {
    /// The UTF-8 of a stored string; nil for values of other kinds.
    @inlinable
    public static func textBytes(ofStored value: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
        guard let kind = value.first, kind == stringKindByte else { return nil }
        return UnsafeRawBufferPointer(rebasing: value[1...])
    }

    /// Whether a stored value is a text or a list with nothing in it.
    public static func isBlank(stored value: UnsafeRawBufferPointer) -> Bool {
        switch value.first {
        case Kind.string.rawValue: value.count == 1
        case Kind.list.rawValue: value.count == 2 && value[1] == 0
        default: false
        }
    }

    /// Goes through the elements of a stored list, each a stored value.
    public struct Elements {
        private var reader: ByteReader
        private var remaining: Int

        /// Nil for values of other kinds.
        public init?(ofStored value: UnsafeRawBufferPointer) throws(DecodingFault) {
            guard let kind = value.first, kind == Kind.list.rawValue else { return nil }
            reader = ByteReader(value, offset: 1)
            remaining = try reader.count(unit: 2)
        }

        public mutating func next() throws(DecodingFault) -> UnsafeRawBufferPointer? {
            guard remaining > 0 else { return nil }
            remaining -= 1
            return try reader.lengthPrefixed()
        }
    }

    @usableFromInline
    static var stringKindByte: UInt8 { Kind.string.rawValue }
}

extension ByteWriter {
    /// The string with these bytes of UTF-8 as `lengthPrefixedValue` writes it.
    public mutating func lengthPrefixedString(_ text: UnsafeRawBufferPointer) {
        varint(UInt64(text.count + 1))
        byte(ValueCodec.Kind.string.rawValue)
        bytes.append(contentsOf: text)
    }

    /// The list of one such string as `lengthPrefixedValue` writes it.
    public mutating func lengthPrefixedList(ofString text: UnsafeRawBufferPointer) {
        varint(UInt64(Self.varintSize(UInt64(text.count + 1)) + text.count + 3))
        byte(ValueCodec.Kind.list.rawValue)
        varint(1)
        lengthPrefixedString(text)
    }
}
