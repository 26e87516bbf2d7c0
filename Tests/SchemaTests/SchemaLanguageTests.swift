import Foundation
import GraphModel
import Testing

@testable import Schema

/// What each key of a schema document makes of it.
@Suite struct SchemaLanguageTests {
    private func impact(_ text: String) throws -> ImpactSpec {
        let schema = try TestSchemas.compile("relationshipTypes: {HOLDS: {extend: true, impact: {\(text)}}}")
        return schema[try schema.resolveType("HOLDS")].impact
    }

    @Test(arguments: [
        ("", ImpactSpec.none),
        ("flow: none", .none),
        ("flow: targetToSource", ImpactSpec(onSource: .hard, onTarget: .none)),
        ("flow: sourceToTarget, effect: soft", ImpactSpec(onSource: .none, onTarget: .soft)),
        ("flow: both, effect: soft", ImpactSpec(onSource: .soft, onTarget: .soft)),
        ("flow: targetToSource, back: soft", ImpactSpec(onSource: .hard, onTarget: .soft)),
        ("flow: sourceToTarget, back: hard", ImpactSpec(onSource: .hard, onTarget: .hard)),
        ("flow: targetToSource, effect: none", .none),
        ("flow: targetToSource, weight: 2.5", ImpactSpec(onSource: .hard, onTarget: .none, weight: 2.5)),
        ("flow: targetToSource, likelihood: 0", ImpactSpec(onSource: .hard, onTarget: .none, likelihood: 0)),
        ("flow: targetToSource, group: g", ImpactSpec(onSource: .hard, onTarget: .none, group: "g")),
        (
            "flow: targetToSource, group: g, threshold: percent 60",
            ImpactSpec(onSource: .hard, onTarget: .none, group: "g", threshold: GroupThreshold(.percent(60)))
        ),
    ])
    func impactSpecs(_ text: String, _ expected: ImpactSpec) throws {
        #expect(try impact(text) == expected)
    }

    @Test(arguments: [
        ("1", 1, 1), ("4", 4, 4), ("0..1", 0, 1), ("2..4", 2, 4), ("0..*", 0, nil), ("1..*", 1, nil),
    ])
    func cardinalities(_ text: String, _ minimum: Int, _ maximum: Int?) throws {
        let schema = try TestSchemas.compile(
            """
            relationshipTypes:
              T: {forward: f, reverse: r, rules: [{from: Box, to: Lid, targetsPerSource: \(text)}]}
            """)
        let rule = try #require(schema[try schema.resolveType("T")].rules.first)
        #expect(rule.targetsPerSource == Cardinality(minimum: minimum, maximum: maximum))
        #expect(rule.sourcesPerTarget == .any)
    }

    @Test(arguments: ["0", "-1", "1..", "..1", "*", "1...2", "a..b", "3..2", "1-2"])
    func badCardinalities(_ text: String) {
        let problems = TestSchemas.problems(
            """
            relationshipTypes:
              T: {forward: f, reverse: r, rules: [{from: Box, to: Lid, targetsPerSource: "\(text)"}]}
            """)
        #expect(problems.contains("is no cardinality [schema.badDeclaration]"))
    }

