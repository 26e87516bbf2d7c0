internal import GraphModel

extension TextScanner {
    /// How many digits come next.
    var digitsAhead: Int {
        var ahead = self
        while ahead.digit() != nil {}
        return ahead.offset - offset
    }

    /// As many digits as there are, at least 1 and at most `most`; nil otherwise.
    mutating func number(digitsUpTo most: Int) -> Int64? {
        let count = digitsAhead
        return 1...most ~= count ? number(digits: count) : nil
    }

    /// Consumes an upper-case ASCII letter or its lower-case twin if it is next.
    mutating func takeLetter(_ letter: Unicode.Scalar) -> Bool {
        take(letter) || take(Unicode.Scalar(UInt8(ascii: letter) | 0x20))
    }
}
