/// How cloud providers name what they rent, in the one spelling that all importers use.
enum CloudIdentifier {
    /// Whether the text names one thing in the whole world of its provider, so that finding it anywhere else is a
    /// reference: an ARN, a path of Azure or Google, an id such as `i-0abc…`.
    static func isGlobal(_ text: String) -> Bool {
        text.hasPrefix("arn:") || text.hasPrefix("/subscriptions/") || isGooglePath(text) || isAmazonID(text)
    }

    /// An id of EC2 or one of its neighbours: letters, a hyphen, and 8 or 17 hexadecimal digits.
    static func isAmazonID(_ text: String) -> Bool {
        guard let hyphen = text.utf8.lastIndex(of: 0x2D) else { return false }
        let digits = text.utf8[text.utf8.index(after: hyphen)...]
        guard digits.count == 8 || digits.count == 17, text.utf8.count > digits.count + 1 else { return false }
        return digits.allSatisfy { 0x30...0x39 ~= $0 || 0x61...0x66 ~= $0 }
            && text.utf8[..<hyphen].allSatisfy { 0x61...0x7A ~= $0 || $0 == 0x2D }
    }

    /// Google's path without the host in front; Azure's in lower case, since Azure mixes cases; of an ARN of EC2 the id
    /// that it ends in.
    static func canonical(_ text: String) -> String {
        if text.hasPrefix("arn:") {
            let last = String(text[(text.lastIndex(of: "/").map(text.index(after:)) ?? text.endIndex)...])
            return isAmazonID(last) ? last : text
        }
        if text.hasPrefix("/subscriptions/") { return text.lowercased() }
        if text.hasPrefix("https://"), text.contains("googleapis.com/"), let place = text.firstRange(of: "/projects/") {
            return String(text[text.index(after: place.lowerBound)...])
        }
        return text
    }

    private static func isGooglePath(_ text: String) -> Bool {
        guard text.hasPrefix("projects/") || text.contains("googleapis.com/") else { return false }
        return text.utf8.count { $0 == 0x2F } >= 4
    }
}

/// The parts of an Amazon Resource Name.
struct AmazonResourceName {
    var service: String
    var region: String
    var account: String
    var resource: String

    init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
        guard parts.count == 6, parts[0] == "arn" else { return nil }
        service = String(parts[2])
        region = String(parts[3])
        account = String(parts[4])
        resource = String(parts[5])
    }
}
