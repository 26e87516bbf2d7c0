/// MAC addresses as sources spell them, in one form.
package enum HardwareAddress {
    /// Six bytes in lower case with colons, from any of `00:1B:21:AA:BB:CC`, `00-1b-21-aa-bb-cc`, `001b.21aa.bbcc`,
    /// `001b21aabbcc` and `0:1b:21:aa:bb:cc`. Nil for what is none, and for addresses that stand for none or for all.
    package static func normalised(_ text: String) -> String? {
        let separators: Set<UInt8> = [UInt8(ascii: ":"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: " ")]
        guard text.utf8.count <= 24 else { return nil }
        let parts = text.utf8.split(whereSeparator: { separators.contains($0) })
        var digits: [UInt8] = []
        for part in parts {
            // A byte that has lost its leading zero.
            if parts.count == 6, part.count == 1 { digits.append(UInt8(ascii: "0")) }
            digits += part
        }
        guard digits.count == 12 else { return nil }
        var bytes: [UInt8] = []
        for start in stride(from: 0, to: 12, by: 2) {
            guard let byte = UInt8(String(decoding: digits[start..<start + 2], as: UTF8.self), radix: 16) else {
                return nil
            }
            bytes.append(byte)
        }
        return Self.text(of: bytes)
    }

    /// The text of six bytes; nil for another number of them, and for addresses that stand for none or for all.
    static func text(of bytes: some Collection<UInt8>) -> String? {
        guard bytes.count == 6, !bytes.allSatisfy({ $0 == 0 }), !bytes.allSatisfy({ $0 == 0xFF }) else { return nil }
        return bytes.map { Hexadecimal.text(of: $0) }.joined(separator: ":")
    }
}

/// Bytes as two digits each.
enum Hexadecimal {
    static func text(of byte: UInt8) -> String { (byte < 16 ? "0" : "") + String(byte, radix: 16) }
}
