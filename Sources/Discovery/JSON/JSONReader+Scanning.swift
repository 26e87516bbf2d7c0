public import GraphModel

extension JSONReader {
    /// Moves the cursor to the next byte that is not white space and returns it; 0 at the end.
    func skipWhitespace() throws(ImportError) -> UInt8 {
        while true {
            let base = window.base
            var at = cursor
            var byte = base[at]
            while byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
                at += 1
                byte = base[at]
            }
            cursor = at
            guard byte == 0, at >= window.count else { return byte }
            guard try refill(keeping: at) > 0 else { return 0 }
        }
    }

    /// Brings more input and corrects every offset into the window. The key stays when a member's value is being read.
    ///
    /// - Returns: How far the window's content moved, plus one; 0 at the input's end.
    func refill(keeping wanted: Int) throws(ImportError) -> Int {
        let pinsKey = hasKey && expectation == .value && !key.isDecoded
        let keep = pinsKey ? min(key.start, wanted) : wanted
        guard try window.refill(keeping: keep) else { return 0 }
        cursor -= keep
        tokenStart -= keep
        if !key.isDecoded {
            key.start -= keep
            key.end -= keep
            if key.start < 0 { hasKey = false }
        }
        return keep + 1
    }

    /// Scans the string whose opening quote is at the cursor.
    func scanString(isKey: Bool) throws(ImportError) {
        var start = cursor + 1
        var at = start
        var high: UInt64 = 0
        while true {
            at = runEnd(from: at, high: &high)
            let byte = window.base[at]
            if byte == 0x22 { break }
            if byte == 0x5C { return try scanEscaped(from: start, to: at, isKey: isKey) }
            guard byte == 0, at >= window.count else { throw controlCharacter(at) }
            let moved = try refill(keeping: start - 1)
            guard moved > 0 else { throw endInString() }
            start -= moved - 1
            at -= moved - 1
        }
        if high & 0x8080_8080_8080_8080 != 0,
            let invalid = UTF8Check.firstInvalid(window.base + start, count: at - start)
        {
            throw notUTF8(at: start + invalid)
        }
        let found = TokenText(start: start, end: at)
        if isKey { key = found } else { text = found }
        cursor = at + 1
    }

    /// The offset of the next quote, backslash or control character; the sentinel behind the window is one. The high
    /// bits of all bytes before it are gathered in `high`.
    @inline(__always)
    func runEnd(from start: Int, high: inout UInt64) -> Int {
        let base = UnsafeRawPointer(window.base)
        var at = start
        while true {
            let word = base.loadUnaligned(fromByteOffset: at, as: UInt64.self)
            let stops = Self.stops(word)
            if stops != 0 {
                let bits = UInt64(stops.trailingZeroBitCount & ~7)
                high |= word & ((1 << bits) &- 1)
                return at + Int(bits >> 3)
            }
            high |= word
            at += 8
        }
    }

    /// The high bits of the bytes of a word that end a plain run. Bits above the lowest set one may be wrong.
    @inline(__always)
    private static func stops(_ word: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let quote = (word ^ (0x22 &* ones)) &- ones
        let backslash = (word ^ (0x5C &* ones)) &- ones
        let control = word &- (0x20 &* ones)
        return (quote | backslash | control) & ~word & (0x80 &* ones)
    }

    func notUTF8(at offset: Int) -> ImportError {
        ImportError(
            .badEncoding, "the text is not UTF-8", at: window.position(offset, path: path),
            advice: "Convert it first, for example: iconv -f LATIN1 -t UTF-8")
    }

    /// Scans the number at the cursor and checks it against the grammar.
    func scanNumber() throws(ImportError) {
        var at = cursor
        while true {
            let base = window.base
            while Self.isNumberByte(base[at]) { at += 1 }
            guard base[at] == 0, at >= window.count else { break }
            let moved = try refill(keeping: tokenStart)
            guard moved > 0 else { break }
            at -= moved - 1
        }
        guard at - tokenStart <= JSONNumberText.longest else {
            throw error(.limit, "a number is longer than \(JSONNumberText.longest) digits")
        }
        text = TokenText(start: tokenStart, end: at)
        guard withStringBytes({ JSONNumberText.isValid($0) }) else {
            throw syntax("this is not a number that JSON allows")
        }
        cursor = at
    }

    @inline(__always)
    private static func isNumberByte(_ byte: UInt8) -> Bool {
        byte &- 0x30 < 10 || byte == 0x2E || byte == 0x2D || byte == 0x2B || byte | 0x20 == 0x65
    }

    /// Scans `true`, `false` or `null`, whose first byte is at the cursor.
    func scanWord(_ word: StaticString, _ result: JSONToken) throws(ImportError) -> JSONToken {
        let length = word.utf8CodeUnitCount
        while window.count - cursor < length {
            guard try refill(keeping: tokenStart) > 0 else { throw unexpected("a value") }
        }
        for index in 0..<length where window.base[cursor + index] != word.utf8Start[index] {
            throw unexpected("a value")
        }
        cursor += length
        return result
    }

    /// In a sequence of documents: leaves a document that is not valid, and goes on behind the end of the line.
    public func skipLine() throws(ImportError) {
        depth = 0
        pathBytes.removeAll(keepingCapacity: true)
        hasKey = false
        expectation = .nothing
        while true {
            while cursor < window.count {
                cursor += 1
                if window.base[cursor - 1] == 0x0A { return }
            }
            guard try refill(keeping: cursor) > 0 else { return }
        }
    }
}
