internal import GraphModel

/// The lines of a test text, one after the other, each with its place.
struct TextLines {
    struct Line {
        /// Without the line's end.
        let bytes: ArraySlice<UInt8>
        /// From 1.
        let number: Int
        /// White space in front.
        let indentation: Int
        /// Without white space around it.
        let content: ArraySlice<UInt8>

        var isBlank: Bool { content.isEmpty }
        var text: String { String(decoding: content, as: UTF8.self) }
        var isComment: Bool { content.first == UInt8(ascii: "#") }

        func hasPrefix(_ prefix: StaticString) -> Bool {
            prefix.withUTF8Buffer { content.starts(with: $0) }
        }

        /// What follows a prefix, without white space around it; nil when the line starts otherwise.
        func after(_ prefix: StaticString) -> String? {
            guard hasPrefix(prefix) else { return nil }
            return String(decoding: content.dropFirst(prefix.utf8CodeUnitCount).trimmed, as: UTF8.self)
        }
    }

    let file: String
    private let lines: [Line]
    private var index = 0

    /// Throws for text that is not UTF-8.
    init(_ bytes: [UInt8], file: String) throws {
        guard String(validating: bytes, as: UTF8.self) != nil else {
            throw ConformanceError("not UTF-8", at: SourcePosition(file: file))
        }
        self.file = file
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let text = bytes.starts(with: mark) ? bytes.dropFirst(mark.count) : bytes[...]
        var number = 0
        lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { raw in
            number += 1
            let line = raw.last == UInt8(ascii: "\r") ? raw.dropLast() : raw
            let content = line.trimmed
            return Line(
                bytes: line, number: number, indentation: content.startIndex - line.startIndex, content: content)
        }
    }

    /// The line that `next` gives, which stays.
    var peek: Line? { index < lines.count ? lines[index] : nil }

    mutating func next() -> Line? {
        guard let line = peek else { return nil }
        index += 1
        return line
    }

    /// Passes blank lines and comments.
    mutating func skipBlank() {
        while let line = peek, line.isBlank || line.isComment { index += 1 }
    }

    func position(of line: Line) -> SourcePosition {
        SourcePosition(file: file, line: line.number, column: line.indentation + 1)
    }

    func fault(_ message: String, at line: Line? = nil) -> ConformanceError {
        let place = line.map(position) ?? SourcePosition(file: file, line: lines.count)
        return ConformanceError(message, at: place)
    }
}

extension ArraySlice<UInt8> {
    /// Without the spaces and tabs around it.
    var trimmed: ArraySlice<UInt8> {
        func isSpace(_ byte: UInt8) -> Bool {
            byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
        }
        let front = drop(while: isSpace)
        guard let last = front.lastIndex(where: { !isSpace($0) }) else { return front.prefix(0) }
        return front[...last]
    }
}
