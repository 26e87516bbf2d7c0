import GraphModel

/// Rows of RFC 4180 text, byte by byte, in memory bounded by the longest row.
///
/// Fields in quotes may hold separators, line breaks and doubled quotes; blanks round fields without quotes are cut
/// off; a row ends with LF, CRLF or CR; empty lines are passed over.
final class CSVReader {
    /// A field of the current row, relative to the row's start.
    struct Field {
        var start: Int32
        var end: Int32
        var isQuoted: Bool
        var hasDoubledQuotes: Bool
    }

    let name: String
    let encoding: TextEncoding
    let separator: UInt8
    private(set) var fieldCount = 0
    private var window: InputWindow
    private var rowStart = 0
    private var rowEnd = 0
    private var fields: UnsafeMutablePointer<Field>
    private var fieldCapacity = 64
    private var scratch: [UInt8] = []

    /// Most fields of one row.
    static let fieldLimit = 16_384

    init(_ input: ImportInput, dialect: CSVDialect) throws(ImportError) {
        name = input.name
        encoding = dialect.encoding
        window = InputWindow(input)
        fields = .allocate(capacity: fieldCapacity)
        // One row must be there to find the separator; a longer first row than this is judged by its beginning.
        while window.count < 64 << 10, try window.refill(keeping: 0) {}
        rowEnd = try window.skipByteOrderMark()
        let head = UnsafeBufferPointer(start: window.base + rowEnd, count: window.count - rowEnd)
        // Excel writes this line above the header.
        let stated = head.starts(with: Array("sep=".utf8)) && head.count > 5 ? head[4] : nil
        separator = dialect.separator ?? stated ?? CSVDialect.detectSeparator(head)
        if stated != nil { try skipLine() }
    }

    deinit { fields.deallocate() }

    /// The line of the current row, from 1.
    var line: Int { window.line(rowStart) }

    /// Where a field of the current row begins.
    func position(_ field: Int) -> SourcePosition {
        window.position(rowStart + (field < fieldCount ? Int(fields[field].start) : 0))
    }

    /// Moves to the next row.
    ///
    /// - Returns: False at the end.
    /// - Throws: `import.badRecord` for a row that cannot be read; the next call goes on behind it. Every other error
    ///   ends the input.
    func nextRow() throws(ImportError) -> Bool {
        while true {
            rowStart = rowEnd
            fieldCount = 0
            if rowStart >= window.count {
                guard try refill() else { return false }
            }
            try readRow()
            if fieldCount > 1 || fields[0].end > fields[0].start || fields[0].isQuoted { return true }
        }
    }

    /// Brings more input behind the row, which stays. False at the end.
    private func refill() throws(ImportError) -> Bool {
        let keep = rowStart
        guard try window.refill(keeping: keep) else { return false }
        rowStart -= keep
        return true
    }

    private func readRow() throws(ImportError) {
        var at = 0  // relative to the row's start, which moves when more input comes
        var high: UInt64 = 0
        while true {
            at = try takeEmpty(at)
            var field = Field(start: Int32(at), end: 0, isQuoted: false, hasDoubledQuotes: false)
            let first = try skipBlanks(at)
            if byte(first) == 0x22 {
                field.start = Int32(first + 1)
                try readQuoted(&field, &high)
                at = try skipBlanks(Int(field.end) + 1)
            } else {
                at = try runEnd(at, &high)
                trim(&field, from: first, to: at)
            }
            if fieldCount == fieldCapacity { try grow() }
            fields[fieldCount] = field
            fieldCount += 1
            switch byte(at) {
            case separator: at += 1
            case 0x0A: return try endRow(at, behind: at + 1, high)
            case 0x0D:
                if rowStart + at + 1 >= window.count { _ = try refill() }
                return try endRow(at, behind: byte(at + 1) == 0x0A ? at + 2 : at + 1, high)
            default:
                if rowStart + at >= window.count { return try endRow(at, behind: at, high) }
                throw try badRow(at)
            }
        }
    }

    /// Notes the fields from `start` on that end where they begin, as most cells of wide tables do.
    private func takeEmpty(_ start: Int) throws(ImportError) -> Int {
        let base = window.base + rowStart
        var at = start
        while base[at] == separator {
            if fieldCount == fieldCapacity { try grow() }
            fields[fieldCount] = Field(start: Int32(at), end: Int32(at), isQuoted: false, hasDoubledQuotes: false)
            fieldCount += 1
            at += 1
        }
        return at
    }

    @inline(__always)
    private func byte(_ at: Int) -> UInt8 { window.base[rowStart + at] }

    private func skipBlanks(_ start: Int) throws(ImportError) -> Int {
        var at = start
        while true {
            while byte(at) == 0x20 || byte(at) == 0x09 && separator != 0x09 { at += 1 }
            guard rowStart + at >= window.count, try refill() else { return at }
        }
    }

