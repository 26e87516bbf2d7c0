internal import Discovery
internal import GraphModel

/// Values in the one form in which sources that spell them differently agree, without those that say nothing.
enum IdentifierText {
    /// Longer values are free text, and no identifiers.
    private static let largestLength = 300

    /// The plain form of an attribute's value; nil for a placeholder and for what can identify nothing.
    static func plain(_ value: PropertyValue, of key: String, _ placeholders: Set<String>) -> String? {
        switch value {
        case .string(let text): plain(text, of: key, placeholders)
        case .integer(let number): "\(number)"
        default: nil
        }
    }

    /// The text of a value as it is; nil where there is none.
    static func exact(_ value: PropertyValue?) -> String? {
        switch value {
        case .string(let text): text.isEmpty || text.utf8.count > largestLength ? nil : text
        case .integer(let number): "\(number)"
        default: nil
        }
    }

    /// A name that identifies alone is looked up in the index of names, as it is.
    static func name(_ value: PropertyValue?, _ placeholders: Set<String>) -> String? {
        guard let name = value?.string, plain(name, of: ConventionalProperty.name, placeholders) != nil else {
            return nil
        }
        return name
    }

    private static func plain(_ text: String, of key: String, _ placeholders: Set<String>) -> String? {
        guard text.utf8.count <= largestLength, let stated = StatedText.of(text) else { return nil }
        let plain = stated.lowercased()
        if placeholders.contains(plain) || isOneCharacter(plain) { return nil }
        switch key {
        case "macAddress", "macAddresses": return hardwareAddress(plain)
        case "fqdn": return StatedText.qualifiedName(plain)
        case "address", "addresses", "managementAddress": return StatedText.isHostAddress(plain) ? plain : nil
        default: return universalIdentifier(plain) ?? plain
        }
    }

    /// `xxxxxxx`, `-----` or `1111111`.
    private static func isOneCharacter(_ text: String) -> Bool {
        guard let first = text.utf8.first, text.utf8.count > 2 else { return false }
        return text.utf8.allSatisfy { $0 == first || $0 == UInt8(ascii: "-") }
    }

    /// Without addresses that software makes up: containers and routers that share one have the same again and again.
    private static func hardwareAddress(_ text: String) -> String? {
        guard let address = HardwareAddress.normalised(text), let first = UInt8(address.prefix(2), radix: 16) else {
            return nil
        }
        let isOfMaker = first & 0b11 == 0
        return isOfMaker && !address.hasPrefix("00:00:5e:00:01:") && !address.hasPrefix("00:00:0c:07:ac:")
            ? address : nil
    }

    /// A UUID without marks. Firmware and its readers disagree on the order of the first eight bytes, so the lesser of
    /// both orders stands for them (SMBIOS 2.6, section 7.2.1).
    private static func universalIdentifier(_ text: String) -> String? {
        guard text.utf8.count >= 36 else { return nil }
        let digits = text.utf8.filter { !"- {}".utf8.contains($0) }
        guard digits.count == 32, digits.allSatisfy(isDigit) else { return nil }
        var swapped = digits
        for (place, other) in otherOrder.enumerated() { swapped[place] = digits[other] }
        return String(decoding: swapped.lexicographicallyPrecedes(digits) ? swapped : digits, as: UTF8.self)
    }

    /// The digits of the first eight bytes in the other order.
    private static let otherOrder = [6, 7, 4, 5, 2, 3, 0, 1, 10, 11, 8, 9, 14, 15, 12, 13]

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
    }
}
