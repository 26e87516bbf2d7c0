/// Addresses as sources state them.
enum URLText {
    /// Without the user and the password that may stand before the host.
    static func withoutCredentials(_ text: String) -> String {
        guard let start = text.firstRange(of: "://")?.upperBound else { return text }
        let host = text[start...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        guard let mark = host.lastIndex(of: "@") else { return text }
        return String(text[..<start] + text[text.index(after: mark)...])
    }

    /// Without credentials and without what follows the path, where tokens are handed over.
    static func place(_ text: String) -> String {
        String(withoutCredentials(text).prefix { $0 != "?" && $0 != "#" })
    }
}
