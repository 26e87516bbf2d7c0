/// How a file separates its fields and encodes its text.
struct CSVDialect {
    /// The byte between fields; nil to find out from the first row.
    var separator: UInt8?
    var encoding = TextEncoding.utf8

    /// Separators in the order in which a tie is decided.
    private static let candidates: [UInt8] = [0x2C, 0x3B, 0x09, 0x7C]

    /// The separator that a person named: the character, or `comma`, `semicolon`, `tab` and `pipe`.
    static func separator(named name: String) -> UInt8? {
        switch name {
        case ",", "comma": 0x2C
        case ";", "semicolon": 0x3B
        case "\t", "\\t", "tab": 0x09
        case "|", "pipe": 0x7C
        default: nil
        }
    }

    /// The candidate that stands most often outside quotes in the first row of `head`; a comma when none does.
    static func detectSeparator(_ head: UnsafeBufferPointer<UInt8>) -> UInt8 {
        var counts = [0, 0, 0, 0]
        var isQuoted = false
        for byte in head {
            if byte == 0x22 { isQuoted.toggle() }
            if isQuoted { continue }
            if byte == 0x0A || byte == 0x0D { break }
            if let index = candidates.firstIndex(of: byte) { counts[index] += 1 }
        }
        var best = 0
        for index in 1..<counts.count where counts[index] > counts[best] { best = index }
        return candidates[best]
    }
}
