public import GraphModel

/// A statement's text, for telling where in it something stands.
///
/// Lines end with LF, CR LF or CR and count from 1. Columns count characters as people see them (extended grapheme
/// clusters, a tab being one) from 1. Making one costs nothing; each question reads the text once.
public struct SourceText: Sendable {
    public let text: String
    /// What positions give as their file.
    public let name: String

    public init(_ text: String, name: String = "query") {
        self.text = text
        self.name = name
    }

    /// Where the byte at `offset` stands. An offset outside the text counts as its nearest end.
    public func position(at offset: Int) -> SourcePosition {
        let bytes = text.utf8
        let place = bytes.index(bytes.startIndex, offsetBy: min(max(offset, 0), bytes.count))
        var line = 1
        var lineStart = bytes.startIndex
        var i = bytes.startIndex
        while i < place {
            let byte = bytes[i]
            bytes.formIndex(after: &i)
            if byte == 0x0A || byte == 0x0D && (i == bytes.endIndex || bytes[i] != 0x0A) {
                line += 1
                lineStart = i
            }
        }
        let column = Substring(bytes[lineStart..<place]).count + 1
        return SourcePosition(file: name, line: line, column: column)
    }

    /// Where `span` begins.
    public func position(of span: Span) -> SourcePosition { position(at: span.start) }

    /// The text of a line without its end; nil when there is no such line.
    public func line(_ number: Int) -> Substring? {
        let bytes = text.utf8
        var line = 1
        var start = bytes.startIndex
        var i = bytes.startIndex
        while i < bytes.endIndex {
            let end = i
            let byte = bytes[i]
            bytes.formIndex(after: &i)
            guard byte == 0x0A || byte == 0x0D else { continue }
            if byte == 0x0D, i < bytes.endIndex, bytes[i] == 0x0A { bytes.formIndex(after: &i) }
            if line == number { return Substring(bytes[start..<end]) }
            line += 1
            start = i
        }
        return line == number ? Substring(bytes[start...]) : nil
    }
}
