import Foundation
import QueryConformance
import TestSupport
import Testing

@Suite("Named graphs")
struct NamedGraphsTests {
    static let scripts: [(String, [String])] = [
        ("", []),
        (" ;\n; ", []),
        ("CREATE (a);", ["CREATE (a)"]),
        ("CREATE (a);\nCREATE (b)\n", ["CREATE (a)", "CREATE (b)"]),
        ("CREATE ({p: ';', q: \"a;\\\";\", `;`: 1}); X", ["CREATE ({p: ';', q: \"a;\\\";\", `;`: 1})", "X"]),
        ("A // b; c\n; D", ["A // b; c", "D"]),
        ("A /* b; ' */ ; D", ["A /* b; ' */", "D"]),
        ("A /*/ b; */ ; D", ["A /*/ b; */", "D"]),
        ("A /**/* B; C", ["A /**/* B", "C"]),
        ("`a\\`; B", ["`a\\`", "B"]),
    ]

    @Test("Statements end with semicolons", arguments: scripts)
    func statements(script: String, statements: [String]) throws {
        let graphs = NamedGraphs { _, _ in script }
        #expect(try graphs.statements("g", for: "f") == statements)
    }

    @Test("A scenario starts with the graph's statements")
    func prepared() {
        let graphs = NamedGraphs { name, feature in
            #expect(name == "pair")
            #expect(feature == "folder/sample.feature")
            return "create; create;"
        }
        let steps =
            "Given the pair graph\n" + ScenarioRunnerTests.query("count") + ScenarioRunnerTests.rows("n", "2")
            + "And no side effects"
        #expect(failure(of: steps, graphs: graphs) == nil)
    }

    @Test("They stand in a folder beside one of those above the feature")
    func files() throws {
        let folder = try temporaryFolder()
        let script = folder.path("graphs/g/g.cypher")
        try FileManager.default.createDirectory(
            atPath: folder.path("graphs/g"), withIntermediateDirectories: true)
        try "A; B".write(toFile: script, atomically: true, encoding: .utf8)
        #expect(try NamedGraphs.files.statements("g", for: folder.path("features/x/y.feature")) == ["A", "B"])
        let error = try #require(throws: ConformanceError.self) {
            try NamedGraphs.files.statements("h", for: folder.path("features/x/y.feature"))
        }
        #expect(error.message == "no graphs/h/h.cypher in the folders above")
    }

    @Test("A graph that is not there fails the scenario")
    func missing() throws {
        let folder = try temporaryFolder()
        let text = "Feature: F\nScenario: S\nGiven the lost graph\n"
        let file = FeatureFile(path: folder.path("a.feature"), folder: "f", bytes: Array(text.utf8))
        let report = ConformanceRun().report(on: [file]) { ScriptedEngine(ScriptedEngine.standard) }
        #expect(report.failures.map(\.failure.reason) == ["no graphs/lost/lost.cypher in the folders above"])
    }
}
