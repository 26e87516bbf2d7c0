/// What makers and tools write where they have nothing to say.
enum PlaceholderText {
    /// The text without space around it; nil when it says nothing.
    static func real(_ text: String?) -> String? {
        guard let text else { return nil }
        let words = text.split { $0.isWhitespace }.joined(separator: " ")
        guard !words.isEmpty, !known.contains(words.lowercased()) else { return nil }
        return words.allSatisfy { $0 == "0" || $0 == "-" || $0 == "." } ? nil : words
    }

    private static let known: Set<String> = [
        "none", "unknown", "n/a", "na", "null", "not specified", "not available", "not applicable", "default string",
        "system serial number", "system manufacturer", "system product name", "chassis serial number",
        "to be filled by o.e.m.",
        "o.e.m.", "oem", "123456789", "0123456789", "invalid", "empty", "unspecified", "xxxxxxxx",
    ]
}
