/// How a file separates its fields and encodes its text.
struct CSVDialect {
    /// The byte between fields; nil to find out from the first row.
    var separator: UInt8?
    var encoding = TextEncoding.utf8

    /// Separators in the order in which a tie is decided.
    private static let candidates: [UInt8] = [0x2C, 0x3B, 0x09, 0x7C]

    /// The separator that a person named, such as `;` or `tab`.
    static func separator(named name: String) -> UInt8? {
        if name == "tab" || name == "\\t" { return 0x09 }
        let bytes = Array(name.utf8)
        guard bytes.count == 1, candidates.contains(bytes[0]) else { return nil }
        return bytes[0]
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
