/// The start of an input as text, for telling formats apart.
struct TextHead {
    /// Without a byte order mark and white space before it.
    let text: String

    init(_ head: [UInt8]) {
        var rest = head[...]
        if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
        text = String(decoding: rest.drop { $0 <= 0x20 }, as: UTF8.self)
    }

    /// Whether a word stands in double quotes, as the names of JSON's members do.
    func quotes(_ word: String) -> Bool { text.contains("\"\(word)\"") }
}
