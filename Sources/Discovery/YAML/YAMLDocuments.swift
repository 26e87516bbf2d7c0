import GraphModel

/// The documents of a YAML file, cut at the lines that separate them, so that a bad one does not hide those behind it.
struct YAMLDocuments: Sequence {
    struct Document {
        var text: String
        /// Of the file, from 1.
        var firstLine: Int
    }

    private let lines: [Substring]

    /// Reads all of an input: files that people write are small.
    ///
    /// - Throws: `import.badEncoding` for what is no UTF-8; `import.limit` for more than a document may have.
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
        if let bad = bytes.withUnsafeBufferPointer({ buffer in
            buffer.baseAddress.flatMap { UTF8Check.firstInvalid($0, count: buffer.count) }
        }) {
            let line = bytes[..<bad].count { $0 == 0x0A } + 1
            throw ImportError(
                .badEncoding, "the text is not UTF-8", at: SourcePosition(file: input.name, line: line),
                advice: "Save it as UTF-8.")
        }
        lines = String(decoding: bytes, as: UTF8.self).split(omittingEmptySubsequences: false) { $0.isNewline }
    }

    private static var mostBytes: Int { 64 << 20 }

    /// Documents with nothing but white space and comments are left out.
    func makeIterator() -> IndexingIterator<[Document]> {
        var documents: [Document] = []
        var start = 0
        for end in 0...lines.count where end == lines.count || lines[end].hasPrefix("---") || lines[end] == "..." {
            // What stands behind the mark on its line belongs to the document that begins there.
            let text = lines[start..<end].joined(separator: "\n")
            let isEmpty = lines[start..<end].allSatisfy { line in
                let content = line.hasPrefix("---") ? line.dropFirst(3) : line == "..." ? "" : line
                let first = content.first { !$0.isWhitespace }
                return first == nil || first == "#" || first == "%"
            }
            if !isEmpty { documents.append(Document(text: text, firstLine: start + 1)) }
            start = end
        }
        return documents.makeIterator()
    }
}
