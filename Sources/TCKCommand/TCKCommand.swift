import ArgumentParser
import Foundation
import QueryConformance

/// Runs the openCypher Technology Compatibility Kit.
@main
struct TCKCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tck", abstract: "Run feature files of the openCypher Technology Compatibility Kit.")

    @Argument(help: "Feature files, or folders of them.")
    var paths: [String]

    @Option(help: "Only scenarios whose place or title has this text.")
    var filter: String?

    @Option(help: "How many scenarios run at a time.")
    var jobs = ProcessInfo.processInfo.activeProcessorCount

    @Flag(help: "Show each failure with its query, what was expected and what came.")
    var verbose = false

    @Flag(help: "Print the report as JSON.")
    var json = false

    func run() throws {
        let report = ConformanceRun(filter: filter, jobs: jobs).report(on: try FeatureFile.load(paths)) {
            try StoreEngine()
        }
        print(json ? try report.json() : report.text(verbose: verbose))
        if !report.isSuccess { throw ExitCode.failure }
    }
}
