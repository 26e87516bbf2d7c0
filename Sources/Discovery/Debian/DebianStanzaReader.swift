import Glibc
import GraphModel

/// Reads paragraphs of `Field: value` lines from an input in chunks. Memory is bounded by the longest line.
struct DebianStanzaReader {
    /// Longest line, in bytes.
    static let lineBytes = 16 << 20
    /// Largest sum of the values read from one paragraph, in bytes.
    static let stanzaBytes = 64 << 20

    private let input: ImportInput
    private let names = DebianFieldNames()
    private var buffer: [UInt8] = []
    private var offset = 0
    private var ended = false
    /// Lines read so far.
    private var line = 0

    init(_ input: ImportInput) {
        self.input = input
    }

    /// Fills `stanza` with the next paragraph; false at the end of the input.
    mutating func next(_ stanza: inout DebianStanza) throws(ImportError) -> Bool {
        var started = false
        /// The field that a continuation line continues; nil while it is one that nobody reads.
        var current: DebianField?
        while let range = try nextLine() {
            if range.isEmpty {
                if started { return true }
                continue
            }
            if !started {
                stanza.reset(line: line)
                started = true
            }
            if stanza.fault == nil {
                take(range, of: &stanza, &current)
            }
        }
        return started
    }

    private func take(_ range: Range<Int>, of stanza: inout DebianStanza, _ current: inout DebianField?) {
        let text = buffer.span.extracting(range)
        if text[0] == 0x20 || text[0] == 0x09 {
            guard stanza.line != line else {
                stanza.fault = fault(.syntax, "a paragraph starts with a continuation line")
                return
            }
            if let field = current, field.folds { append(text.extracting(Self.trimmed(text)), to: field, &stanza) }
            return
        }
        current = nil
        var colon = 0
        while colon < text.count, text[colon] != UInt8(ascii: ":") { colon += 1 }
        guard colon > 0, colon < text.count else {
            stanza.fault = fault(.syntax, "the line has no field name", advice: "Lines are `Field: value`.")
            return
        }
        guard let field = names.field(text.extracting(0..<colon)) else { return }
        guard !stanza.has(field) else {
            stanza.fault = fault(.badRecord, "the field \(field.name) stands twice in one paragraph")
            return
        }
        let value = text.extracting(colon + 1..<text.count)
        stanza.begin(field, value.extracting(Self.trimmed(value)))
        current = field
    }

    private func append(_ value: Span<UInt8>, to field: DebianField, _ stanza: inout DebianStanza) {
        guard stanza.bytes.count + value.count < Self.stanzaBytes else {
            stanza.fault = fault(.limit, "a paragraph is larger than \(Self.stanzaBytes >> 20) MiB")
            return
        }
        stanza.append(value, to: field)
    }

    private func fault(_ code: ImportError.Code, _ message: String, advice: String? = nil) -> ImportError {
        ImportError(code, message, at: SourcePosition(file: input.name, line: line), advice: advice)
    }

    private static func trimmed(_ text: Span<UInt8>) -> Range<Int> {
        var start = 0
        var end = text.count
        while start < end, text[start] == 0x20 || text[start] == 0x09 { start += 1 }
        while end > start, text[end - 1] == 0x20 || text[end - 1] == 0x09 { end -= 1 }
        return start..<end
    }

    /// The next line's place in `buffer`, without its end; a line of nothing but white space is empty. Nil at the end.
    private mutating func nextLine() throws(ImportError) -> Range<Int>? {
        var searched = offset
        while true {
            if let newline = newline(from: searched) {
                defer { offset = newline + 1 }
                line += 1
                return content(offset..<newline)
            }
            if ended {
                guard offset < buffer.count else { return nil }
                defer { offset = buffer.count }
                line += 1
                return content(offset..<buffer.count)
            }
            buffer.removeSubrange(0..<offset)
            offset = 0
            searched = buffer.count
            guard searched <= Self.lineBytes else {
                line += 1
                throw fault(.limit, "a line is longer than \(Self.lineBytes >> 20) MiB")
            }
            let chunk = try input.read()
            ended = chunk.isEmpty
            buffer.append(contentsOf: chunk)
        }
    }

    private func newline(from start: Int) -> Int? {
        buffer.withUnsafeBytes { bytes in
            guard start < bytes.count, let base = bytes.baseAddress else { return nil }
            guard let hit = memchr(base + start, 0x0A, bytes.count - start) else { return nil }
            return UnsafeRawPointer(hit) - base
        }
    }

    private func content(_ range: Range<Int>) -> Range<Int> {
        var end = range.upperBound
        if end > range.lowerBound, buffer[end - 1] == 0x0D { end -= 1 }
        var index = range.lowerBound
        while index < end, buffer[index] == 0x20 || buffer[index] == 0x09 { index += 1 }
        return index == end ? end..<end : range.lowerBound..<end
    }
}
