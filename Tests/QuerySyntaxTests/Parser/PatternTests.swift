import GraphModel
import QuerySyntax
import Testing

@Suite("Patterns")
struct PatternTests {
    static func pattern(_ text: String) throws -> PathPattern? {
        guard case .match(let match) = try clauses("MATCH \(text) RETURN 1")[0].kind else { return nil }
        return match.patterns.count == 1 ? match.patterns[0] : nil
    }

    static func relationship(_ text: String) throws -> RelationshipPattern? {
        guard let pattern = try pattern("()\(text)()"), case .relationship(let found) = pattern.elements[1] else {
            return nil
        }
        return found
    }

    @Test(
        "Directions",
        arguments: [
            ("-->", RelationshipPattern.Arrow.right), ("<--", .left), ("--", .either), ("<-->", .either),
            ("-[r]->", .right), ("<-[r]-", .left), ("-[r]-", .either), ("<-[r]->", .either),
            ("\u{FF1C}\u{2014}[r]\u{2014}", .left), ("\u{2010}\u{2011}\u{27E9}", .right),
        ])
    func arrows(text: String, arrow: RelationshipPattern.Arrow) throws {
        #expect(try Self.relationship(text)?.arrow == arrow)
    }

    @Test(
        "Lengths",
        arguments: [
            ("-->", PathLength.single), ("-[*]->", .variable(RepeatRange(1, nil))),
            ("-[*2]->", .variable(RepeatRange(2, 2))), ("-[*0..0]->", .variable(RepeatRange(0, 0))),
            ("-[*1..3]->", .variable(RepeatRange(1, 3))), ("-[*..3]->", .variable(RepeatRange(1, 3))),
            ("-[*2..]->", .variable(RepeatRange(2, nil))), ("-[*..]->", .variable(RepeatRange(1, nil))),
            ("-[*3..1]->", .variable(RepeatRange(3, 1))), ("-->+", .quantified(RepeatRange(1, nil))),
            ("-->*", .quantified(RepeatRange(0, nil))), ("-->{2}", .quantified(RepeatRange(2, 2))),
            ("-->{,3}", .quantified(RepeatRange(0, 3))), ("--{2,}", .quantified(RepeatRange(2, nil))),
            ("<-[:T]-{1,3}", .quantified(RepeatRange(1, 3))), ("-[]-{,}", .quantified(RepeatRange(0, nil))),
        ])
    func lengths(text: String, length: PathLength) throws {
        #expect(try Self.relationship(text)?.length == length)
    }

    @Test(
        "Selectors and modes",
        arguments: [
            ("(a)", PathSelector.all, PathMode.trail), ("ALL WALK PATHS (a)", .all, .walk),
            ("ANY (a)", .any(count: nil), .trail), ("ANY SHORTEST (a)", .shortest(count: nil), .trail),
            ("ALL SHORTEST ACYCLIC (a)", .allShortest, .acyclic), ("shortestPath((a))", .shortest(count: nil), .trail),
            ("allShortestPaths((a))", .allShortest, .trail),
            ("SHORTEST GROUPS (a)", .shortestGroups(count: nil), .trail),
            ("TRAIL (a)", .all, .trail),
        ])
    func selectors(text: String, selector: PathSelector, mode: PathMode) throws {
        let pattern = try Self.pattern("p = " + text)
        #expect(pattern?.selector == selector)
        #expect(pattern?.mode == mode)
        #expect(pattern?.variable?.text == "p")
    }

    @Test("Counts of selectors")
    func counts() throws {
        #expect(try Self.pattern("SHORTEST 2 (a)")?.selector == .shortest(count: parsed("2")))
        #expect(try Self.pattern("SHORTEST $k PATH GROUP (a)")?.selector == .shortestGroups(count: parsed("$k")))
        #expect(try Self.pattern("ANY 3 (a)")?.selector == .any(count: parsed("3")))
    }

    @Test("Quantified paths stand between nodes; nodes are put in where relationships touch them")
    func quantifiedPaths() throws {
        let explicit = try Self.pattern("(s)-->()((a)-->(b) WHERE a.x){1,2}()-->(t)")
        #expect(try Self.pattern("(s)-->((a)-->(b) WHERE a.x){1,2}-->(t)") == explicit)
        guard case .quantified(let path)? = explicit?.elements[3] else {
            Issue.record("no quantified path")
            return
        }
        #expect(path.range == RepeatRange(1, 2))
        #expect(try path.predicate == parsed("a.x"))
        #expect(path.pattern.elements.count == 3)
        #expect(explicit?.elements.count == 7)
    }

    @Test("Parentheses around a whole path mean nothing")
    func parentheses() throws {
        #expect(try Self.pattern("((a)-->(b))") == Self.pattern("(a)-->(b)"))
        #expect(try Self.pattern("(((a)))") == Self.pattern("(a)"))
    }

    @Test(
        "Labels group as if these parentheses stood there",
        arguments: [
            (":A:B:C", ":(A&B)&C"), (":A|B|C", ":(A|B)|C"), (":A|B&C", ":A|(B&C)"), (":A|!B", ":A|(!B)"),
            (":A|:B", ":A|B"), (" IS A", ":A"), (":!A&B", ":(!A)&B"), (":!!A", ":!(!A)"), (":A|B:C", ":A|(B&C)"),
        ])
    func labels(text: String, grouped: String) throws {
        #expect(try Self.pattern("(n\(text))") == Self.pattern("(n\(grouped))"))
        #expect(try parsed("n" + text) == parsed("n" + grouped))
    }

