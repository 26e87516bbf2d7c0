/// One alternative of a relationship field: `name[:qualifier] [(operator version)] [[architectures]] [<profiles>]`.
///
/// Ranges are byte offsets in the field's value.
struct DebianRelation {
    var name: Range<Int>
    /// What follows the colon behind the name; empty without one.
    var qualifier: Range<Int>
    var operation: DebianOperator
    /// Empty when `operation` is `.any`.
    var version: Range<Int>
    /// Between the brackets; empty without them.
    var architectures: Range<Int>
    /// Behind its last byte.
    var end: Int
    /// No `|` follows: the clause ends here.
    var endsClause: Bool
}

/// Where and why a relationship field cannot be read.
struct DebianRelationFault: Error {
    /// In bytes from the start of the field's value.
    var offset: Int
    var reason: String
}

/// Reads relationship fields (Debian Policy 7.1): clauses between commas, each of alternatives between bars.
struct DebianRelationParser: ~Escapable {
    private let bytes: Span<UInt8>
    private(set) var offset = 0
    /// A bar was read, so that an alternative must follow.
    private var inClause = false

    @_lifetime(copy bytes)
    init(_ bytes: Span<UInt8>) {
        self.bytes = bytes
    }

    /// The next alternative; nil at the end. Empty clauses, such as a trailing comma makes, are skipped.
    mutating func next() throws(DebianRelationFault) -> DebianRelation? {
        skipSpace()
        while !inClause, peek == UInt8(ascii: ",") {
            offset += 1
            skipSpace()
        }
        if offset == bytes.count {
            guard !inClause else { throw DebianRelationFault(offset: offset, reason: "an alternative is missing") }
            return nil
        }
        let name = try word("a package name")
        var relation = DebianRelation(
            name: name, qualifier: 0..<0, operation: .any, version: 0..<0, architectures: 0..<0, end: 0,
            endsClause: true)
        if peek == UInt8(ascii: ":") {
            offset += 1
            relation.qualifier = try word("an architecture")
        }
        skipSpace()
        if peek == UInt8(ascii: "(") { try readConstraint(into: &relation) }
        if peek == UInt8(ascii: "[") { relation.architectures = try bracketed(upTo: UInt8(ascii: "]")) }
        while peek == UInt8(ascii: "<") { _ = try bracketed(upTo: UInt8(ascii: ">")) }
        try readSeparator(into: &relation)
        return relation
    }

    private mutating func readSeparator(into relation: inout DebianRelation) throws(DebianRelationFault) {
        relation.end = offset
        while relation.end > relation.name.upperBound, Self.isSpace(bytes[relation.end - 1]) { relation.end -= 1 }
        switch peek {
        case nil: inClause = false
        case UInt8(ascii: ","):
            offset += 1
            inClause = false
        case UInt8(ascii: "|"):
            offset += 1
            inClause = true
            relation.endsClause = false
        default: throw DebianRelationFault(offset: offset, reason: "a comma or a bar is missing")
        }
    }

    private mutating func readConstraint(into relation: inout DebianRelation) throws(DebianRelationFault) {
        offset += 1
        skipSpace()
        relation.operation = try readOperator()
        skipSpace()
        let start = offset
        while let byte = peek, byte != UInt8(ascii: ")"), !Self.isSpace(byte) { offset += 1 }
        relation.version = start..<offset
        if let reason = DebianVersion.fault(in: bytes.extracting(relation.version)) {
            throw DebianRelationFault(offset: start, reason: reason)
        }
        skipSpace()
        guard peek == UInt8(ascii: ")") else {
            throw DebianRelationFault(offset: offset, reason: "a closing parenthesis is missing")
        }
        offset += 1
        skipSpace()
    }

    /// `<` and `>` alone are what old packages wrote for `<=` and `>=`.
    private mutating func readOperator() throws(DebianRelationFault) -> DebianOperator {
        let first = peek
        let start = offset
        offset += 1
        let second = peek
        switch (first, second) {
        case (UInt8(ascii: "="), _): return .equal
        case (UInt8(ascii: "<"), UInt8(ascii: "<")):
            offset += 1
            return .earlier
        case (UInt8(ascii: ">"), UInt8(ascii: ">")):
            offset += 1
            return .later
        case (UInt8(ascii: "<"), _):
            if second == UInt8(ascii: "=") { offset += 1 }
            return .earlierOrEqual
        case (UInt8(ascii: ">"), _):
            if second == UInt8(ascii: "=") { offset += 1 }
            return .laterOrEqual
        default: throw DebianRelationFault(offset: start, reason: "the version relation is not one of << <= = >= >>")
        }
    }

    private mutating func bracketed(upTo closing: UInt8) throws(DebianRelationFault) -> Range<Int> {
        offset += 1
        let start = offset
        while let byte = peek, byte != closing { offset += 1 }
        let range = start..<offset
        guard peek == closing else { throw DebianRelationFault(offset: start - 1, reason: "a bracket is not closed") }
        offset += 1
        skipSpace()
        return range
    }

    private mutating func word(_ what: String) throws(DebianRelationFault) -> Range<Int> {
        let start = offset
        while let byte = peek, DebianName.isNameByte(byte) { offset += 1 }
        guard offset > start else { throw DebianRelationFault(offset: start, reason: "\(what) is missing") }
        return start..<offset
    }

    private var peek: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    private mutating func skipSpace() {
        while let byte = peek, Self.isSpace(byte) { offset += 1 }
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || (byte >= 0x09 && byte <= 0x0D)
    }
}

/// Names of packages and architectures (Debian Policy 5.6.7). Capitals, which some third-party packages have, are
/// accepted.
enum DebianName {
    static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: "_"):
            true
        default: false
        }
    }

    static func isName(_ bytes: Span<UInt8>) -> Bool {
        for index in bytes.indices where !isNameByte(bytes[index]) { return false }
        return !bytes.isEmpty
    }
}
