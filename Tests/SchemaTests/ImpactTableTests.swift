import GraphModel
import Schema
import TestSupport
import Testing

@Suite struct ImpactTableTests {
    @Test func overridesApplyMostSpecificFirst() throws {
        let schema = try TestSchemas.compile()
        let holds = try schema.resolveType("HOLDS")
        func spec(_ source: String, _ target: String) throws -> ImpactSpec {
            schema.impactSpec(
                type: holds, source: try schema.resolveClass(source), target: try schema.resolveClass(target))
        }
        #expect(try spec("Box", "Thing") == ImpactSpec(onSource: .soft, onTarget: .hard))
        #expect(try spec("Box", "Lid") == ImpactSpec(onSource: .soft, onTarget: .soft))
        #expect(try spec("Crate", "Thing") == .none)
        // Both overrides match; the one that names a source is nearer than the one that names none.
        #expect(try spec("Crate", "Lid") == .none)
    }

    @Test func ofEqualOverridesTheLaterHolds() throws {
        let schema = try TestSchemas.compile(
            "relationshipTypes: {HOLDS: {extend: true, overrides: [{from: Crate, flow: both, effect: hard}]}}")
        let spec = schema.impactSpec(
            type: try schema.resolveType("HOLDS"), source: try schema.resolveClass("Crate"),
            target: try schema.resolveClass("Thing"))
        #expect(spec == ImpactSpec(onSource: .hard, onTarget: .hard))
    }

    /// The definition, word by word, against the table, on random trees and overrides.
    @Test(arguments: Seeds.first(8))
    func agreesWithTheDefinition(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let text = Self.randomSchema(&random)
        let schema = try CompiledSchema(documents: [SchemaDocument(name: "random.yaml", text: text)])
        let type = try #require(schema.relationshipTypes.first)
        for source in schema.classes {
            for target in schema.classes {
                let found = schema.impactSpec(type: type.code, source: source.code, target: target.code)
                let expected = Self.definition(type, source.code, target.code, schema)
                #expect(found == expected, "seed \(seed): \(source.name) → \(target.name)\n\(text)")
            }
        }
    }

    private static func definition(
        _ type: RelationshipType, _ source: ClassCode, _ target: ClassCode, _ schema: CompiledSchema
    ) -> ImpactSpec {
        let far = Int.max
        var best: (source: Int, target: Int, spec: ImpactSpec)?
        for declared in type.impactOverrides {
            let sources = schema.lineage(of: source)
            let targets = schema.lineage(of: target)
            guard let first = declared.source.map({ sources.firstIndex(of: $0) }) ?? far,
                let second = declared.target.map({ targets.firstIndex(of: $0) }) ?? far
            else { continue }
            if let best, (best.source, best.target) < (first, second) { continue }
            best = (first, second, declared.spec)
        }
        return best?.spec ?? type.impact
    }

    private static func randomSchema(_ random: inout SeededGenerator) -> String {
        var text = "classes:\n"
        let count = 2 + Int(random.next() % 30)
        for index in 0..<count {
            let parent = index > 0 && random.next() % 8 != 0 ? "parent: C\(random.next() % UInt64(index))" : ""
            text += "  C\(index): {\(parent)}\n"
        }
        text += "relationshipTypes:\n  T:\n    forward: f\n    reverse: r\n    impact: {flow: both}\n    overrides:\n"
        for index in 0..<(1 + random.next() % 12) {
            var parts = ["flow: targetToSource", "weight: \(index + 1)"]
            if random.next() % 3 != 0 { parts.append("from: C\(random.next() % UInt64(count))") }
            if random.next() % 3 != 0 { parts.append("to: C\(random.next() % UInt64(count))") }
            text += "      - {\(parts.joined(separator: ", "))}\n"
        }
        return text
    }
}
