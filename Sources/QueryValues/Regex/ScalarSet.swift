/// A set of Unicode scalars, as a class of a regular expression denotes it.
indirect enum ScalarSet: Sendable {
    case ranges([ClosedRange<UInt32>])
    case property(ScalarProperty)
    case inverted(ScalarSet)
    case union([ScalarSet])
    case intersection(ScalarSet, ScalarSet)
    /// Scalars of which the set has any case.
    case folded(ScalarSet)

    func contains(_ scalar: Unicode.Scalar) -> Bool {
        switch self {
        case .ranges(let ranges): ranges.contains { $0.contains(scalar.value) }
        case .property(let property): property.contains(scalar)
        case .inverted(let set): !set.contains(scalar)
        case .union(let sets): sets.contains { $0.contains(scalar) }
        case .intersection(let a, let b): a.contains(scalar) && b.contains(scalar)
        case .folded(let set):
            set.contains(scalar) || set.contains(scalar.lowercase) || set.contains(scalar.uppercase)
        }
    }

    static func of(_ characters: String) -> ScalarSet {
        .ranges(characters.unicodeScalars.map { $0.value...$0.value })
    }

    static let digits = ScalarSet.ranges([0x30...0x39])
    static let word = ScalarSet.ranges([0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
    static let space = ScalarSet.ranges([0x09...0x0D, 0x20...0x20])
    static let horizontalSpace = ScalarSet.ranges([
        0x09...0x09, 0x20...0x20, 0xA0...0xA0, 0x1680...0x1680, 0x180E...0x180E, 0x2000...0x200A, 0x202F...0x202F,
        0x205F...0x205F, 0x3000...0x3000,
    ])
    static let verticalSpace = ScalarSet.ranges([0x0A...0x0D, 0x85...0x85, 0x2028...0x2029])
    static let lineTerminators = ScalarSet.ranges([0x0A...0x0A, 0x0D...0x0D, 0x85...0x85, 0x2028...0x2029])
}

extension Unicode.Scalar {
    /// The scalar's lower case when that is one scalar, else itself.
    var lowercase: Unicode.Scalar { Self.single(properties.lowercaseMapping) ?? self }

    /// The scalar's upper case when that is one scalar, else itself.
    var uppercase: Unicode.Scalar { Self.single(properties.uppercaseMapping) ?? self }

    private static func single(_ text: String) -> Unicode.Scalar? {
        let scalars = text.unicodeScalars
        guard let first = scalars.first, scalars.dropFirst().isEmpty else { return nil }
        return first
    }
}

/// A set of scalars with a table for ASCII, which nearly all text is made of.
struct ScalarTable: Sendable {
    private let low: UInt64
    private let high: UInt64
    private let set: ScalarSet

    init(_ set: ScalarSet) {
        func bits(_ start: UInt8) -> UInt64 {
            (0..<64).reduce(0) { bits, offset in
                set.contains(Unicode.Scalar(start + offset)) ? bits | 1 << UInt64(offset) : bits
            }
        }
        low = bits(0)
        high = bits(64)
        self.set = set
    }

    func contains(_ scalar: Unicode.Scalar) -> Bool {
        let value = scalar.value
        if value < 64 { return low & (1 << UInt64(value)) != 0 }
        if value < 128 { return high & (1 << UInt64(value - 64)) != 0 }
        return set.contains(scalar)
    }
}
