import GraphModel
import Schema
import Testing

/// What people read when a document of theirs is wrong.
@Suite struct SchemaMessageTests {
    @Test func everyProblemIsReportedAtOnce() {
        let text = """
            classes:
              Jar: {parent: Thign}
              Tub: {parent: Box, attributes: {colour: text, serial: integer}}
              Pot: {parent: Box, lifecycle: simpel, colour: red}
            relationshipTypes:
              FILLS: {forward: fills, reverse: filled by, rules: [{from: Jug, to: Box}]}
            """
        #expect(
            TestSchemas.problems(text) == """
                more1.yaml:2:17: class `Jar` has the unknown parent `Thign` [schema.unknownName]
                  Did you mean `Thing`?
                more1.yaml:3:43: class `Tub` uses the unknown attribute type `text` [schema.unknownName]
                  Types are any, boolean, integer, double, number, string, bytes, date, localTime, zonedTime, \
                localDateTime, zonedDateTime, dateTime, duration, point, lists of these, and enumerations.
                more1.yaml:3:49: attribute `serial` of class `Tub` is integer, but an ancestor declares it as string \
                [schema.conflict]
                  A subclass may narrow an attribute's type, not change it.
                more1.yaml:4:33: class `Pot` has the unknown life cycle `simpel` [schema.unknownName]
                  Did you mean `simple`?
                more1.yaml:4:41: class `Pot` has no key `colour` [schema.badDeclaration]
                  It may have: extend, parent, description, service, lifecycle, attributes, identity.
                more1.yaml:6:62: relationship type `FILLS` names the unknown class `Jug` [schema.unknownName]
                """)
    }

    @Test(arguments: [
        ("classes: [", "more1.yaml:2:1: not YAML: did not find expected node content [schema.syntax]"),
        ("a: &x [1]", "more1.yaml:1:4: anchors and aliases are not allowed [schema.syntax]"),
        ("classes: {A: {}, A: {}}", "`A` is written twice in one mapping [schema.syntax]"),
        (
            "clases: {}",
            "more1.yaml:1:1: a schema document has no key `clases` [schema.badDeclaration]\n  Did you mean `classes`?"
        ),
        ("classes: 3", "more1.yaml:1:10: `classes` must be a mapping [schema.badDeclaration]"),
        ("classes: {4Box: {}}", "more1.yaml:1:11: `4Box` cannot name a class [schema.badDeclaration]"),
        (
            "classes: {Box: {}}",
            "class `Box` is already declared at small.yaml:19:3 [schema.conflict]\n  Write `extend: true`"
        ),
        (
            "classes: {Bxo: {extend: true}}",
            "there is no class `Bxo` to extend [schema.unknownName]\n  Did you mean `Box`?"
        ),
        ("classes: {Box: {extend: true, parent: Lid}}", "an extension cannot move class `Box` to another parent"),
        (
            "classes: {Box: {extend: true, attributes: {serial: string}}}",
            "attribute `serial` of class `Box` is already"
        ),
        ("classes: {A: {parent: B}, B: {parent: C}, C: {parent: A}}", "classes are their own ancestors: A < B < C < A"),
        ("classes: {A: {parent: A}}", "classes are their own ancestors: A < A [schema.cycle]"),
        (
            "classes: {A: {attributes: {state: string}}}",
            "`state` has a meaning of its own and cannot be an attribute of class `A`"
        ),
        ("classes: {A: {identity: [[serail]], parent: Box}}", "identified by the unknown attribute `serail`"),
        ("classes: {A: {identity: name}}", "`identity` of class `A` must be a list of rules"),
        (
            "classes: {A: {parent: Box, identity: [{attributes: [serial], exclusive: often}]}}",
            "more1.yaml:1:73: `exclusive` of `identity` of class `A` must be true or false [schema.badDeclaration]"
        ),
        (
            "classes: {A: {parent: Box, identity: [{attributes: [serial], exclusiv: true}]}}",
            "more1.yaml:1:62: a rule of `identity` of class `A` has no key `exclusiv` [schema.badDeclaration]\n"
                + "  Did you mean `exclusive`?"
        ),
        (
            "classes: {A: {parent: Thing, attributes: {name: {type: string}}}}",
            "is optional, but an ancestor makes it required"
        ),
        ("lifecycles: {x: {initial: off, states: {on: {}}}}", "begins in `off`, which is none of its states"),
        ("lifecycles: {x: {}}", "life cycle `x` has no states"),
        ("enumerations: {Level: [a]}", "enumeration `Level` is already declared at small.yaml:4:3"),
        ("relationshipTypes: {A: {}}", "relationship type `A` needs `forward` and `reverse`"),
        ("relationshipTypes: {HOLDS: {extend: true, impact: {flow: sideways}}}", "must be one of none, targetToSource"),
        (
            "relationshipTypes: {HOLDS: {extend: true, impact: {flow: both, back: soft}}}",
            "needs a `flow` in one direction"
        ),
        ("relationshipTypes: {HOLDS: {extend: true, impact: {weight: 0}}}", "must be a number above 0"),
        ("relationshipTypes: {HOLDS: {extend: true, impact: {likelihood: 2}}}", "must be a number from 0 to 1"),
        ("relationshipTypes: {HOLDS: {extend: true, impact: {threshold: atLeast 1}}}", "needs a `group`"),
        ("relationshipTypes: {HOLDS: {extend: true, impact: {group: g, threshold: some}}}", "[schema.badThreshold]"),
        ("relationshipTypes: {HOLDS: {extend: true, rules: [{from: Box}]}}", "needs `from` and `to`"),
        (
            "relationshipTypes: {HOLDS: {extend: true, rules: [{from: Box, to: Lid, targetsPerSource: 3..1}]}}",
            "no cardinality"
        ),
        ("relationshipTypes: {M: {forward: minds, reverse: x}}", "is a spelling of relationship type"),
        (
            "relationshipTypes: {HOLDS: {extend: true, responsibility: {role: boss}}}",
            "must be one of owner, support, contact"
        ),
    ])
    func names(_ text: String, _ expected: String) {
        let problems = TestSchemas.problems(text)
        #expect(problems.contains(expected), "\(problems)")
    }

    @Test func deepNestingIsRefused() {
        for depth in [300, 100_000] {
            let problems = TestSchemas.problems(
                "a: " + String(repeating: "[", count: depth) + String(repeating: "]", count: depth))
            #expect(problems.contains("nested deeper than 200 levels [schema.nesting]"))
        }
    }

    @Test func whatMadeADocumentUnreadableComesFirst() {
        let problems = TestSchemas.problems("classes: {A: {parent: B}}", "classes: {B: {}, B: {}}")
        #expect(problems.hasPrefix("more2.yaml:1:11: `B` is written twice in one mapping [schema.syntax]"))
    }

    @Test func anEmptyDocumentSaysNothing() {
        #expect(TestSchemas.problems("") == "")
        #expect(TestSchemas.problems("# nothing but a comment\n") == "")
    }

    @Test func tooManyOverridesAreRefused() {
        let overrides = Array(repeating: "{from: Box, to: Lid, flow: none}", count: 300).joined(separator: ", ")
        let problems = TestSchemas.problems("relationshipTypes: {HOLDS: {extend: true, overrides: [\(overrides)]}}")
        #expect(problems.contains("relationship type `HOLDS` has more than 256 overrides [schema.tooMany]"))
    }

    @Test func tooManyAncestorsAreRefused() {
        let chain = (1...300).map { "  C\($0): {parent: C\($0 - 1)}" }.joined(separator: "\n")
        let problems = TestSchemas.problems("classes:\n  C0: {}\n\(chain)")
        #expect(
            problems == """
                more1.yaml:258:3: class `C256` has more than 255 ancestors [schema.tooMany]
                  A node carries all of them as labels.
                """)
    }

    @Test func reservedKeysOfRelationshipsAreNoAttributes() {
        #expect(
            TestSchemas.problems("relationshipTypes: {HOLDS: {extend: true, attributes: {weight: number}}}") == """
                more1.yaml:1:56: `weight` has a meaning of its own and cannot be an attribute of relationship type \
                `HOLDS` [schema.conflict]
                  Choose another name; docs/schema.md lists the reserved ones.
                """)
    }

    @Test func theFirstProblemIsTheErrorsOwn() throws {
        do throws(SchemaError) {
            _ = try TestSchemas.compile("classes: {A: {parent: X}, B: {parent: Y}}")
            Issue.record("compiled")
        } catch {
            #expect(error.problems.count == 2)
            #expect(error.code == "schema.unknownName")
            #expect(error.message == "class `A` has the unknown parent `X` (and 1 more)")
            #expect(error.position == SourcePosition(file: "more1.yaml", line: 1, column: 23))
        }
    }
}
