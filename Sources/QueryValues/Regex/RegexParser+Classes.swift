extension RegexParser {
    /// A class whose `[` was read: single characters, ranges, predefined classes, classes inside, and `&&` between sets
    /// that are intersected.
    mutating func scalarClass(depth: Int = 0) throws -> ScalarSet {
        guard depth < ValueLimits.regexNesting else {
            throw fault("classes nest deeper than \(ValueLimits.regexNesting)")
        }
        let isInverted = take("^")
        var sets: [ScalarSet] = []
        var isFirst = true
        var intersected: ScalarSet?
        while isFirst || peek != "]" {
            if take("&&") {
                intersected = Self.intersection(intersected, folded(.union(sets)))
                sets = []
            } else if take("[") {
                sets.append(try scalarClass(depth: depth + 1))
            } else {
                sets.append(try classItem())
            }
            isFirst = false
        }
        position += 1
        let set = Self.intersection(intersected, folded(.union(sets)))
        return isInverted ? .inverted(set) : set
    }

    private func folded(_ set: ScalarSet) -> ScalarSet { flags.ignoresCase ? .folded(set) : set }

    private static func intersection(_ a: ScalarSet?, _ b: ScalarSet) -> ScalarSet {
        a.map { .intersection($0, b) } ?? b
    }

    /// A predefined class, a character or a range.
    private mutating func classItem() throws -> ScalarSet {
        if take("\\") {
            if let set = try escapedSet() { return set }
            if take("Q") { return try quotedItems() }
            return try range(from: try escapedScalar())
        }
        return try range(from: try next())
    }

    private mutating func quotedItems() throws -> ScalarSet {
        var ranges: [ClosedRange<UInt32>] = []
        while !take("\\E") {
            let scalar = try next()
            ranges.append(scalar.value...scalar.value)
        }
        return .ranges(ranges)
    }

    private mutating func range(from first: Unicode.Scalar) throws -> ScalarSet {
        // A hyphen at the end of the class or before another class is a character.
        guard peek == "-", let after = peek(at: 1), after != "]", after != "[" else {
            return .ranges([first.value...first.value])
        }
        position += 1
        let last = take("\\") ? try escapedScalar() : try next()
        guard first <= last else { throw fault("the ends of a range are out of order") }
        return .ranges([first.value...last.value])
    }
}
