import GraphModel
import Testing

@testable import Schema

@Suite struct ClassTreeTests {
    @Test func codesAreInPreorder() throws {
        let schema = try TestSchemas.compile()
        #expect(schema.classes.map(\.name) == ["Thing", "Box", "Crate", "Lid", "Person"])
        #expect(schema.classes.enumerated().allSatisfy { $0.offset == Int($0.element.code.rawValue) })
    }

    @Test func aClassIsASubclassOfItselfAndItsAncestors() throws {
        let schema = try TestSchemas.shipped.get()
        for ciClass in schema.classes {
            let lineage = schema.lineage(of: ciClass.code)
            for other in schema.classes {
                let steps = lineage.firstIndex(of: other.code)
                #expect(schema.isSubclass(ciClass.code, of: other.code) == (steps != nil))
                #expect(schema.distance(from: ciClass.code, to: other.code) == steps)
            }
            #expect(schema.labels(of: ciClass.code) == lineage.map { schema[$0].name }.sorted())
            #expect(schema.subclasses(of: ciClass.code).allSatisfy { schema.isSubclass($0.code, of: ciClass.code) })
        }
    }

    @Test func attributesAreInheritedAndNarrowed() throws {
        let schema = try TestSchemas.compile()
        let crate = try schema.resolveClass("Crate")
        #expect(schema.attributes(of: crate).map(\.name) == ["level", "name", "serial", "size", "words"])
        #expect(schema.attribute("size", of: crate)?.type == .integer)
        #expect(schema.attribute("size", of: try schema.resolveClass("Box"))?.type == .number)
        #expect(schema.attribute("level", of: crate)?.type == .enumeration(["high", "low"]))
        #expect(schema.attribute("nothing", of: crate) == nil)
        #expect(schema.recommendedAttributes(of: crate) == ["level"])
    }

    @Test func identityRulesAreInheritedAfterOwn() throws {
        let schema = try TestSchemas.compile("classes: {Bin: {parent: Box, identity: [[name]]}}")
        let bin = try schema.resolveClass("Bin")
        #expect(
            schema[bin].identityRules == [
                IdentityRule(attributes: ["name"], within: nil), IdentityRule(attributes: ["serial"], within: nil),
                IdentityRule(attributes: ["name"], within: "HOLDS"),
            ])
    }

    @Test func theDeepestLabelIsTheClass() throws {
        let schema = try TestSchemas.compile()
        #expect(schema.classCode(ofLabels: ["Box", "Crate", "Thing"]) == schema.classCode("Crate"))
        #expect(schema.classCode(ofLabels: ["Thing", "Tagged"]) == schema.classCode("Thing"))
        #expect(schema.classCode(ofLabels: ["Lid", "Box"]) == schema.classCode("Box"))
        #expect(schema.classCode(ofLabels: ["Box", "Lid"]) == schema.classCode("Box"))
        #expect(schema.classCode(ofLabels: ["Tagged"]) == nil)
        #expect(schema.classCode(ofLabels: []) == nil)
    }

    @Test func statesDecideWhoTakesPart() throws {
        let schema = try TestSchemas.compile()
        let box = try schema.resolveClass("Box")
        #expect(schema.takesPartInImpact(box, state: "up"))
        #expect(!schema.takesPartInImpact(box, state: "gone"))
        #expect(schema.takesPartInImpact(box, state: nil))
        #expect(schema.takesPartInImpact(box, state: "somewhere"))
        #expect(schema.takesPartInImpact(try schema.resolveClass("Person"), state: "gone"))
    }

    @Test func unknownNamesComeWithSuggestions() throws {
        let schema = try TestSchemas.compile()
        #expect(throws: SchemaViolation(.unknownClass, "there is no class `Crat`", advice: "Did you mean `Crate`?")) {
            try schema.resolveClass("Crat")
        }
        #expect(
            throws: SchemaViolation(
                .unknownRelationshipType, "there is no relationship type `HOLD`", advice: "Did you mean `HOLDS`?")
        ) { try schema.resolveType("HOLD") }
    }

    @Test func extensionsAddToWhatIsThere() throws {
        let schema = try TestSchemas.compile(
            """
            classes:
              Box: {extend: true, service: true, description: A box., attributes: {colour: string}}
              Bin: {parent: Box}
            relationshipTypes:
              HOLDS: {extend: true, aliases: [Keeps], rules: [{from: Lid, to: Lid}]}
            """)
        let bin = try schema.resolveClass("Bin")
        #expect(schema.attribute("colour", of: bin)?.type == .string)
        #expect(schema[bin].isService)
        #expect(schema[try schema.resolveClass("Box")].description == "A box.")
        let holds = try schema.resolveType("HOLDS")
        let lid = try schema.resolveClass("Lid")
        #expect(schema.isAllowed(holds, from: lid, to: lid))
        #expect(schema.relationshipSpellings["keeps"] == RelationshipSpelling(type: holds, isReversed: false))
    }
}
