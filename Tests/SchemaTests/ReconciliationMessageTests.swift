import Schema
import Testing

/// What people read when a rule of reconciliation is wrong.
@Suite struct ReconciliationMessageTests {
    private func problems(_ text: String, _ more: String = "") -> String {
        TestSchemas.problems("reconciliation: {\(text)}", more)
    }

    @Test func everyProblemIsReportedAtItsPosition() {
        let text = """
            reconciliation:
              placeholder: [none]
              sources:
                - {source: nm*ap, effectiveDays: 14}
                - {source: nmap*, effectiveDay: 14}
              precedence:
                - {class: Bxo, order: [a]}
                - {class: Crate, attributes: [seriall, level], order: [b]}
              missing:
                - {class: Lid, policy: retired}
            """
        #expect(
            TestSchemas.problems(text) == """
                more1.yaml:2:3: `reconciliation` has no key `placeholder` [schema.badDeclaration]
                  Did you mean `placeholders`?
                more1.yaml:4:16: `nm*ap` names no source [schema.badDeclaration]
                  A `*` may stand at the end: `nmap*` is every source whose name begins so.
                more1.yaml:5:23: a rule of `sources` has no key `effectiveDay` [schema.badDeclaration]
                  Did you mean `effectiveDays`?
                more1.yaml:7:15: a rule of `precedence` names the unknown class `Bxo` [schema.unknownName]
                  Did you mean `Box`?
                more1.yaml:8:35: a rule of `precedence` names the unknown attribute `seriall` of class `Crate` \
                [schema.unknownName]
                  Did you mean `serial`?
                more1.yaml:10:28: `policy` of a rule of `missing` must be one of keep, stale, retire, delete \
                [schema.badDeclaration]
                  Did you mean `retire`?
                """)
    }

    @Test(arguments: [
        ("sources: 3", "1:27: `sources` of `reconciliation` must be a list of rules [schema.badDeclaration]"),
        ("sources: [nmap]", "1:28: a rule of `sources` must be a mapping [schema.badDeclaration]"),
        ("sources: [{effectiveDays: 3}]", "1:28: a rule of `sources` needs `source` [schema.badDeclaration]"),
        (
            "sources: [{source: a, effectiveDays: 0}]",
            "1:55: `effectiveDays` of a rule of `sources` must be a whole number of days, from 1 to 36525 "
                + "[schema.badDeclaration]"
        ),
        ("sources: [{source: a, effectiveDays: 1.5}]", "must be a whole number of days, from 1 to 36525"),
        ("sources: [{source: a, effectiveDays: 40000}]", "must be a whole number of days, from 1 to 36525"),
        ("sources: [{source: a, effectiveDays: soon}]", "must be a whole number of days, from 1 to 36525"),
        ("placeholders: [' ']", "1:33: an element of `placeholders` of `reconciliation` is empty"),
        ("placeholders: [~]", "1:33: an element of `placeholders` of `reconciliation` must be text"),
        (
            "precedence: [{class: Box}]",
            "1:31: a rule of `precedence` needs `class` and `order` [schema.badDeclaration]"
        ),
        (
            "precedence: [{class: Box, order: []}]",
            "1:51: `order` of a rule of `precedence` names no source [schema.badDeclaration]"
        ),
        ("precedence: [{order: [a]}]", "a rule of `precedence` needs `class` and `order`"),
        (
            "precedence: [{class: Box, attributes: [], order: [a]}]",
            "1:56: `attributes` of a rule of `precedence` names none [schema.badDeclaration]"
        ),
        (
            "precedence: [{class: Box, order: [a, b, a]}]",
            "1:58: `a` stands twice in `order` of a rule of `precedence` [schema.conflict]"
        ),
        ("missing: [{class: Box}]", "1:28: a rule of `missing` needs `class` and `policy` [schema.badDeclaration]"),
        ("missing: [{class: Bx, policy: keep}]", "1:36: a rule of `missing` names the unknown class `Bx`"),
        (
            "missing: [{class: Box, policy: keep, afterDays: 3}]",
            "1:66: the policy `keep` has no `afterDays`: nothing follows it [schema.conflict]"
        ),
        ("missing: [{class: Box, policy: stale, afterDays: 3}]", "the policy `stale` has no `afterDays`"),
        ("missing: [{class: Box, policy: delete, afterDays: -1}]", "must be a whole number of days, from 0 to 36525"),
    ])
    func names(_ text: String, _ expected: String) {
        let problems = problems(text)
        #expect(problems.contains(expected), "\(problems)")
        #expect(problems.contains("more1.yaml:1:") && !problems.contains(")\n"), "\(problems)")
    }

    @Test func whatIsRuledTwiceIsAConflict() {
        let text =
            "sources: [{source: a}], missing: [{class: Box, policy: keep}], "
            + "precedence: [{class: Box, order: [a]}, {class: Lid, attributes: [name, size], order: [a]}]"
        #expect(problems(text) == "")
        #expect(
            problems(text, "reconciliation: {\(text)}") == """
                more2.yaml:1:37: how long source `a` holds is already declared at more1.yaml:1:37 [schema.conflict]
                  Write `replace: true` to put this rule in its place.
                more2.yaml:1:60: what becomes of missing items of class `Box` is already declared at more1.yaml:1:60 \
                [schema.conflict]
                  Write `replace: true` to put this rule in its place.
                more2.yaml:1:102: the precedence of sources for class `Box` is already declared at more1.yaml:1:102 \
                [schema.conflict]
                  Write `replace: true` to put this rule in its place.
                more2.yaml:1:146: the precedence of sources for `name` of class `Lid` is already declared at \
                more1.yaml:1:146 [schema.conflict]
                  Write `replace: true` to put this rule in its place.
                more2.yaml:1:152: the precedence of sources for `size` of class `Lid` is already declared at \
                more1.yaml:1:152 [schema.conflict]
                  Write `replace: true` to put this rule in its place.
                """)
    }

    @Test func anAttributeTwiceInOneRuleIsAConflict() {
        #expect(
            problems("precedence: [{class: Lid, attributes: [name, name], order: [a]}]").contains(
                "1:63: the precedence of sources for `name` of class `Lid` is already declared at more1.yaml:1:57"))
    }

    @Test func nothingToReplaceIsSaid() {
        #expect(
            problems("missing: [{class: Box, policy: keep, replace: true}]") == """
                more1.yaml:1:36: what becomes of missing items of class `Box` is not declared: there is nothing to \
                replace [schema.unknownName]
                  Remove `replace`. What is replaced stands in an earlier document.
                """)
    }
}
