internal import GraphModel

/// The keys between which a range of an index lies.
struct IndexBounds {
    let lower: [UInt8]
    let upper: [UInt8]
    /// Whether keys that begin with `upper` are in the range.
    let includesUpper: Bool
    /// Keys of exactly this value are not, though they are not below `lower`.
    let excluded: [UInt8]?
    /// Whether a bound is longer than keys tell apart, so that every element found must be looked at.
    let isInexact: Bool

    init(_ index: UInt16, _ values: [PropertyValue], _ range: IndexRange) {
        var writer = ByteWriter()
        writer.bigEndian(UInt64(index), width: 2)
        for value in values { OrderedValueEncoding.encode(value, into: &writer) }
        let base = writer.bytes
        func bytes(_ value: PropertyValue) -> [UInt8] {
            var writer = ByteWriter()
            writer.bytes = base
            OrderedValueEncoding.encode(value, into: &writer)
            return Self.shortened(writer.bytes)
        }
        switch range {
        case .prefix(let text):
            OrderedValueEncoding.encodePrefix(text, into: &writer)
            lower = Self.shortened(writer.bytes)
            upper = lower
            includesUpper = true
            excluded = nil
            isInexact = lower.count >= Self.longest
        case .values(let from, let includesFrom, let to, let includesTo):
            let kind = (from ?? to).map { base + [bytes($0)[base.count]] } ?? base
            lower = from.map(bytes) ?? kind
            upper = to.map(bytes) ?? kind
            // A bound that is cut stands for several values: they are looked at one by one.
            includesUpper = to == nil || includesTo || upper.count >= Self.longest
            excluded = from == nil || includesFrom || lower.count >= Self.longest ? nil : lower
            isInexact = max(lower.count, upper.count) >= Self.longest
        }
    }

    /// What every key with the value begins with, cut or not.
    private static let longest = 2 + IndexKey.valueBytes - 8

    private static func shortened(_ bytes: [UInt8]) -> [UInt8] { Array(bytes.prefix(longest)) }

    /// Where a key stands, in order of keys.
    enum Place {
        case below, within, past
    }

    func place(of key: UnsafeRawBufferPointer) -> Place {
        if let excluded, Self.hasValue(key, excluded) { return .below }
        if key.starts(with: upper) { return includesUpper && isPrefix(key) ? .within : .past }
        return key.lexicographicallyPrecedes(upper) ? .within : .past
    }

    /// Of the keys that begin with `upper`, those of another string that goes on with a zero come after it.
    private func isPrefix(_ key: UnsafeRawBufferPointer) -> Bool {
        upper.last != 0 || Self.hasValue(key, upper)
    }

    /// Whether a key's value is the one whose encoding it begins with. A string ends with a 0, and a zero inside a
    /// string is a 0 followed by 255, which begins neither a value nor any identity that a store reaches.
    static func hasValue(_ key: UnsafeRawBufferPointer, _ value: [UInt8]) -> Bool {
        key.count > value.count && key.starts(with: value) && (value.last != 0 || key[value.count] != 255)
    }
}

extension IndexInfo {
    /// Whether stored properties have exactly these values.
    func matches(_ block: PropertyBlock, _ values: [PropertyValue]) throws(DecodingFault) -> Bool {
        for (key, value) in zip(keys, values) {
            guard let stored = try block.value(of: key) else { return false }
            let decoded = try ValueCodec.decode(stored)
            if decoded == value { continue }
            guard definition.eachListElement, case .list(let elements) = decoded, elements.contains(value) else {
                return false
            }
        }
        return true
    }

    /// Whether stored properties begin with these values and go on in the range.
    func matches(
        _ block: PropertyBlock, _ values: [PropertyValue], _ range: IndexRange
    ) throws(DecodingFault) -> Bool {
        guard try matches(block, values), values.count < keys.count,
            let stored = try block.value(of: keys[values.count])
        else { return false }
        let decoded = try ValueCodec.decode(stored)
        if definition.eachListElement, case .list(let elements) = decoded {
            return elements.contains(where: range.contains)
        }
        return range.contains(decoded)
    }
}

extension IndexRange {
    /// Whether a value lies in the range: of the bounds' kind, and between them in the order of the index.
    func contains(_ value: PropertyValue) -> Bool {
        switch self {
        case .prefix(let text): return value.string?.utf8.starts(with: text.utf8) ?? false
        case .values(let from, let includesFrom, let to, let includesTo):
            let bytes = Self.bytes(value)
            if let bound = (from ?? to).map(Self.bytes), bound[0] != bytes[0] { return false }
            if let from {
                let bound = Self.bytes(from)
                if bytes == bound ? !includesFrom : bytes.lexicographicallyPrecedes(bound) { return false }
            }
            if let to {
                let bound = Self.bytes(to)
                if bytes == bound ? !includesTo : bound.lexicographicallyPrecedes(bytes) { return false }
            }
            return true
        }
    }

    private static func bytes(_ value: PropertyValue) -> [UInt8] {
        var writer = ByteWriter()
        OrderedValueEncoding.encode(value, into: &writer)
        return writer.bytes
    }
}
