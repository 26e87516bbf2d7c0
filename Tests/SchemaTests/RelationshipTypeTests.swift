import GraphModel
import Testing

@testable import Schema

@Suite struct RelationshipTypeTests {
    @Test func rulesHoldForSubclasses() throws {
        let schema = try TestSchemas.compile()
        let holds = try schema.resolveType("HOLDS")
        let (thing, crate) = (try schema.resolveClass("Thing"), try schema.resolveClass("Crate"))
        #expect(schema.isAllowed(holds, from: crate, to: thing))
        #expect(!schema.isAllowed(holds, from: thing, to: crate))
        let rule = try #require(schema.rule(for: holds, from: crate, to: thing))
        #expect(rule.targetsPerSource.description == "0..2")
        #expect(rule.sourcesPerTarget.maximum == 1)
    }

    @Test func theMostSpecificRuleApplies() throws {
        let schema = try TestSchemas.compile(
            "relationshipTypes: {HOLDS: {extend: true, rules: [{from: Crate, to: Thing, targetsPerSource: 1}]}}")
        let holds = try schema.resolveType("HOLDS")
        let rule = schema.rule(
            for: holds, from: try schema.resolveClass("Crate"), to: try schema.resolveClass("Lid"))
        #expect(rule?.targetsPerSource.maximum == 1)
    }

    @Test func aTypeWithoutRulesStandsAnywhere() throws {
        let schema = try TestSchemas.compile()
        let minds = try schema.resolveType("MINDS")
        for source in schema.classes {
            for target in schema.classes { #expect(schema.isAllowed(minds, from: source.code, to: target.code)) }
        }
    }

    @Test(arguments: [
        ("HOLDS", false), ("holds", false), ("Held By", true), ("Holds::Held by", false), ("Held by::Holds", true),
        ("carries", false), ("CARRIED_BY", true),
    ])
    func spellingsOfOtherSystems(_ spelling: String, _ isReversed: Bool) throws {
        let schema = try TestSchemas.compile()
        let holds = try schema.resolveType("HOLDS")
        #expect(
            schema.relationshipSpellings[spelling] == RelationshipSpelling(type: holds, isReversed: isReversed))
    }

    @Test func unknownSpellingsMeanNothing() throws {
        #expect(try TestSchemas.compile().relationshipSpellings["throws"] == nil)
    }

    @Test func responsibilityNamesTheHolder() throws {
        let schema = try TestSchemas.compile()
        #expect(schema.responsibilityTypes(.contact).map(\.name) == ["MINDS"])
        #expect(schema.responsibilityTypes(.contact).first?.responsibility?.holder == .source)
        #expect(schema.responsibilityTypes(.owner).isEmpty)
    }
}
