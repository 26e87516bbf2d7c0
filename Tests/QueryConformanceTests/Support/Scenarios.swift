import GraphModel
import QueryConformance

/// Runs the scenarios of a feature's text against a scripted engine.
func report(
    on text: String, run: ConformanceRun = ConformanceRun(),
    script: @escaping ScriptedEngine.Script = ScriptedEngine.standard
) -> ConformanceReport {
    let file = FeatureFile(path: "folder/sample.feature", folder: "folder", bytes: Array(text.utf8))
    return run.report(on: [file]) { ScriptedEngine(script) }
}

/// Why a scenario of these steps fails; nil: it passes.
///
/// Steps are separated by line ends; in place of line ends, `↵` separates the lines of what is attached.
func failure(of steps: String, graphs: NamedGraphs = .files) -> ScenarioFailure? {
    var lines = ["Feature: F", "  Scenario: S"]
    for step in steps.split(separator: "\n") {
        lines += step.split(separator: "↵").map { "    " + $0 }
    }
    let report = report(on: lines.joined(separator: "\n"), run: ConformanceRun(graphs: graphs))
    precondition(report.passed + report.failed == 1, "one scenario")
    return report.failures.first?.failure
}

/// Reads a feature's text from `a.feature`.
func feature(_ text: String) throws -> Feature { try Feature(reading: Array(text.utf8), file: "a.feature") }

func place(_ line: Int, _ column: Int) -> SourcePosition {
    SourcePosition(file: "a.feature", line: line, column: column)
}
