import GraphModel

/// The documents of a YAML file, cut at the lines that separate them, so that a bad one does not hide those behind it.
///
/// What stands behind a mark on its line belongs to the document that begins there. Documents with nothing but white
/// space, comments and directives are left out.
struct YAMLDocuments: Sequence {
    struct Document {
        var text: String
        /// Of the file, from 1.
        var firstLine: Int
    }

    private let bytes: [UInt8]

    private static var mostBytes: Int { 64 << 20 }

    /// Reads all of an input: files that people write are small.
    ///
    /// - Throws: `import.badEncoding` for what is no UTF-8; `import.limit` for a file of more than 64 MiB.
    init(_ input: ImportInput) throws(ImportError) {
        var bytes: [UInt8] = []
        while true {
            let chunk = try input.read()
            if chunk.isEmpty { break }
            bytes += chunk
            guard bytes.count <= Self.mostBytes else {
                throw ImportError(
                    .limit, "the file has more than \(Self.mostBytes >> 20) MiB", at: SourcePosition(file: input.name),
                    advice: "Split it into several files.")
            }
        }
        if let bad = UTF8Check.firstInvalid(bytes) {
            let line = bytes[..<bad].count { $0 == 0x0A } + 1
            throw ImportError(
                .badEncoding, "the text is not UTF-8", at: SourcePosition(file: input.name, line: line),
                advice: "Save it as UTF-8.")
        }
        self.bytes = bytes
    }

    func makeIterator() -> IndexingIterator<[Document]> {
        var documents: [Document] = []
        var (start, firstLine, line, place) = (0, 1, 1, 0)
        var isEmpty = true
        while place < bytes.count {
            let end = bytes[place...].firstIndex(of: 0x0A) ?? bytes.count
            let text = bytes[place..<end]
            let isMark = text.starts(with: Self.mark) || text.starts(with: Self.end)
            if isMark {
                if !isEmpty { documents.append(document(start..<place, firstLine)) }
                (start, firstLine, isEmpty) = (place, line, true)
            }
            let content = isMark ? text.dropFirst(3) : text
            // Comments begin with `#`, directives with `%`.
            if let first = content.first(where: { $0 > 0x20 }), first != 0x23, first != 0x25 { isEmpty = false }
            place = end + 1
            line += 1
        }
        if !isEmpty { documents.append(document(start..<bytes.count, firstLine)) }
        return documents.makeIterator()
    }

    private static let mark = Array("---".utf8)
    private static let end = Array("...".utf8)

    private func document(_ range: Range<Int>, _ firstLine: Int) -> Document {
        Document(text: String(decoding: bytes[range], as: UTF8.self), firstLine: firstLine)
    }
}
