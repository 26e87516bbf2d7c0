import GraphModel

extension JSONReader {
    /// Decodes the string whose text begins at `start` and whose first backslash is at `first`.
    func scanEscaped(from start: Int, to first: Int, isKey: Bool) throws(ImportError) {
        var scratch: [UInt8] = []
        if isKey { swap(&scratch, &keyScratch) } else { swap(&scratch, &textScratch) }
        scratch.removeAll(keepingCapacity: true)
        var runStart = start
        var at = first
        var high: UInt64 = 0
        while true {
            at = runEnd(from: at, high: &high)
            scratch.append(contentsOf: UnsafeBufferPointer(start: window.base + runStart, count: at - runStart))
            guard scratch.count <= Limits.propertyValueBytes else {
                throw error(.limit, "one value is longer than \(Limits.propertyValueBytes) bytes")
            }
            let byte = window.base[at]
            if byte == 0x22 { break }
            let needed = byte == 0x5C ? 12 : 1
            if window.count - at < needed {
                let moved = try refill(keeping: at)
                at -= max(moved - 1, 0)
                runStart = at
                if moved > 0 { continue }
            }
            guard byte == 0x5C else { throw at >= window.count ? endInString() : controlCharacter(at) }
            at += try decodeEscape(at, into: &scratch)
            runStart = at
        }
        let invalid = scratch.withUnsafeBufferPointer { bytes in
            bytes.baseAddress.flatMap { UTF8Check.firstInvalid($0, count: bytes.count) }
        }
        guard invalid == nil else { throw notUTF8(at: tokenStart) }
        let found = TokenText(start: 0, end: scratch.count, isDecoded: true)
        cursor = at + 1
        if isKey {
            key = found
            keyScratch = scratch
        } else {
            text = found
            textScratch = scratch
        }
    }

    /// Appends what the escape at `at` stands for.
    ///
    /// - Returns: The escape's length in bytes.
    private func decodeEscape(_ at: Int, into scratch: inout [UInt8]) throws(ImportError) -> Int {
        let kind = window.base[at + 1]
        switch kind {
        case 0x22, 0x5C, 0x2F: scratch.append(kind)
        case 0x62: scratch.append(0x08)
        case 0x66: scratch.append(0x0C)
        case 0x6E: scratch.append(0x0A)
        case 0x72: scratch.append(0x0D)
        case 0x74: scratch.append(0x09)
        case 0x75:
            let unit = try hexadecimal(at + 2)
            guard unit & 0xF800 == 0xD800 else {
                append(unit, to: &scratch)
                return 6
            }
            guard unit < 0xDC00, window.base[at + 6] == 0x5C, window.base[at + 7] == 0x75 else {
                throw loneSurrogate(at)
            }
            let low = try hexadecimal(at + 8)
            guard low & 0xFC00 == 0xDC00 else { throw loneSurrogate(at) }
            append(0x10000 + (unit & 0x3FF) << 10 + low & 0x3FF, to: &scratch)
            return 12
        default:
            if at + 1 >= window.count { throw endInString() }
            throw syntax("`\\` is followed by what JSON does not allow", at: at)
        }
        return 2
    }

    private func append(_ scalar: UInt32, to scratch: inout [UInt8]) {
        if let scalar = Unicode.Scalar(scalar) { scratch.append(contentsOf: scalar.utf8) }
    }

    private func hexadecimal(_ at: Int) throws(ImportError) -> UInt32 {
        var value: UInt32 = 0
        for index in at..<at + 4 {
            let byte = window.base[index]
            switch byte {
            case 0x30...0x39: value = value << 4 | UInt32(byte - 0x30)
            case 0x41...0x46: value = value << 4 | UInt32(byte - 0x37)
            case 0x61...0x66: value = value << 4 | UInt32(byte - 0x57)
            default:
                if index >= window.count { throw endInString() }
                throw syntax("`\\u` needs four hexadecimal digits", at: index)
            }
        }
        return value
    }

    private func loneSurrogate(_ at: Int) -> ImportError {
        syntax("half of a surrogate pair stands alone", at: at)
    }

    func endInString() -> ImportError {
        syntax("the input ends inside a string", advice: "The file may be truncated.")
    }

    func controlCharacter(_ at: Int) -> ImportError {
        let code = String(window.base[at], radix: 16, uppercase: true)
        let padded = code.count < 2 ? "0\(code)" : code
        return syntax(
            "the control character U+00\(padded) stands inside a string", at: at,
            advice: "Write it as \\u00\(padded), or check for a missing quote.")
    }
}
