internal import GraphModel

/// UTF-16 and UTF-32, which no importer reads.
enum WideEncoding {
    /// By the first two bytes: a byte order mark, or a character below 256 in two bytes.
    static func isLikely(_ first: UInt8, _ second: UInt8) -> Bool {
        first >= 0xFE && second >= 0xFE || (first == 0) != (second == 0)
    }

    /// By the head of an input.
    static func isLikely(_ head: some Collection<UInt8>) -> Bool {
        let start = Array(head.prefix(2))
        return start.count == 2 && isLikely(start[0], start[1])
    }

    static func fault(at position: SourcePosition) -> ImportError {
        ImportError(
            .badEncoding, "the input looks like UTF-16 or UTF-32, not UTF-8", at: position,
            advice: "Convert it first, for example: iconv -f UTF-16 -t UTF-8")
    }
}
