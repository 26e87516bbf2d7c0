import Glibc
import GraphModel

/// A sliding view of an input: the bytes that a reader still needs lie side by side, whatever chunks they came in.
///
/// `base[count]` is always 0, and `padding` bytes behind it may be read, so that scanners can look at eight bytes at a
/// time and stop without asking for the end first. Memory is bounded by the longest piece that a reader keeps.
struct InputWindow: ~Copyable {
    /// Bytes behind `count` that may be read.
    static let padding = 16

    let input: ImportInput
    private(set) var base: UnsafeMutablePointer<UInt8>
    /// Bytes at `base` that are input.
    private(set) var count = 0
    /// Offset of `base[0]` in the input.
    private(set) var origin = 0
    private var capacity: Int
    private let longestPiece: Int
    private var chunk: [UInt8] = []
    private var chunkOffset = 0
    private var ended = false
    private var start = LineMark()
    private var mark = LineMark()

    /// A line of the input, and how far newlines were counted.
    private struct LineMark {
        var offset = 0
        var line = 1
        var lineStart = 0
    }

    /// - Parameters:
    ///   - capacity: Bytes held at first.
    ///   - longestPiece: Bytes that one kept piece may have; more is `import.limit`.
    init(_ input: ImportInput, capacity: Int = 256 << 10, longestPiece: Int = Limits.propertyValueBytes) {
        self.input = input
        self.capacity = capacity
        self.longestPiece = max(longestPiece, capacity)
        base = .allocate(capacity: capacity + Self.padding)
        base.initialize(repeating: 0, count: capacity + Self.padding)
    }

    deinit { base.deallocate() }

    /// Drops the bytes before `keep` and appends what comes next. Offsets into the window shrink by `keep`.
    ///
    /// - Returns: False when the input has ended; then nothing moved.
    mutating func refill(keeping keep: Int) throws(ImportError) -> Bool {
        if chunkOffset == chunk.count {
            guard !ended else { return false }
            chunk = try input.read()
            chunkOffset = 0
            guard !chunk.isEmpty else {
                ended = true
                return false
            }
        }
        discard(keep)
        if count == capacity { try grow() }
        let length = min(capacity - count, chunk.count - chunkOffset)
        chunk.withUnsafeBufferPointer { bytes in
            guard let from = bytes.baseAddress else { return }
            (base + count).update(from: from + chunkOffset, count: length)
        }
        count += length
        chunkOffset += length
        base[count] = 0
        return true
    }

    /// The offset behind a byte order mark of UTF-8, if there is one. At least four bytes, or all, must be in the
    /// window.
    ///
    /// - Throws: `import.badEncoding` when the first bytes are those of UTF-16 or UTF-32.
    mutating func skipByteOrderMark() throws(ImportError) -> Int {
        guard count >= 2 else { return 0 }
        guard !WideEncoding.isLikely(base[0], base[1]) else { throw WideEncoding.fault(at: position(0)) }
        return count >= 3 && base[0] == 0xEF && base[1] == 0xBB && base[2] == 0xBF ? 3 : 0
    }

    private mutating func discard(_ keep: Int) {
        guard keep > 0 else { return }
        start = advanced(start, to: origin + keep)
        if mark.offset < start.offset { mark = start }
        memmove(base, base + keep, count - keep)
        count -= keep
        origin += keep
    }

    private mutating func grow() throws(ImportError) {
        guard capacity < longestPiece else {
            throw ImportError(
                .limit, "one value or row is longer than \(longestPiece) bytes", at: position(0),
                advice: "Check for a missing quote or separator before this place.")
        }
        let larger = min(capacity * 2, longestPiece)
        let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: larger + Self.padding)
        moved.initialize(repeating: 0, count: larger + Self.padding)
        moved.update(from: base, count: count)
        base.deallocate()
        base = moved
        capacity = larger
    }

    /// The line, from 1, of an offset into the window.
    mutating func line(_ offset: Int) -> Int {
        let target = origin + offset
        if target < mark.offset { mark = start }
        mark = advanced(mark, to: target)
        return mark.line
    }

    /// File, line and column of an offset into the window.
    mutating func position(_ offset: Int, path: String? = nil) -> SourcePosition {
        let line = line(offset)
        return SourcePosition(
            file: input.name, line: line, column: origin + offset - mark.lineStart + 1, path: path)
    }

    private func advanced(_ from: LineMark, to target: Int) -> LineMark {
        var mark = from
        var at = base + (mark.offset - origin)
        let end = base + (target - origin)
        while at < end, let found = memchr(at, 10, end - at) {
            at = found.assumingMemoryBound(to: UInt8.self) + 1
            mark.line += 1
            mark.lineStart = origin + (at - base)
        }
        mark.offset = max(target, mark.offset)
        return mark
    }
}