    @Test(
        "A parenthesis begins a pattern",
        arguments: [
            "(a)-->(b)", "()--()", "(a)-[r]-(b)", "(a)<-[*]-()", "(a {x: 1})--(b)", "(a)-->{2}(b)", "(a)--+(b)",
        ])
    func patternExpressions(text: String) throws {
        guard case .pattern = try parsed(text).kind else {
            Issue.record("no pattern")
            return
        }
    }

    @Test(
        "A parenthesis does not begin a pattern",
        arguments: [
            "(a) - (b)", "(a)-b", "(a)--b", "(a)-[1]", "(a)-[b, c]", "(a) < -(b)", "(a)<-b", "(a.b)--(c)", "(a)",
            "((a))", "(a:B)", "(a)[0]", "(1)-[x]-(2)", "(a)-[r] + 1", "(a:A OR b)--(c)", "(a IS NULL)--(c)",
            "(a:A < b)<-[c]-(d)", "(a {.x})[0]",
        ])
    func otherExpressions(text: String) throws {
        if case .pattern = try parsed(text).kind { Issue.record("a pattern") }
    }

    @Test(
        "The bar of a comprehension",
        arguments: [
            ("[x IN l WHERE x:A | x.n]", "[x IN l WHERE (x:A) | (x.n)]"),
            ("[x IN l WHERE x:A|B | x]", "[x IN l WHERE (x:A|B) | x]"),
            ("[x IN l WHERE x:A|B]", "[x IN l WHERE (x:A) | B]"),
            ("[x IN l WHERE x:A | x:B|C]", "[x IN l WHERE (x:A) | (x:B|C)]"),
            ("[x IN l WHERE x:A|B AND x.y | x]", "[x IN l WHERE (x:A|B) AND x.y | x]"),
            ("[x IN l WHERE x IS :: INTEGER | x]", "[x IN l WHERE (x IS :: INTEGER) | x]"),
            ("[x IN l WHERE x IS :: INTEGER | FLOAT | x]", "[x IN l WHERE (x IS :: INTEGER | FLOAT) | x]"),
            ("[(a)-->(b) WHERE b:A|B | b]", "[(a)-->(b) WHERE (b:A|B) | b]"),
        ])
    func bars(text: String, grouped: String) throws {
        #expect(try parsed(text) == parsed(grouped))
    }

    @Test("Lists and comprehensions")
    func lists() throws {
        func isList(_ text: String) throws -> Bool {
            if case .list = try parsed(text).kind { true } else { false }
        }
        #expect(try isList("[x IN l, y]"))
        #expect(try !isList("[x IN l]"))
        #expect(try !isList("[x IN CASE a WHEN 1, 2 THEN b END]"))
        #expect(try !isList("[x IN [1, 2] | f(x, 3)]"))
        #expect(try isList("[(a)-->(b)]"))
        #expect(try !isList("[(a)-->(b) | 1]"))
        #expect(try !isList("[((a)-->(b)){1,2} | 1]"))
        #expect(try !isList("[(a)((b)-->(c))+(d) | 1]"))
        #expect(try isList("[((a)-->(b)) + c]"))
        #expect(try isList("[a = b]"))
        #expect(try !isList("[(a)-->(b) WHERE list < 3 | a]"))
        #expect(try isList("[x IN l AND y IS :: ANY<INTEGER | FLOAT>, z]"))
    }

    @Test(
        "Faults",
        arguments: [
            ExpectedFault("MATCH (a)-[:T..]->(b) RETURN a", .invalidRelationshipPattern, 1, 14),
            ExpectedFault("MATCH (a)-[:T*-2]->(b) RETURN a", .invalidRelationshipPattern, 1, 15),
            ExpectedFault("MATCH (a)-[*1..-2]->(b) RETURN a", .invalidRelationshipPattern, 1, 16),
            ExpectedFault("MATCH (a)-[*1.5]->(b) RETURN a", .invalidRelationshipPattern, 1, 13),
            ExpectedFault("MATCH (a)-[*]->+(b) RETURN a", .invalidRelationshipPattern, 1, 10),
            ExpectedFault("MATCH (a)--> RETURN a", 1, 14, "expected a node such as `(n)`, found `RETURN`"),
            ExpectedFault("MATCH (a)(b) RETURN a", 1, 10),
            ExpectedFault("MATCH a RETURN a", 1, 7),
            ExpectedFault("MATCH (a)-[r>(b) RETURN a", 1, 13),
            ExpectedFault("MATCH (a)-[r](b) RETURN a", 1, 14, "expected `-`, found `(`"),
            ExpectedFault("MATCH ((a)-->(b) WHERE a.x) RETURN a", 1, 18),
            ExpectedFault("MATCH (a)((b)-->(c)) (d) RETURN a", 1, 22),
            ExpectedFault("MATCH (a)-->{3,1}(b) RETURN a", 1, 13),
            ExpectedFault("MATCH (a)-->{}(b) RETURN a", 1, 14),
            ExpectedFault("MATCH (a)-(b) RETURN a", 1, 11),
            ExpectedFault("MATCH (n:) RETURN n", 1, 10),
            ExpectedFault("MATCH (n:A|) RETURN n", 1, 12),
            ExpectedFault("MATCH (n {1: 2}) RETURN n", 1, 11),
            ExpectedFault("MATCH SIMPLE (a) RETURN a", .notAllowed, 1, 7),
        ])
    func faults(fault: ExpectedFault) { fault.check() }
}
