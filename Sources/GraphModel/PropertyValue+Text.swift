extension PropertyValue: CustomStringConvertible {
    /// The value for people: text as it is, numbers and times in their canonical forms, bytes in hexadecimal with a
    /// leading `0x`, lists in brackets with their texts quoted.
    public var description: String {
        switch self {
        case .boolean(let value): value ? "true" : "false"
        case .integer(let value): String(value)
        case .double(let value): value.description
        case .string(let value): value
        case .bytes(let value): Self.hexadecimal(value)
        case .date(let value): value.description
        case .localTime(let value): value.description
        case .zonedTime(let value): value.description
        case .localDateTime(let value): value.description
        case .zonedDateTime(let value): value.description
        case .duration(let value): value.description
        case .point(let value): value.description
        case .list(let values): "[" + values.map(\.listText).joined(separator: ", ") + "]"
        }
    }

    private var listText: String {
        guard case .string(let text) = self else { return description }
        var quoted = "\""
        for scalar in text.unicodeScalars {
            if scalar == "\"" || scalar == "\\" { quoted.append("\\") }
            quoted.unicodeScalars.append(scalar)
        }
        return quoted + "\""
    }

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef")
        var text = "0x"
        text.reserveCapacity(2 + bytes.count * 2)
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return text
    }
}
