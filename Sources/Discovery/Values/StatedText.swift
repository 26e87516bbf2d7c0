/// Texts that makers and tools put where there is nothing to say.
package enum StatedText {
    private static let placeholders: Set<String> = [
        "", "0", "-", "--", "n/a", "na", "none", "null", "nil", "unknown", "not specified", "not available",
        "not applicable", "not set", "undefined", "unspecified", "default string", "empty", "invalid", "asset tag",
        "no asset tag", "no asset information", "system serial number", "system manufacturer", "system product name",
        "system version", "chassis serial number", "chassis asset tag", "base board serial number",
        "to be filled by o.e.m.", "to be filled by oem", "o.e.m.", "oem", "xxxxxxxxxx", "0123456789", "123456789",
        "03000200-0400-0500-0006-000700080009", "00000000-0000-0000-0000-000000000000",
        "ffffffff-ffff-ffff-ffff-ffffffffffff",
    ]

    /// The text without white space around it; nil when it is one of those that say nothing.
    package static func of(_ text: String?) -> String? {
        guard let text, text.utf8.count <= 4_096 else { return nil }
        let trimmed = trimmed(text)
        if placeholders.contains(trimmed.lowercased()) { return nil }
        let saysNothing = trimmed.utf8.allSatisfy { $0 == UInt8(ascii: "0") || $0 == UInt8(ascii: ".") }
        return saysNothing ? nil : trimmed
    }

    private static func trimmed(_ text: String) -> String {
        // Nearly every text begins and ends with something visible: looking at characters takes twenty times as long.
        let visible: ClosedRange<UInt8> = 0x21...0x7E
        if let first = text.utf8.first, let last = text.utf8.last, visible ~= first, visible ~= last { return text }
        return String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }

    /// A host name with a domain; nil for one without, and for names of the loopback address.
    package static func qualifiedName(_ text: String?) -> String? {
        guard var name = of(text)?.lowercased() else { return nil }
        if name.hasSuffix(".") { name.removeLast() }
        guard name.utf8.contains(UInt8(ascii: ".")), !name.hasPrefix("localhost"), !isAddress(name) else { return nil }
        return name
    }

    /// Whether the text is an IP address rather than a name.
    static func isAddress(_ text: String) -> Bool {
        if text.utf8.contains(UInt8(ascii: ":")) {
            return text.allSatisfy { $0.isHexDigit || $0 == ":" || $0 == "." || $0 == "%" }
        }
        // Names mostly begin with a letter.
        guard let first = text.utf8.first, first <= UInt8(ascii: "9") else { return false }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
    }

    /// Whether an address tells hosts apart: not of loopback, not local to a link, not unspecified.
    package static func isHostAddress(_ text: String) -> Bool {
        guard isAddress(text) else { return false }
        let plain = text.lowercased()
        if ["::", "::1", "0.0.0.0"].contains(plain) { return false }
        return !["127.", "169.254.", "fe80:", "fe80%"].contains { plain.hasPrefix($0) }
    }
}
