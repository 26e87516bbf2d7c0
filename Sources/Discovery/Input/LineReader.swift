import Glibc
import GraphModel

/// Reads an input line by line. Memory is bounded by the longest line, which has `Limits.propertyValueBytes` at most.
struct LineReader: ~Copyable {
    private var window: InputWindow
    private var offset = 0
    /// Of the line that was read last, from 1.
    private(set) var number = 0

    /// - Throws: `import.badEncoding` for UTF-16 and UTF-32; `import.unreadable` when the input cannot be read.
    init(_ input: ImportInput) throws(ImportError) {
        window = InputWindow(input)
        while window.count < 4, try window.refill(keeping: 0) {}
        offset = try window.skipByteOrderMark()
    }

    /// The next line without its end; nil at the end of the input. Bytes that are not UTF-8 become U+FFFD.
    mutating func next() throws(ImportError) -> String? {
        var searched = offset
        while true {
            if let hit = memchr(window.base + searched, 0x0A, window.count - searched) {
                let end = UnsafeRawPointer(hit) - UnsafeRawPointer(window.base)
                defer { offset = end + 1 }
                return take(offset..<end)
            }
            searched = window.count
            let keep = offset
            guard try window.refill(keeping: keep) else { break }
            searched -= keep
            offset = 0
        }
        guard offset < window.count else { return nil }
        defer { offset = window.count }
        return take(offset..<window.count)
    }

    private mutating func take(_ range: Range<Int>) -> String {
        number += 1
        var end = range.upperBound
        if end > range.lowerBound, window.base[end - 1] == 0x0D { end -= 1 }
        let bytes = UnsafeBufferPointer(start: window.base + range.lowerBound, count: end - range.lowerBound)
        return String(decoding: bytes, as: UTF8.self)
    }
}
