extension UnsafeBufferPointer<UInt8> {
    /// The scalar that begins at a place of valid UTF-8, and its length in bytes.
    func scalar(at place: Int) -> (scalar: Unicode.Scalar, length: Int) {
        let first = self[place]
        guard first >= 0x80 else { return (Unicode.Scalar(first), 1) }
        let length = first < 0xE0 ? 2 : (first < 0xF0 ? 3 : 4)
        var value = UInt32(first) & (0x7F >> UInt32(length))
        for offset in 1..<length { value = value << 6 | UInt32(self[place + offset] & 0x3F) }
        return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
    }

    /// Whether an assertion holds before the scalar at a place.
    func holds(_ assertion: RegexAssertion, at place: Int) -> Bool {
        switch assertion {
        case .textStart: place == 0
        case .textEnd: place == count
        case .lastLineEnd: place == count || (place + terminatorLength(at: place) == count && isLineEnd(place))
        // Multiline, a terminator at the very end begins no line.
        case .lineStart: place == 0 || (place < count && isLineStart(place))
        case .lineEnd: place == count || isLineEnd(place)
        case .wordBoundary: isWord(before: place) != isWord(at: place)
        case .noWordBoundary: isWord(before: place) == isWord(at: place)
        }
    }

    private func isWord(at place: Int) -> Bool {
        guard place < count else { return false }
        switch self[place] {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): return true
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): return true
        default: return false
        }
    }

    private func isWord(before place: Int) -> Bool { place > 0 && isWord(at: place - 1) }

    /// Bytes of the line terminator at a place; 0: there is none.
    private func terminatorLength(at place: Int) -> Int {
        guard place < count else { return 0 }
        switch self[place] {
        case 0x0A: return 1
        case 0x0D: return place + 1 < count && self[place + 1] == 0x0A ? 2 : 1
        case 0xC2: return self[place + 1] == 0x85 ? 2 : 0
        case 0xE2: return self[place + 1] == 0x80 && self[place + 2] | 1 == 0xA9 ? 3 : 0
        default: return 0
        }
    }

    /// Before a terminator, but not inside one of two characters.
    private func isLineEnd(_ place: Int) -> Bool {
        guard terminatorLength(at: place) > 0 else { return false }
        return !(self[place] == 0x0A && place > 0 && self[place - 1] == 0x0D)
    }

    private func isLineStart(_ place: Int) -> Bool {
        let isInsidePair = self[place] == 0x0A && self[place - 1] == 0x0D
        return !isInsidePair && (1...3).contains { $0 <= place && terminatorLength(at: place - $0) == $0 }
    }
}
