import GraphModel

/// Strings as sequences of code points, which is what the functions of strings count.
extension String {
    var scalarCount: Int {
        withBytes { bytes in
            var count = 0
            for byte in bytes where byte & 0xC0 != 0x80 { count += 1 }
            return count
        }
    }

    /// At most `count` characters after the first `start`.
    func scalars(from start: Int, count: Int) -> String {
        String(String.UnicodeScalarView(unicodeScalars.dropFirst(start).prefix(count)))
    }

    /// Without blanks at both ends.
    func trimmed() -> String {
        trimmed(atStart: true, atEnd: true) { $0.properties.isWhitespace }
    }

    func trimmed(atStart: Bool, atEnd: Bool, where isCut: (Unicode.Scalar) -> Bool) -> String {
        var rest = unicodeScalars[...]
        if atStart { rest = rest.drop(while: isCut) }
        if atEnd { while let last = rest.last, isCut(last) { rest.removeLast() } }
        return String(String.UnicodeScalarView(rest))
    }
}