    /// The offset of the separator, line break or NUL that ends a field without quotes.
    @inline(__always)
    private func runEnd(_ start: Int, _ high: inout UInt64) throws(ImportError) -> Int {
        var at = start
        let separator = separator
        let separators = UInt64(separator) &* Self.everyByte
        while true {
            let base = window.base + rowStart
            while true {
                // Eight bytes at a time while none of them can be the end; what lies behind the input may be read.
                let word = UnsafeRawPointer(base + at).loadUnaligned(as: UInt64.self)
                guard Self.anyByte(of: word, below: 0x0E) | Self.anyByte(of: word ^ separators, below: 1) == 0 else {
                    break
                }
                high |= word
                at += 8
            }
            while true {
                let byte = base[at]
                if byte == separator || byte <= 0x0D && (byte == 0x0A || byte == 0x0D || byte == 0) { break }
                high |= UInt64(byte)
                at += 1
            }
            guard base[at] == 0, rowStart + at >= window.count, try refill() else { return at }
        }
    }

    private static var everyByte: UInt64 { 0x0101_0101_0101_0101 }

    /// Not 0 when a byte of the word is less than `limit`, which is at most 128.
    @inline(__always)
    private static func anyByte(of word: UInt64, below limit: UInt64) -> UInt64 {
        (word &- everyByte &* limit) & ~word & (everyByte &* 0x80)
    }

    private func trim(_ field: inout Field, from start: Int, to end: Int) {
        var end = end
        while end > start, byte(end - 1) == 0x20 || byte(end - 1) == 0x09 { end -= 1 }
        field.start = Int32(min(start, end))
        field.end = Int32(end)
    }

    /// Reads to the closing quote of a field whose opening one has been read.
    private func readQuoted(_ field: inout Field, _ high: inout UInt64) throws(ImportError) {
        field.isQuoted = true
        var at = Int(field.start)
        while true {
            let byte = byte(at)
            if byte == 0x22 {
                if rowStart + at + 1 >= window.count { _ = try refill() }
                guard self.byte(at + 1) == 0x22 else { break }
                field.hasDoubledQuotes = true
                at += 2
            } else if byte == 0, rowStart + at >= window.count {
                guard try refill() else {
                    throw ImportError(
                        .syntax, "the quote that opens here is never closed",
                        at: window.position(rowStart + Int(field.start) - 1), advice: "The file may be truncated.")
                }
            } else if byte == 0 {
                throw try badRow(at)
            } else {
                high |= UInt64(byte)
                at += 1
            }
        }
        field.end = Int32(at)
    }

    private func endRow(_ end: Int, behind: Int, _ high: UInt64) throws(ImportError) {
        rowEnd = rowStart + behind
        guard high & (Self.everyByte &* 0x80) != 0, encoding == .utf8 else { return }
        guard let invalid = UTF8Check.firstInvalid(window.base + rowStart, count: end) else { return }
        throw ImportError(
            .badEncoding, "the text is not UTF-8", at: window.position(rowStart + invalid),
            advice: "If it is in Latin-1 or Windows-1252, add --option encoding=windows-1252.")
    }

    /// The error of what stands at `at`, with the reader moved behind the line.
    private func badRow(_ at: Int) throws(ImportError) -> ImportError {
        let isNUL = byte(at) == 0
        let position = window.position(rowStart + at)
        rowEnd = rowStart + at
        try skipLine()
        return isNUL
            ? ImportError(.badRecord, "a NUL byte stands in the text", at: position)
            : ImportError(
                .badRecord, "text follows the closing quote of a field", at: position,
                advice: "Double the quotes inside a field in quotes.")
    }

    private func skipLine() throws(ImportError) {
        while true {
            while rowEnd < window.count {
                rowEnd += 1
                if window.base[rowEnd - 1] == 0x0A { return }
            }
            rowStart = rowEnd
            guard try refill() else { return }
            rowEnd = rowStart
        }
    }

    private func grow() throws(ImportError) {
        guard fieldCapacity < Self.fieldLimit else {
            throw ImportError(.limit, "a row has more than \(Self.fieldLimit) fields", at: window.position(rowStart))
        }
        let larger = UnsafeMutablePointer<Field>.allocate(capacity: fieldCapacity * 2)
        larger.update(from: fields, count: fieldCount)
        fields.deallocate()
        fields = larger
        fieldCapacity *= 2
    }

    /// Whether a field of the current row has no text.
    func isEmpty(_ field: Int) -> Bool { fields[field].end == fields[field].start }

    /// The bytes of a field of the current row, in place; nil when they are not its text in UTF-8.
    @inline(__always)
    func bytes(_ index: Int) -> UnsafeRawBufferPointer? {
        let field = fields[index]
        guard encoding == .utf8, !field.hasDoubledQuotes else { return nil }
        let start = window.base + rowStart + Int(field.start)
        return UnsafeRawBufferPointer(start: start, count: Int(field.end - field.start))
    }

    /// The text of a field of the current row.
    func text(_ index: Int) -> String {
        let field = fields[index]
        let start = rowStart + Int(field.start)
        let bytes = UnsafeBufferPointer(start: window.base + start, count: Int(field.end - field.start))
        guard field.hasDoubledQuotes else { return encoding.decode(bytes) }
        scratch.removeAll(keepingCapacity: true)
        var skips = false
        for byte in bytes {
            skips = byte == 0x22 && !skips
            if !skips { scratch.append(byte) }
        }
        return scratch.withUnsafeBufferPointer { encoding.decode($0) }
    }
}
