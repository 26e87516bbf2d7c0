/// Looks into stored values without decoding them.
extension ValueCodec {
    /// The UTF-8 of a stored string; nil for values of other kinds.
    @inlinable
    public static func textBytes(ofStored value: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
        guard let kind = value.first, kind == stringKindByte else { return nil }
        return UnsafeRawBufferPointer(rebasing: value[1...])
    }

    /// The elements of a stored list, each a stored value; nil for values of other kinds.
    public static func elements(
        ofStored value: UnsafeRawBufferPointer
    ) throws(DecodingFault) -> [UnsafeRawBufferPointer]? {
        guard let kind = value.first, kind == Kind.list.rawValue else { return nil }
        var reader = ByteReader(value, offset: 1)
        var elements: [UnsafeRawBufferPointer] = []
        for _ in 0..<(try reader.count(unit: 2)) { elements.append(try reader.lengthPrefixed()) }
        return elements
    }

    @usableFromInline
    static var stringKindByte: UInt8 { Kind.string.rawValue }
}
