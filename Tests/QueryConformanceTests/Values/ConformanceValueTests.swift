import GraphModel
import QueryConformance
import Testing

@Suite("Values as test texts write them")
struct ConformanceValueTests {
    static let readable: [(String, ConformanceValue)] = [
        ("null", .null),
        (" true ", .boolean(true)),
        ("false", .boolean(false)),
        ("0", .integer(0)),
        ("-9223372036854775808", .integer(.min)),
        ("9223372036854775807", .integer(.max)),
        ("1.0", .float(1)),
        (".5", .float(0.5)),
        ("-1.5e-3", .float(-0.0015)),
        ("1E+10", .float(1e10)),
        ("2e5", .float(200_000)),
        ("Inf", .float(.infinity)),
        ("-Inf", .float(-.infinity)),
        ("''", .string("")),
        ("'a b'", .string("a b")),
        ("'ünï ⏱'", .string("ünï ⏱")),
        (#"'\'\\\"\n\t\r'"#, .string("'\\\"\n\t\r")),
        ("'a\nb'", .string("a\nb")),
        ("'[1, (:A'", .string("[1, (:A")),
        ("[]", .list([])),
        ("[ ]", .list([])),
        ("[1, 'a', null]", .list([.integer(1), .string("a"), .null])),
        ("[1,2]", .list([.integer(1), .integer(2)])),
        ("[[], [[]]]", .list([.list([]), .list([.list([])])])),
        ("{}", .map([:])),
        ("{a: 1, b_2: {c: []}}", .map(["a": .integer(1), "b_2": .map(["c": .list([])])])),
        ("{`a b`: 1, `c``d`: 2}", .map(["a b": .integer(1), "c`d": .integer(2)])),
        ("()", .node(ConformanceNode())),
        ("(:A)", .node(ConformanceNode(["A"]))),
        ("(:A:B {p: 1})", .node(ConformanceNode(["A", "B"], ["p": .integer(1)]))),
        ("( :A :B{p:1} )", .node(ConformanceNode(["A", "B"], ["p": .integer(1)]))),
        ("({p: [1.0]})", .node(ConformanceNode([], ["p": .list([.float(1)])]))),
        ("[:T]", .relationship(ConformanceRelationship("T"))),
        ("[:T {p: 'x'}]", .relationship(ConformanceRelationship("T", ["p": .string("x")]))),
        (
            "[[:T], (:A)]",
            .list([.relationship(ConformanceRelationship("T")), .node(ConformanceNode(["A"]))])
        ),
        ("<(:A)>", .path(ConformancePath(ConformanceNode(["A"])))),
        (
            "<(:A)-[:T]->(:B {p: 1})<-[:U {q: 2}]-()>",
            .path(
                ConformancePath(
                    ConformanceNode(["A"]),
                    [
                        .init(
                            ConformanceRelationship("T"), isForward: true, ConformanceNode(["B"], ["p": .integer(1)])),
                        .init(ConformanceRelationship("U", ["q": .integer(2)]), isForward: false, ConformanceNode()),
                    ]))
        ),
    ]

    @Test("Each form", arguments: readable)
    func reading(text: String, value: ConformanceValue) throws {
        #expect(try ConformanceValue(reading: text) == value)
    }

    @Test("The canonical text reads as the value again", arguments: readable.map(\.1))
    func roundTrip(value: ConformanceValue) throws {
        #expect(try ConformanceValue(reading: value.description) == value)
    }

    @Test("NaN is read")
    func notANumber() throws {
        guard case .float(let value) = try ConformanceValue(reading: "NaN") else {
            Issue.record("no float")
            return
        }
        #expect(value.isNaN)
    }

    static let unreadable = [
        "", " ", "nul", "True", "'", "'a", #"'\x'"#, #"'\"#, "[", "[1", "[1,]", "[,]", "[1 2]", "{", "{a}", "{a: }",
        "{a: 1,}", "{: 1}", "{a: 1, a: 2}", "(", "(A)", "(:)", "(:A", "(:A:A)", "(:A {p: 1)", "[:]", "[:T", "[:T:U]",
        "<>", "<(:A)", "<(:A)->(:B)>", "<(:A)-[:T]-(:B)>", "<(:A)<-[:T]->(:B)>", "<(:A)-[:T]->>", "1 2", "1.2.3",
        "0x10", "1-2", "--1", "9223372036854775808", "nan", "inf", "infinity", "0x1p3", "{`a: 1}", "1e", "e", "-",
    ]

    @Test("Anything else is an error with its place", arguments: unreadable)
    func fault(text: String) throws {
        let place = SourcePosition(file: "a", line: 7)
        let error = try #require(throws: ConformanceError.self) { try ConformanceValue(reading: text, at: place) }
        #expect(error.position == place)
        #expect(error.message.contains("at byte"))
    }

    @Test("Nesting has a limit")
    func nesting() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        let limit = ConformanceValue.nestingLimit
        #expect(throws: Never.self) { try ConformanceValue(reading: nested(limit)) }
        #expect(throws: ConformanceError.self) { try ConformanceValue(reading: nested(limit + 1)) }
        let properties = String(repeating: "({p: ", count: 100_000)
        #expect(throws: ConformanceError.self) { try ConformanceValue(reading: properties) }
    }

