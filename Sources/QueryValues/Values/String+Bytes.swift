import Glibc

/// Strings are equal and ordered by their UTF-8 bytes, which is the order of their code points. Swift's own operators
/// take differently composed texts for equal.
extension String {
    func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result {
        if let result = try utf8.withContiguousStorageIfAvailable(body) { return result }
        return try Array(utf8).withUnsafeBufferPointer(body)
    }

    func hasSameBytes(as other: String) -> Bool {
        guard utf8.count == other.utf8.count else { return false }
        return withBytes { a in other.withBytes { b in a.holds(b, at: 0) } }
    }

    /// Negative, zero or positive as this comes before, equals or comes after the other.
    func byteOrder(to other: String) -> Int {
        withBytes { a in other.withBytes { b in a.order(to: b) } }
    }

    func hasBytePrefix(_ prefix: String) -> Bool {
        guard utf8.count >= prefix.utf8.count else { return false }
        return withBytes { a in prefix.withBytes { b in a.holds(b, at: 0) } }
    }

    func hasByteSuffix(_ suffix: String) -> Bool {
        guard utf8.count >= suffix.utf8.count else { return false }
        return withBytes { a in suffix.withBytes { b in a.holds(b, at: a.count - b.count) } }
    }

    func containsBytes(_ part: String) -> Bool {
        withBytes { a in part.withBytes { b in a.offset(of: b, from: 0) != nil } }
    }
}

extension UnsafeBufferPointer<UInt8> {
    func order(to other: UnsafeBufferPointer<UInt8>) -> Int {
        let common = Swift.min(count, other.count)
        if common > 0, let a = baseAddress, let b = other.baseAddress {
            let difference = memcmp(a, b, common)
            if difference != 0 { return Int(difference) }
        }
        return count - other.count
    }

    /// Whether `part` stands at `offset`, where there are enough bytes for it.
    func holds(_ part: UnsafeBufferPointer<UInt8>, at offset: Int) -> Bool {
        guard !part.isEmpty, let a = baseAddress, let b = part.baseAddress else { return true }
        return memcmp(a + offset, b, part.count) == 0
    }

    /// The first place of `part` at or after `start`; nil: there is none. Linear in both lengths.
    func offset(of part: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        guard let first = part.first else { return start }
        guard part.count <= Self.shortPart else { return offset(ofLong: part, from: start) }
        var place = start
        while place + part.count <= count, let base = baseAddress {
            // The rest of the part has to fit behind its first byte.
            guard let found = memchr(base + place, Int32(first), count - place - part.count + 1) else { return nil }
            place = UnsafeRawPointer(found) - UnsafeRawPointer(base)
            if holds(part, at: place) { return place }
            place += 1
        }
        return nil
    }

    /// Up to so many bytes, comparing at each place where the first byte stands is fast and cheap at worst.
    private static var shortPart: Int { 32 }

    /// Knuth, Morris and Pratt's search, which looks at each byte of the text once.
    private func offset(ofLong part: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        // How much of the part has matched again when it fails after so many bytes.
        var borders = [0]
        borders.reserveCapacity(part.count)
        var border = 0
        for place in 1..<part.count {
            while border > 0, part[place] != part[border] { border = borders[border - 1] }
            if part[place] == part[border] { border += 1 }
            borders.append(border)
        }
        var matched = 0
        for place in start..<Swift.max(start, count) {
            while matched > 0, self[place] != part[matched] { matched = borders[matched - 1] }
            if self[place] == part[matched] { matched += 1 }
            if matched == part.count { return place - part.count + 1 }
        }
        return nil
    }
}
