/// A package URL in its canonical spelling: the same package version is the same text, whichever tool wrote it.
struct PackageURL: Hashable {
    private(set) var type: String
    private(set) var path: [String]
    private(set) var version: String?
    private(set) var qualifiers: [(key: String, value: String)]
    private(set) var subpath: [String]

    /// Types whose names differ in case only by mistake.
    private static let withoutCase: Set<String> = [
        "alpm", "apk", "bitbucket", "composer", "deb", "github", "gitlab", "hex", "oci", "pypi",
    ]

    /// Nil for what is no package URL, and for one of absurd length.
    init?(_ text: String?) {
        guard let text, text.utf8.count <= 4_096 else { return nil }
        var rest = text.drop(while: \.isWhitespace)
        guard rest.prefix(4).lowercased() == "pkg:" else { return nil }
        rest = rest.dropFirst(4).drop { $0 == "/" }
        subpath = Self.cut(&rest, atLast: "#").map(Self.segments)?.filter { $0 != "." && $0 != ".." } ?? []
        qualifiers = Self.cut(&rest, atLast: "?").map(Self.qualifiers) ?? []
        guard let slash = rest.firstIndex(of: "/") else { return nil }
        type = rest[..<slash].lowercased()
        rest = rest[slash...]
        // The mark of an npm scope follows a slash; the mark of a version never does.
        if let mark = rest.lastIndex(of: "@"), rest[rest.index(before: mark)] != "/" {
            version = Self.decoded(rest[rest.index(after: mark)...])
            rest = rest[..<mark]
        }
        if version?.isEmpty == true { version = nil }
        path = Self.segments(rest)
        if Self.withoutCase.contains(type) { path = path.map { $0.lowercased() } }
        if type == "pypi" { path = path.map { $0.replacing("_", with: "-") } }
        guard !type.isEmpty, !path.isEmpty else { return nil }
    }

    /// The same package with a version, unless it has one.
    func stating(version stated: String?) -> PackageURL {
        var copy = self
        if copy.version == nil, let stated, !stated.isEmpty { copy.version = stated }
        return copy
    }

    func qualifier(_ key: String) -> String? { qualifiers.first { $0.key == key }?.value }

    var text: String {
        var text = "pkg:\(type)/" + path.map { Self.encoded($0) }.joined(separator: "/")
        if let version { text += "@" + Self.encoded(version) }
        if !qualifiers.isEmpty {
            text += "?" + qualifiers.map { "\($0.key)=\(Self.encoded($0.value, keeping: 0x2F))" }.joined(separator: "&")
        }
        if !subpath.isEmpty { text += "#" + subpath.map { Self.encoded($0) }.joined(separator: "/") }
        return text
    }

    static func == (left: PackageURL, right: PackageURL) -> Bool { left.text == right.text }

    func hash(into hasher: inout Hasher) { hasher.combine(text) }

    private static func cut(_ text: inout Substring, atLast mark: Character) -> Substring? {
        guard let place = text.lastIndex(of: mark) else { return nil }
        defer { text = text[..<place] }
        return text[text.index(after: place)...]
    }

    private static func segments(_ text: Substring) -> [String] {
        text.split(separator: "/").map { decoded($0) }.filter { !$0.isEmpty }
    }

    private static func qualifiers(_ text: Substring) -> [(key: String, value: String)] {
        let pairs = text.split(separator: "&").compactMap { pair -> (key: String, value: String)? in
            guard let mark = pair.firstIndex(of: "=") else { return nil }
            let value = URLText.withoutCredentials(decoded(pair[pair.index(after: mark)...]))
            return value.isEmpty ? nil : (pair[..<mark].lowercased(), value)
        }
        return pairs.sorted { $0.key < $1.key }
    }

    static func decoded(_ text: Substring) -> String {
        guard text.utf8.contains(0x25) else { return String(text) }
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            let digits = String(decoding: rest.prefix(2), as: UTF8.self)
            if byte == 0x25, digits.allSatisfy(\.isHexDigit), digits.utf8.count == 2,
                let value = UInt8(digits, radix: 16)
            {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func encoded(_ text: String, keeping kept: UInt8 = 0x3A) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x3A, 0x5F, 0x7E, kept: bytes.append(byte)
            default: bytes += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
