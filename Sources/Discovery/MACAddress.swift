/// The spelling of hardware addresses that identification compares.
enum MACAddress {
    /// Lower case with colons; nil for what is no address of six bytes, and for those that identify nothing.
    static func normalised(_ text: String) -> String? {
        var digits: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x61...0x66: digits.append(byte)
            case 0x41...0x46: digits.append(byte | 0x20)
            case 0x3A, 0x2D, 0x2E: continue
            default: return nil
            }
        }
        guard digits.count == 12, !digits.allSatisfy({ $0 == 0x30 }), !digits.allSatisfy({ $0 == 0x66 }) else {
            return nil
        }
        var result: [UInt8] = []
        for (index, digit) in digits.enumerated() {
            if index > 0, index % 2 == 0 { result.append(0x3A) }
            result.append(digit)
        }
        return String(decoding: result, as: UTF8.self)
    }
}
