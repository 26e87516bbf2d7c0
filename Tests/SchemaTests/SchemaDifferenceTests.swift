import Schema
import Testing

@Suite struct SchemaDifferenceTests {
    @Test func equalSchemasDoNotDiffer() throws {
        let difference = SchemaDifference(from: try TestSchemas.compile(), to: try TestSchemas.compile())
        #expect(difference.isEmpty)
        #expect(difference.classesToCheck.isEmpty && difference.typesToCheck.isEmpty && !difference.changesImpact)
    }

    @Test func additionsNeedNoCheck() throws {
        let difference = SchemaDifference(
            from: try TestSchemas.compile(),
            to: try TestSchemas.compile(
                """
                classes:
                  Bin: {parent: Box}
                relationshipTypes:
                  FILLS: {forward: fills, reverse: filled by}
                """))
        #expect(difference.description == "class Bin < Box added\nrelationship type FILLS added")
        #expect(difference.classesToCheck.isEmpty && difference.typesToCheck.isEmpty && !difference.changesImpact)
    }

    @Test func stricterRulesNameWhatToCheck() throws {
        let difference = SchemaDifference(
            from: try TestSchemas.compile(),
            to: try TestSchemas.compile(
                """
                lifecycles: {long: {initial: new, states: {new: {}, old: {impact: false}}}}
                classes:
                  Lid: {extend: true, lifecycle: long, attributes: {colour: {required: true}}}
                  Person: {extend: true, service: true, attributes: {age: integer}}
                relationshipTypes:
                  HOLDS: {extend: true, impact: {flow: none}, rules: [{from: Lid, to: Lid}], aliases: [Keeps]}
                """))
        #expect(
            difference.lines == [
                "class Lid: life cycle is now long",
                "class Lid: attribute colour (string) added",
                "class Lid: attribute colour is now required",
                "class Person counts as a service",
                "class Person: attribute age (integer) added",
                "relationship type HOLDS: impact changed",
                "relationship type HOLDS: rules changed",
                "relationship type HOLDS: aliases changed",
            ])
        #expect(difference.classesToCheck == ["Lid", "Person"])
        #expect(difference.typesToCheck == ["HOLDS"])
        #expect(difference.changesImpact)
    }

    @Test func rulesOfReconciliationNeedNoCheck() throws {
        let before = """
            classes: {Bin: {parent: Box}}
            reconciliation:
              placeholders: [none, unknown]
              sources: [{source: a*, effectiveDays: 3}, {source: b}, {source: c, effectiveDays: 1}, {source: d}]
              precedence: [{class: Box, order: [a*, b]}, {class: Lid, order: [a*]}, {class: Bin, order: [b]}]
              missing:
                - {class: Box, policy: keep}
                - {class: Lid, policy: stale}
                - {class: Person, policy: delete}
            """
        // The same class has another code here.
        let after = """
            classes: {Ape: {parent: Thing}, Bin: {parent: Box}}
            reconciliation:
              placeholders: [none, nil, null value]
              sources: [{source: a*, effectiveDays: 5}, {source: b}, {source: c}, {source: e, effectiveDays: 1}]
              precedence:
                - {class: Box, order: [b, a*]}
                - {class: Lid, order: [a*]}
                - {class: Bin, attributes: [size], order: [b]}
              missing:
                - {class: Box, policy: retire, afterDays: 3}
                - {class: Lid, policy: stale}
                - {class: Bin, policy: keep}
            """
        let difference = SchemaDifference(from: try TestSchemas.compile(before), to: try TestSchemas.compile(after))
        #expect(
            difference.lines == [
                "class Ape < Thing added",
                "reconciliation: placeholders: 2 added, 1 removed",
                "reconciliation: source a* holds for 5 days",
                "reconciliation: source c holds for ever",
                "reconciliation: source d has no rule any longer",
                "reconciliation: source e holds for 1 day",
                "reconciliation: class Bin: precedence of sources changed",
                "reconciliation: class Box: precedence of sources changed",
                "reconciliation: class Bin: missing items: keep",
                "reconciliation: class Box: missing items: retire after 3 days",
                "reconciliation: class Person: missing items have no rule any longer",
            ])
        #expect(difference.classesToCheck.isEmpty && difference.typesToCheck.isEmpty && !difference.changesImpact)
    }

    @Test func exclusiveIsAChangeOfIdentity() throws {
        let difference = SchemaDifference(
            from: try TestSchemas.compile("classes: {Bin: {identity: [[a]], attributes: {a: string}}}"),
            to: try TestSchemas.compile(
                "classes: {Bin: {identity: [{attributes: [a], exclusive: true}], attributes: {a: string}}}"))
        #expect(difference.lines == ["class Bin: identity rules changed"])
    }

    @Test func removalsNameWhatToCheck() throws {
        let difference = SchemaDifference(
            from: try TestSchemas.compile("classes: {Bin: {parent: Box}}"), to: try TestSchemas.compile())
        #expect(difference.lines == ["class Bin removed"])
        #expect(difference.classesToCheck == ["Bin"])
    }
}
