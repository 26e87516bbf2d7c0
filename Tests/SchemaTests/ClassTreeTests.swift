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
                IdentityRule(attributes: ["name"]), IdentityRule(attributes: ["serial"]),
                IdentityRule(attributes: ["name"], within: "HOLDS"),
            ])
    }

    private func rules(_ text: String, of name: String) throws -> [IdentityRule] {
        let schema = try TestSchemas.compile(text)
        return schema[try schema.resolveClass(name)].identityRules
    }

    @Test func aRootsNameCountsWhereNothingElseDoes() throws {
        let text = """
            classes:
              Thing: {extend: true, identity: [[name]]}
              Bag: {parent: Thing}
              Sack: {parent: Bag, identity: [[level]]}
              Net: {parent: Sack}
              Case: {parent: Thing, identity: [[name]]}
              Trunk: {parent: Case, identity: [[level]]}
            """
        let (name, level) = (IdentityRule(attributes: ["name"]), IdentityRule(attributes: ["level"]))
        #expect(try rules(text, of: "Thing") == [name])
        #expect(try rules(text, of: "Lid") == [name])
        #expect(try rules(text, of: "Bag") == [name])
        #expect(try rules(text, of: "Sack") == [level])
        #expect(try rules(text, of: "Net") == [level])
        #expect(try !rules(text, of: "Crate").contains(name))
        // Said again below the root, it is a rule like any other.
        #expect(try rules(text, of: "Case") == [name])
        #expect(try rules(text, of: "Trunk") == [level, name])
    }

    @Test func aRootKeepsWhatItSays() throws {
        let text = "classes: {Thing: {extend: true, identity: [[level], [name]]}, Bag: {parent: Thing}}"
        let level = IdentityRule(attributes: ["level"])
        #expect(try rules(text, of: "Thing") == [level, IdentityRule(attributes: ["name"])])
        #expect(try rules(text, of: "Bag") == [level])
    }

    @Test func theNearestClassSaysWhetherARuleIsExclusive() throws {
        let text = """
            classes:
              Bin: {parent: Box, identity: [{attributes: [serial], exclusive: true}]}
              Tub: {parent: Bin, identity: [{attributes: [serial], exclusive: false}]}
            """
        let rest = [IdentityRule(attributes: ["name"], within: "HOLDS")]
        #expect(try rules(text, of: "Box") == [IdentityRule(attributes: ["serial"])] + rest)
        #expect(try rules(text, of: "Bin") == [IdentityRule(attributes: ["serial"], isExclusive: true)] + rest)
        #expect(try rules(text, of: "Tub") == [IdentityRule(attributes: ["serial"])] + rest)
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
