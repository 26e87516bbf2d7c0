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

    @Test func removalsNameWhatToCheck() throws {
        let difference = SchemaDifference(
            from: try TestSchemas.compile("classes: {Bin: {parent: Box}}"), to: try TestSchemas.compile())
        #expect(difference.lines == ["class Bin removed"])
        #expect(difference.classesToCheck == ["Bin"])
    }
}
