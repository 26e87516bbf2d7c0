/// MAC addresses as sources spell them, in one form.
package enum HardwareAddress {
    /// Six bytes in lower case with colons, from any of `00:1B:21:AA:BB:CC`, `00-1b-21-aa-bb-cc`, `001b.21aa.bbcc`,
    /// `001b21aabbcc` and `0:1b:21:aa:bb:cc`. Nil for what is none, and for addresses that stand for none or for all.
    package static func normalised(_ text: String) -> String? {
        guard text.utf8.count <= 24 else { return nil }
        let parts = text.utf8.split(whereSeparator: isSeparator)
        var digits: [UInt8] = []
        for part in parts {
            // A byte that has lost its leading zero.
            if parts.count == 6, part.count == 1 { digits.append(UInt8(ascii: "0")) }
            digits += part
        }
        guard digits.count == 12 else { return nil }
        var bytes: [UInt8] = []
        for start in stride(from: 0, to: 12, by: 2) {
            guard let high = Hexadecimal.value(of: digits[start]), let low = Hexadecimal.value(of: digits[start + 1])
            else { return nil }
            bytes.append(high << 4 | low)
        }
        return Self.text(of: bytes)
    }

    /// The text of six bytes; nil for another number of them, and for addresses that stand for none or for all.
    static func text(of bytes: some Collection<UInt8>) -> String? {
        guard bytes.count == 6, !bytes.allSatisfy({ $0 == 0 }), !bytes.allSatisfy({ $0 == 0xFF }) else { return nil }
        var text: [UInt8] = []
        text.reserveCapacity(17)
        for byte in bytes {
            if !text.isEmpty { text.append(UInt8(ascii: ":")) }
            text.append(Hexadecimal.digit(of: byte >> 4))
            text.append(Hexadecimal.digit(of: byte & 0xF))
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static func isSeparator(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: ":"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: " "): true
        default: false
        }
    }
}

/// Bytes as two digits each.
enum Hexadecimal {
    static func text(of byte: UInt8) -> String { (byte < 16 ? "0" : "") + String(byte, radix: 16) }

    /// In lower case.
    static func digit(of value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }

    /// Nil for what is no digit.
    static func value(of digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
