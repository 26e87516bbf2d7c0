extension RegexParser {
    /// What follows a backslash outside classes.
    mutating func escape() throws -> RegexTree {
        if let set = try escapedSet() { return .set(flags.ignoresCase ? .folded(set) : set) }
        switch peek {
        case "b": return assertion(.wordBoundary)
        case "B": return assertion(.noWordBoundary)
        case "A": return assertion(.textStart)
        case "z": return assertion(.textEnd)
        case "Z": return assertion(.lastLineEnd)
        case "R":
            position += 1
            return .alternatives([.sequence([.scalar("\r"), .scalar("\n")]), .set(.verticalSpace)])
        case .some("1"..."9"), "k": throw refusal("references to groups")
        case "G", "X": throw fault("this escape is not supported")
        default: return literal(try escapedScalar())
        }
    }

    private mutating func assertion(_ assertion: RegexAssertion) -> RegexTree {
        position += 1
        return .assertion(assertion)
    }

    /// A predefined class after a backslash, or nil.
    mutating func escapedSet() throws -> ScalarSet? {
        let set: ScalarSet
        switch peek {
        case "d": set = .digits
        case "D": set = .inverted(.digits)
        case "w": set = .word
        case "W": set = .inverted(.word)
        case "s": set = .space
        case "S": set = .inverted(.space)
        case "h": set = .horizontalSpace
        case "H": set = .inverted(.horizontalSpace)
        case "v": set = .verticalSpace
        case "V": set = .inverted(.verticalSpace)
        case "p", "P": return try propertySet()
        default: return nil
        }
        position += 1
        return set
    }

    private mutating func propertySet() throws -> ScalarSet {
        let isInverted = try next() == "P"
        var name = ""
        if take("{") {
            while !take("}") { name.unicodeScalars.append(try next()) }
        } else {
            name.unicodeScalars.append(try next())
        }
        guard let property = ScalarProperty(name: name) else {
            throw fault("the property \(name) is not supported")
        }
        return isInverted ? .inverted(.property(property)) : .property(property)
    }

    /// One character after a backslash.
    mutating func escapedScalar() throws -> Unicode.Scalar {
        let scalar = try next()
        switch scalar {
        case "t": return "\t"
        case "n": return "\n"
        case "r": return "\r"
        case "f": return "\u{0C}"
        case "a": return "\u{07}"
        case "e": return "\u{1B}"
        case "0": return try code(digits: 1...3, radix: 8)
        case "x":
            guard take("{") else { return try code(digits: 2...2, radix: 16) }
            let value = try code(digits: 1...6, radix: 16)
            guard take("}") else { throw fault("a code is not closed") }
            return value
        case "u": return try utf16Code()
        case "c": return Unicode.Scalar(UInt8(truncatingIfNeeded: try next().value) ^ 0x40)
        case "a"..."z", "A"..."Z", "0"..."9": throw fault("\\\(scalar) is no escape")
        default: return scalar
        }
    }

    private mutating func code(digits: ClosedRange<Int>, radix: UInt32) throws -> Unicode.Scalar {
        guard let scalar = Unicode.Scalar(try number(digits: digits, radix: radix)) else {
            throw fault("a code names no character")
        }
        return scalar
    }

    private mutating func number(digits: ClosedRange<Int>, radix: UInt32) throws -> UInt32 {
        var value: UInt32 = 0
        var count = 0
        while count < digits.upperBound, let digit = peek?.digit, digit < radix {
            value = value * radix + digit
            count += 1
            position += 1
        }
        guard count >= digits.lowerBound else { throw fault("a code wants more digits") }
        return value
    }

    /// Four hexadecimal digits; two such codes may make one character together.
    private mutating func utf16Code() throws -> Unicode.Scalar {
        let high = try number(digits: 4...4, radix: 16)
        if let scalar = Unicode.Scalar(high) { return scalar }
        guard high < 0xDC00, take("\\u") else { throw fault("a code names no character") }
        let low = try number(digits: 4...4, radix: 16)
        guard 0xDC00...0xDFFF ~= low,
            let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
        else { throw fault("a code names no character") }
        return scalar
    }
}

extension Unicode.Scalar {
    fileprivate var digit: UInt32? {
        switch self {
        case "0"..."9": value - 0x30
        case "a"..."f": value - 0x61 + 10
        case "A"..."F": value - 0x41 + 10
        default: nil
        }
    }
}
