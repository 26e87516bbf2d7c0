/// What bytes and characters of a statement are.
enum Characters {
    @inline(__always)
    static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

    @inline(__always)
    static func startsName(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 || byte == UInt8(ascii: "_") }

    /// Of ASCII. The grammar counts currency signs among the parts of a name.
    @inline(__always)
    static func continuesName(_ byte: UInt8) -> Bool {
        startsName(byte) || isDigit(byte) || byte == UInt8(ascii: "$")
    }

    /// Space, tab, the line ends and the separators FS, GS, RS and US.
    @inline(__always)
    static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte &- 0x09 < 5 || byte &- 0x1C < 4
    }

    /// The value of a hexadecimal digit.
    @inline(__always)
    static func hexDigit(_ byte: UInt8) -> UInt32? {
        if isDigit(byte) { return UInt32(byte) - 0x30 }
        let letter = (byte | 0x20) &- 0x61
        return letter < 6 ? UInt32(letter) + 10 : nil
    }

    static func startsName(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isIDStart || scalar.properties.generalCategory == .connectorPunctuation
    }

    static func continuesName(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isIDContinue || scalar.properties.generalCategory == .currencySymbol
    }

    /// Beyond ASCII; a byte order mark counts too.
    static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || scalar.value == 0x180E || scalar.value == 0xFEFF
    }

    /// The signs beyond ASCII that may draw a relationship.
    static func arrowPart(_ scalar: Unicode.Scalar) -> TokenKind? {
        switch scalar.value {
        case 0xAD, 0x2010...0x2015, 0x2212, 0xFE63, 0xFF0D: .unicodeDash
        case 0x27E8, 0x3008, 0xFE64, 0xFF1C: .unicodeLeft
        case 0x27E9, 0x3009, 0xFE65, 0xFF1E: .unicodeRight
        default: nil
        }
    }

    /// The character whose first byte is at `offset`, and its length in bytes. The bytes are valid UTF-8.
    static func decode(_ bytes: [UInt8], _ offset: Int) -> (scalar: Unicode.Scalar, length: Int) {
        let first = UInt32(bytes[offset])
        if first < 0x80 { return (Unicode.Scalar(UInt8(first)), 1) }
        let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
        var value = first & (0xFF >> UInt32(length + 1))
        for i in 1..<length { value = value << 6 | UInt32(bytes[offset + i] & 0x3F) }
        return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
    }
}
