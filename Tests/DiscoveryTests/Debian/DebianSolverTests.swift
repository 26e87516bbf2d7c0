import GraphModel
import TestSupport
import Testing

@testable import Discovery

/// Random small universes without conflicts: what is down without a package must be what dose-debcheck reports broken.
@Suite("Debian packages against dose-debcheck", .enabled(if: ExternalTool.exists("/usr/bin/dose-debcheck")))
struct DebianSolverTests {
    struct Universe {
        var paragraphs: [(name: String, text: String)] = []

        init(_ random: inout SeededGenerator, withConflicts: Bool = false) {
            for number in 0..<(6 + random.below(10)) {
                let name = "p\(number)"
                var text = "Package: \(name)\nVersion: \(Self.version(&random))\n"
                text += "Architecture: \(random.chance(30) ? "all" : "amd64")\n"
                if random.chance(40) { text += "Multi-Arch: \(random.pick(["foreign", "allowed", "same"]))\n" }
                let provides = (0..<random.below(3)).map { _ in Self.provided(&random) }
                if !provides.isEmpty { text += "Provides: \(provides.joined(separator: ", "))\n" }
                for field in ["Depends", "Pre-Depends"] where random.chance(field == "Depends" ? 75 : 20) {
                    let clauses = (0...random.below(3)).map { _ in
                        (0...random.below(3)).map { _ in Self.relation(&random) }.joined(separator: " | ")
                    }
                    text += "\(field): \(clauses.joined(separator: ", "))\n"
                }
                if withConflicts, random.chance(40) {
                    text += random.pick(["Conflicts: ", "Breaks: "]) + Self.relation(&random) + "\n"
                }
                paragraphs.append((name, text + "\n"))
            }
        }

        static func version(_ random: inout SeededGenerator) -> String {
            random.pick(["1", "2", "2~rc1", "1:1", "2-1", "2-1+b1", "10"])
        }

        static func provided(_ random: inout SeededGenerator) -> String {
            let name = random.chance(80) ? "v\(random.below(3))" : "p\(random.below(8))"
            return random.chance(40) ? "\(name) (= \(version(&random)))" : name
        }

        static func relation(_ random: inout SeededGenerator) -> String {
            var text = random.chance(30) ? "v\(random.below(4))" : "p\(random.below(14))"
            if random.chance(15) { text += random.pick([":any", ":i386", ":amd64", ":native"]) }
            // The solver overlooks the version that a dependency on `name:any` asks for.
            if !text.hasSuffix(":any"), random.chance(35) {
                text += " (\(random.pick(["<<", "<=", "=", ">=", ">>"])) \(version(&random)))"
            }
            return text
        }
    }

    static let options = [
        "--failures", "--deb-ignore-essential", "--deb-native-arch=amd64", "--deb-foreign-archs=i386",
    ]

    static func broken(_ paragraphs: [(name: String, text: String)]) throws -> Set<String> {
        let text = paragraphs.map(\.text).joined()
        let report = try ExternalTool.output(
            of: "/usr/bin/dose-debcheck", options, input: text)
        return Set(
            report.split(separator: "\n").compactMap { line in
                line.hasPrefix("  package: ") ? String(line.dropFirst(11)) : nil
            })
    }

    @Test("Every single removal", arguments: Seeds.first(12))
    func removals(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for round in 0..<3 {
            let universe = Universe(&generator)
            let text = universe.paragraphs.map(\.text).joined()
            let run = try DebianPackagesImporterTests.run(text, options: ["architecture": "amd64"])
            #expect(run.rejections == [], "seed \(seed), round \(round)")
            let gates = GateEvaluation(run)
            #expect(gates.down([]) == (try Self.broken(universe.paragraphs)), "seed \(seed), round \(round)\n\(text)")
            for removed in universe.paragraphs.map(\.name) {
                let expected = try Self.broken(universe.paragraphs.filter { $0.name != removed })
                #expect(
                    gates.down([removed]).subtracting([removed]) == expected,
                    "without \(removed), seed \(seed), round \(round)\n\(text)")
            }
        }
    }

    @Test("With conflicts: nothing is down that the solver can install", arguments: Seeds.first(8))
    func conflicts(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for round in 0..<8 {
            let universe = Universe(&generator, withConflicts: true)
            let text = universe.paragraphs.map(\.text).joined()
            let run = try DebianPackagesImporterTests.run(text, options: ["architecture": "amd64"])
            let broken = try Self.broken(universe.paragraphs)
            let down = GateEvaluation(run).down([])
            #expect(down.isSubset(of: broken), "seed \(seed), round \(round)\n\(text)")
        }
    }

    static let multiArch = ["no", "same", "foreign", "allowed"]

    @Test("Multiarch rules", arguments: ["", ":any", ":native", ":amd64", ":i386"], ["amd64", "i386", "all"])
    func multiArchRules(qualifier: String, architecture: String) throws {
        let dependant = "Package: a\nVersion: 1\nArchitecture: \(architecture)\nDepends: b\(qualifier)\n\n"
        for provider in ["Package: b\n", "Package: c\nProvides: b\n"] {
            for other in ["amd64", "i386", "all"] {
                for multiArch in Self.multiArch {
                    let text = provider + "Version: 1\nArchitecture: \(other)\nMulti-Arch: \(multiArch)\n\n"
                    let run = try DebianPackagesImporterTests.run(dependant + text, options: ["architecture": "amd64"])
                    let broken = try Self.broken([("a", dependant), ("b", text)])
                    #expect(run.relationships.isEmpty == !broken.isEmpty, "\(dependant)\(text)")
                }
            }
        }
    }
}
