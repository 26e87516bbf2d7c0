import Testing

@testable import Discovery

@Suite("Debian relationship fields")
struct DebianRelationParserTests {
    /// Every alternative as `name:qualifier operator version [architectures]`, clauses ended by `;`.
    static func parse(_ text: String) throws(DebianRelationFault) -> String {
        let bytes = Array(text.utf8)
        var parser = DebianRelationParser(bytes.span)
        var out = ""
        while let relation = try parser.next() {
            func slice(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
            out += slice(relation.name)
            if !relation.qualifier.isEmpty { out += ":" + slice(relation.qualifier) }
            if relation.operation != .any { out += " \(relation.operation) \(slice(relation.version))" }
            if !relation.architectures.isEmpty { out += " [\(slice(relation.architectures))]" }
            out += relation.endsClause ? ";" : "|"
        }
        return out
    }

    @Test(
        "Forms",
        arguments: [
            ("", ""), ("a", "a;"), (" a , b ", "a;b;"), ("a|b|c,d", "a|b|c;d;"), ("a,,b,", "a;b;"),
            ("libc6 (>= 2.36)", "libc6 laterOrEqual 2.36;"), ("a(<<1)|b(>>1:2-3)", "a earlier 1|b later 1:2-3;"),
            ("a ( = 1 ) , b (<= 2)", "a equal 1;b earlierOrEqual 2;"),
            ("a (< 1), b (> 2)", "a earlierOrEqual 1;b laterOrEqual 2;"),
            ("python3:any (>= 3.9~)", "python3:any laterOrEqual 3.9~;"), ("gcc:s390x | g++", "gcc:s390x|g++;"),
            ("a [amd64 !i386], b [linux-any] <!nocheck> <cross>", "a [amd64 !i386];b [linux-any];"),
            ("a\n (>= 1),\n b", "a laterOrEqual 1;b;"),
        ])
    func forms(text: String, expected: String) throws {
        #expect(try Self.parse(text) == expected)
    }

    @Test(
        "Faults",
        arguments: [
            ("a |", 3, "an alternative is missing"), ("a | , b", 4, "a package name is missing"),
            ("| a", 0, "a package name is missing"), ("a b", 2, "a comma or a bar is missing"),
            ("a (>= 1", 7, "a closing parenthesis is missing"), ("a (>= )", 6, "the version is empty"),
            ("a (~ 1)", 3, "the version relation is not one of << <= = >= >>"),
            ("a (", 3, "the version relation is not one of << <= = >= >>"), ("a:", 2, "an architecture is missing"),
            ("a [amd64", 2, "a bracket is not closed"), ("a (>= 1 2)", 8, "a closing parenthesis is missing"),
            ("ä", 0, "a package name is missing"),
        ])
    func faults(text: String, offset: Int, reason: String) {
        let fault = #expect(throws: DebianRelationFault.self) { try Self.parse(text) }
        #expect(fault?.offset == offset)
        #expect(fault?.reason == reason)
    }

    @Test(
        "Architecture restrictions",
        arguments: [
            ("amd64", "amd64", true), ("i386 arm64", "amd64", false), ("!i386", "amd64", true),
            ("!amd64", "amd64", false),
            ("any", "amd64", true), ("linux-any", "amd64", true), ("any-amd64", "amd64", true),
            ("any-i386", "amd64", false),
            ("hurd-any", "hurd-i386", true), ("linux-any", "hurd-i386", false), ("any-i386", "hurd-i386", true),
            ("!linux-any", "amd64", false), ("kfreebsd-amd64", "amd64", false),
        ])
    func restrictions(restriction: String, architecture: String, admitted: Bool) {
        #expect(DebianArchitecture.restriction(restriction, admits: architecture) == admitted)
    }
}