    @Test func listsOfClassesMakeEveryPair() throws {
        let schema = try TestSchemas.compile(
            """
            relationshipTypes:
              T:
                forward: f
                reverse: r
                rules: [{from: [Box, Lid], to: [Crate, Person]}]
                overrides: [{from: [Box, Lid], to: Crate, flow: both}]
            """)
        let type = schema[try schema.resolveType("T")]
        #expect(
            type.rules.map { "\(schema[$0.source].name) \(schema[$0.target].name)" }
                == ["Box Crate", "Box Person", "Lid Crate", "Lid Person"])
        #expect(type.impactOverrides.count == 2)
        #expect(type.impactOverrides.allSatisfy { $0.spec == ImpactSpec(flow: .both, effect: .hard) })
    }

    @Test(arguments: [
        ("string", AttributeType.string), ("number", .number), ("Level", .enumeration(["high", "low"])),
        ("list of date", .list(of: .date)), ("list of Level", .list(of: .enumeration(["high", "low"]))),
        ("{values: [a, b]}", .enumeration(["a", "b"])), ("{type: zonedDateTime}", .zonedDateTime), ("{}", .string),
        ("{type: any}", .any), ("{values: only}", .enumeration(["only"])),
    ])
    func attributeTypes(_ text: String, _ expected: AttributeType) throws {
        let schema = try TestSchemas.compile("classes: {A: {attributes: {x: \(text)}}}")
        #expect(schema.attribute("x", of: try schema.resolveClass("A"))?.type == expected)
    }

    @Test(arguments: [
        ("{}", AttributeDefinition.Need.optional), ("{required: true}", .required),
        ("{recommended: true}", .recommended), ("{recommended: true, required: true}", .required),
        ("{required: true, recommended: true}", .required), ("{required: false}", .optional),
    ])
    func attributeNeeds(_ text: String, _ expected: AttributeDefinition.Need) throws {
        let schema = try TestSchemas.compile("classes: {A: {attributes: {x: \(text)}}}")
        #expect(schema.attribute("x", of: try schema.resolveClass("A"))?.need == expected)
    }

    @Test(arguments: [
        ("number", "integer"), ("number", "double"), ("dateTime", "localDateTime"), ("string", "{values: [a]}"),
        ("{values: [a, b]}", "{values: [b]}"), ("any", "point"), ("list of number", "list of integer"),
        ("date", "{type: date, required: true}"),
    ])
    func subclassesMayNarrow(_ parent: String, _ child: String) {
        #expect(
            TestSchemas.problems(
                "classes: {A: {attributes: {x: \(parent)}}, B: {parent: A, attributes: {x: \(child)}}}") == "")
    }

    @Test(arguments: [
        ("integer", "number"), ("{values: [a]}", "{values: [a, b]}"), ("{values: [a]}", "string"), ("date", "string"),
        ("list of string", "string"), ("string", "any"),
    ])
    func subclassesMayNotWiden(_ parent: String, _ child: String) {
        let problems = TestSchemas.problems(
            "classes: {A: {attributes: {x: \(parent)}}, B: {parent: A, attributes: {x: \(child)}}}")
        #expect(problems.contains("but an ancestor declares it as"))
    }

    @Test func lifecyclesAreInheritedAndReplaced() throws {
        let schema = try TestSchemas.compile(
            """
            lifecycles: {short: {states: {on: {description: works}, off: {impact: false}}}}
            classes: {Bin: {parent: Box, lifecycle: short}, Jar: {parent: Bin}}
            """)
        let jar = schema[try schema.resolveClass("Jar")]
        #expect(jar.lifecycle?.name == "short")
        #expect(jar.lifecycle?.initial == "on")
        #expect(jar.lifecycle?.states.map(\.takesPartInImpact) == [true, false])
        #expect(jar.lifecycle?.state("on")?.description == "works")
        #expect(schema[try schema.resolveClass("Box")].lifecycle?.name == "simple")
    }

    @Test func servicesAreInheritedAndMayStop() throws {
        let schema = try TestSchemas.compile(
            "classes: {Cap: {parent: Lid}, Cork: {parent: Lid, service: false}}")
        #expect(schema[try schema.resolveClass("Cap")].isService)
        #expect(!schema[try schema.resolveClass("Cork")].isService)
    }

    @Test func documentsNameThemselves() throws {
        let schema = try TestSchemas.compile("name: trading\nversion: 3", "classes: {}")
        #expect(schema.versions == ["small 1", "trading 3", "more2.yaml"])
    }

    @Test func noDocumentsMakeAnEmptySchema() throws {
        #expect(try CompiledSchema(documents: []).isEmpty)
    }

    /// The example that docs/schema.md begins with.
    @Test func theGuidesExampleCompiles() throws {
        let root = String(#filePath.dropLast("Tests/SchemaTests/SchemaLanguageTests.swift".count))
        let guide = try String(contentsOfFile: root + "docs/schema.md", encoding: .utf8)
        let example = try #require(guide.split(separator: "```yaml\n").dropFirst().first?.split(separator: "```").first)
        let schema = try CompiledSchema(
            documents: DefaultSchema.documents + [SchemaDocument(name: "trading.yaml", text: String(example))])
        let desk = try schema.resolveClass("TradingDesk")
        #expect(schema.attribute("limits", of: desk)?.type == .list(of: .number))
        #expect(!schema.takesPartInImpact(desk, state: "closed"))
        #expect(schema.attribute("coloAgreement", of: try schema.resolveClass("BladeServer"))?.type == .string)
        let runsOn = try schema.resolveType("RUNS_ON")
        let server = try schema.resolveClass("Server")
        #expect(schema.impactSpec(type: runsOn, source: desk, target: server) == .none)
        #expect(
            schema.rule(
                for: try schema.resolveType("QUOTES_ON"), from: desk, to: try schema.resolveClass("MessageTopic")
            )?.targetsPerSource.maximum == 20)
    }
}