    static let texts: [(String, String)] = [
        ("1e2", "100.0"), ("0.1", "0.1"), ("-0.0", "0.0"), ("NaN", "NaN"), ("-Inf", "-Inf"), ("1", "1"),
        ("(:B:A {b: 1, a: 2})", "(:A:B {a: 2, b: 1})"),
        ("{b: 1, a: [ 1 ,2]}", "{a: [1, 2], b: 1}"),
        ("<(:A)<-[:T{}]-()>", "<(:A)<-[:T]-()>"),
        ("'a\n'", #"'a\n'"#),
        ("{`a b`: 1}", "{`a b`: 1}"),
    ]

    @Test("Canonical texts", arguments: texts)
    func text(text: String, canonical: String) throws {
        #expect(try ConformanceValue(reading: text).description == canonical)
    }

    static let different: [(String, String)] = [
        ("1", "1.0"), ("1", "'1'"), ("null", "'null'"), ("true", "'true'"), ("[1]", "1"), ("[1, 2]", "[2, 1]"),
        ("[1]", "[1, 1]"), ("{a: 1}", "{b: 1}"), ("{a: null}", "{}"), ("(:A)", "(:B)"), ("(:A)", "(:A {p: 1})"),
        ("(:`A:B`)", "(:A:B)"), ("[:T]", "[:U]"), ("{}", "()"), ("'a'", "'A'"), ("0.1", "0.10000000000000002"),
        ("<(:A)-[:T]->(:A)>", "<(:A)<-[:T]-(:A)>"), ("['a, b']", "['a', 'b']"), ("'é'", "'e\u{301}'"),
    ]

    @Test("Different values have different texts", arguments: different)
    func difference(a: String, b: String) throws {
        let (a, b) = (try ConformanceValue(reading: a).description, try ConformanceValue(reading: b).description)
        #expect(!a.utf8.elementsEqual(b.utf8))
    }

    @Test("The order of lists can be ignored, at any depth")
    func listOrder() throws {
        func text(_ text: String) throws -> String {
            try ConformanceValue(reading: text).text(ignoringListOrder: true)
        }
        #expect(try text("[3, 1, 2]") == "[1, 2, 3]")
        #expect(try text("[[2, 1], {a: [4, 3]}]") == text("[{a: [3, 4]}, [1, 2]]"))
        #expect(try text("[1, 1, 2]") != text("[1, 2, 2]"))
        #expect(try text("({p: [2, 1]})") == text("({p: [1, 2]})"))
    }
}
