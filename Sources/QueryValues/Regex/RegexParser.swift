import GraphModel

/// Reads the common syntax of Java's regular expressions.
struct RegexParser {
    struct Flags {
        var ignoresCase = false
        var dotMatchesAll = false
        var isMultiline = false
    }

    let pattern: [Unicode.Scalar]
    var position = 0
    var flags = Flags()
    private var depth = 0

    init(_ pattern: String) { self.pattern = Array(pattern.unicodeScalars) }

    static func parse(_ pattern: String) throws -> RegexTree {
        var parser = RegexParser(pattern)
        let tree = try parser.alternatives()
        guard parser.isAtEnd else { throw parser.fault("there is a ) without a (") }
        return tree
    }

    var isAtEnd: Bool { position == pattern.count }

    var peek: Unicode.Scalar? { position < pattern.count ? pattern[position] : nil }

    func peek(at offset: Int) -> Unicode.Scalar? {
        position + offset < pattern.count ? pattern[position + offset] : nil
    }

    mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard peek == scalar else { return false }
        position += 1
        return true
    }

    mutating func take(_ text: String) -> Bool {
        let scalars = text.unicodeScalars
        guard pattern[position...].starts(with: scalars) else { return false }
        position += scalars.count
        return true
    }

    mutating func next() throws -> Unicode.Scalar {
        guard let scalar = peek else { throw fault("it ends too early") }
        position += 1
        return scalar
    }

    func fault(_ reason: String) -> QueryError {
        .argument(.invalidArgumentValue, "the regular expression is malformed at character \(position): \(reason)")
    }

    func refusal(_ what: String) -> QueryError {
        .argument(
            .invalidArgumentValue, "\(what) in regular expressions cannot be matched in linear time: not supported")
    }

    mutating func alternatives() throws -> RegexTree {
        depth += 1
        defer { depth -= 1 }
        guard depth <= ValueLimits.regexNesting else {
            throw fault("groups nest deeper than \(ValueLimits.regexNesting)")
        }
        var branches = [try sequence()]
        while take("|") { branches.append(try sequence()) }
        return branches.count == 1 ? branches[0] : .alternatives(branches)
    }

    private mutating func sequence() throws -> RegexTree {
        var parts: [RegexTree] = []
        while let scalar = peek, scalar != "|", scalar != ")" {
            if take("\\Q") {
                parts += try quoted()
            } else {
                parts.append(try quantified(try atom()))
            }
        }
        return parts.count == 1 ? parts[0] : (parts.isEmpty ? .empty : .sequence(parts))
    }

    /// The literal characters up to `\E`, the last of which a quantifier may follow.
    private mutating func quoted() throws -> [RegexTree] {
        var literals: [RegexTree] = []
        while !isAtEnd, !take("\\E") { literals.append(literal(try next())) }
        if let last = literals.popLast() { literals.append(try quantified(last)) }
        return literals
    }

    func literal(_ scalar: Unicode.Scalar) -> RegexTree {
        guard flags.ignoresCase, scalar.lowercase != scalar.uppercase else { return .scalar(scalar) }
        return .set(.ranges([scalar, scalar.lowercase, scalar.uppercase].map { $0.value...$0.value }))
    }

    private mutating func atom() throws -> RegexTree {
        let scalar = try next()
        switch scalar {
        case "(": return try group()
        case "[": return .set(try scalarClass())
        case ".": return .set(flags.dotMatchesAll ? .ranges([0...0x10FFFF]) : .inverted(.lineTerminators))
        case "^": return .assertion(flags.isMultiline ? .lineStart : .textStart)
        case "$": return .assertion(flags.isMultiline ? .lineEnd : .lastLineEnd)
        case "\\": return try escape()
        case "*", "+", "?": throw fault("there is nothing to repeat before \(scalar)")
        default: return literal(scalar)
        }
    }

    /// A group whose `(` was read.
    private mutating func group() throws -> RegexTree {
        let outer = flags
        if take("?") {
            if take("<") {
                guard peek != "=", peek != "!" else { throw refusal("lookbehind") }
                while try next() != ">" {}
            } else if !take(":") {
                guard peek != "=", peek != "!" else { throw refusal("lookahead") }
                guard peek != ">" else { throw refusal("atomic groups") }
                try inlineFlags()
                // Flags without a colon hold to the end of the group around them.
                if take(")") { return .empty }
                guard take(":") else { throw fault("a group is malformed") }
            }
        }
        let body = try alternatives()
        guard take(")") else { throw fault("a group is not closed") }
        flags = outer
        return body
    }

    private mutating func inlineFlags() throws {
        var value = true
        while let scalar = peek, scalar != ")", scalar != ":" {
            position += 1
            switch scalar {
            case "i": flags.ignoresCase = value
            case "s": flags.dotMatchesAll = value
            case "m": flags.isMultiline = value
            // Case is always that of Unicode.
            case "u", "U": break
            case "-": value = false
            default: throw fault("the flag \(scalar) is not supported")
            }
        }
    }

    private mutating func quantified(_ atom: RegexTree) throws -> RegexTree {
        var tree = atom
        var count = 0
        while let (minimum, maximum) = try quantifier() {
            count += 1
            guard count + depth <= ValueLimits.regexNesting else {
                throw fault("repetitions nest deeper than \(ValueLimits.regexNesting)")
            }
            tree = .repeated(tree, minimum: minimum, maximum: maximum)
            if take("+") { throw refusal("possessive quantifiers") }
            _ = take("?")
        }
        return tree
    }

    private mutating func quantifier() throws -> (minimum: Int, maximum: Int?)? {
        if take("*") { return (0, nil) }
        if take("+") { return (1, nil) }
        if take("?") { return (0, 1) }
        guard take("{") else { return nil }
        guard let minimum = number() else { throw fault("a repetition wants a number") }
        var maximum: Int? = minimum
        if take(",") { maximum = number() }
        guard take("}") else { throw fault("a repetition is not closed") }
        guard minimum <= maximum ?? minimum else { throw fault("the bounds of a repetition are out of order") }
        return (minimum, maximum)
    }

    /// A decimal number, cut off where no repetition can reach anyway.
    private mutating func number() -> Int? {
        var value: Int?
        while let scalar = peek, "0"..."9" ~= scalar {
            position += 1
            value = min((value ?? 0) * 10 + Int(scalar.value - 0x30), ValueLimits.regexInstructions + 1)
        }
        return value
    }
}
