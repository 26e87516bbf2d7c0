/// The address of a network card in the one form that identification compares: `00:1a:2b:3c:4d:5e`.
enum HardwareAddress {
    /// Of any usual spelling: colons, hyphens, dots or nothing between the digits. Nil for what is no address of 48 bits,
    /// and for addresses that name nobody: zeros, and the broadcast address.
    static func normalised(_ text: String) -> String? {
        var digits: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"): digits.append(byte)
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digits.append(byte | 0x20)
            case UInt8(ascii: ":"), UInt8(ascii: "-"), UInt8(ascii: "."): continue
            default: return nil
            }
        }
        guard digits.count == 12, Set(digits) != [UInt8(ascii: "0")], Set(digits) != [UInt8(ascii: "f")] else {
            return nil
        }
        return stride(from: 0, to: 12, by: 2).map { String(decoding: digits[$0...$0 + 1], as: UTF8.self) }
            .joined(separator: ":")
    }
}
