import GraphModel
import TestSupport
import Testing

@testable import Discovery

@Suite("Debian packages: order and repetition")
struct DebianOrderTests {
    /// Random packages of distinct names, as paragraphs.
    static func paragraphs(_ generator: inout SeededGenerator) -> [String] {
        (0..<(8 + generator.below(12))).map { number in
            let versions = ["1", "2", "1:0", "2~a"]
            var text = "Package: p\(number)\nVersion: \(generator.pick(versions))\nArchitecture: amd64\n"
            if generator.chance(40) { text += "Provides: v\(generator.below(3)) (= \(generator.pick(versions)))\n" }
            if generator.chance(30) { text += "Conflicts: p\(generator.below(20)) (<< \(generator.pick(versions)))\n" }
            let clauses = (0..<generator.below(4)).map { _ in
                (0...generator.below(3)).map { _ in
                    generator.chance(30)
                        ? "v\(generator.below(4))"
                        : "p\(generator.below(22)) (\(generator.pick([">=", "<<"])) \(generator.pick(versions)))"
                }.joined(separator: " | ")
            }
            if !clauses.isEmpty { text += "Depends: \(clauses.joined(separator: ", "))\n" }
            return text + "\n"
        }
    }

    @Test("The order of paragraphs and of files does not matter", arguments: Seeds.first(10))
    func order(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var paragraphs = Self.paragraphs(&generator)
        let options = ["architecture": "amd64"]
        let first = try DebianPackagesImporterTests.run(paragraphs.joined(), options: options)
        paragraphs.shuffle(using: &generator)
        let cut = generator.below(paragraphs.count)
        let second = try DebianPackagesImporterTests.run(
            paragraphs[..<cut].joined(), paragraphs[cut...].joined(), options: options)
        #expect(second.edges == first.edges, "seed \(seed)")
        #expect(second.groups == first.groups, "seed \(seed)")
        #expect(first.rejections == [])
    }

    @Test("The same index twice says the same", arguments: Seeds.first(4))
    func twice(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let text = Self.paragraphs(&generator).joined()
        let once = try DebianPackagesImporterTests.run(text)
        let twice = try DebianPackagesImporterTests.run(text, text)
        #expect(twice.edges == once.edges, "seed \(seed)")
        #expect(twice.groups == once.groups, "seed \(seed)")
        #expect(twice.items.map(\.nativeID) == once.items.map(\.nativeID), "seed \(seed)")
        #expect(twice.warnings.count { $0.kind == .duplicateIdentity } == once.items.count, "seed \(seed)")
    }

    @Test("Every relationship leads from one item to another, and every group is an item's", arguments: Seeds.first(10))
    func invariants(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let run = try DebianPackagesImporterTests.run(Self.paragraphs(&generator).joined())
        let items = Set(run.items.map(\.nativeID))
        var groups: Set<String> = []
        for item in run.items {
            #expect(Set(item.groups.map(\.name)).count == item.groups.count, "seed \(seed)")
            for group in item.groups { groups.insert("\(item.nativeID)|\(group.name)") }
        }
        #expect(Set(run.edges).count == run.edges.count, "an edge stands twice, seed \(seed)")
        for relationship in run.relationships {
            let (source, target) = (run.name(relationship.source), run.name(relationship.target))
            #expect(items.contains(source) && items.contains(target) && source != target, "seed \(seed)")
            if let group = relationship.group { #expect(groups.contains("\(source)|\(group)"), "seed \(seed)") }
        }
    }

    @Test("A universe where everything needs everything")
    func dense() throws {
        let count = 60
        let all = (0..<count).map { "p\($0)" }
        let text = all.map { name in
            let others = all.filter { $0 != name }
            return "Package: \(name)\nVersion: 1\nArchitecture: all\nDepends: \(others.joined(separator: " | "))\n\n"
        }.joined()
        let run = try DebianPackagesImporterTests.run(text)
        #expect(run.relationships.count == count * (count - 1))
        let gates = GateEvaluation(run)
        #expect(gates.down(["p0"]) == ["p0"])
        #expect(gates.down(Set(all.dropFirst())) == Set(all))
    }
}
