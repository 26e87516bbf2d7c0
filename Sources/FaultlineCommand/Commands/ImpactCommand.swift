import ArgumentParser
import Faultline

struct ImpactCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "impact", abstract: "Show what breaks when CIs fail: the blast radius.",
        discussion: """
            Several CIs fail together; what no single one of them would cause is marked [joint]. Verdicts are down, \
            degraded (works without something it would like to have) and at risk (redundancy is used up).
            """)

    @OptionGroup var store: StoreOptions
    @OptionGroup var point: PointOptions
    @OptionGroup var output: DrawingOptions

    @Argument(help: ArgumentHelp("What fails: names, class:name, identities or #numbers.", valueName: "ci"))
    var cis: [String]

    @Option(help: ArgumentHelp("Stop so many steps away from what fails.", valueName: "steps"))
    var depth: Int?

    @Option(
        name: .customLong("time-budget"),
        help: ArgumentHelp("Stop after so many seconds and say that the answer is incomplete.", valueName: "seconds"))
    var timeBudget: Double?

    @Option(
        name: .customLong("class"), parsing: .singleValue,
        help: ArgumentHelp("Show impacted CIs of this class and its subclasses only.", valueName: "class"))
    var classes: [String] = []

    @Option(help: ArgumentHelp("Lines of the tree at most; 0 for all.", valueName: "lines"))
    var limit = 50

    func validate() throws {
        guard depth ?? 1 > 0 else { throw ValidationError("--depth counts from 1") }
        guard timeBudget ?? 1 > 0 else { throw ValidationError("--time-budget must be more than 0") }
        guard limit >= 0 else { throw ValidationError("--limit must not be negative") }
    }

    func run() throws {
        let session = try point.session(in: store.open())
        let failing = try cis.map { try session.resolve($0) }
        // Other formats than text are for programs, and have everything.
        var request = ImpactRequest(
            failing: failing, distanceLimit: depth, classes: classes,
            lineLimit: output.format == .text && limit > 0 ? limit : nil)
        if let timeBudget {
            let end = Progress.now() + timeBudget
            request.shouldStop = { Progress.now() >= end }
        }
        let report = try session.impact(request)
        try output.write(
            ImpactTables.report(report),
            text: { ImpactText(report: report, style: $0, limit: request.lineLimit).render() },
            drawing: { Drawing(report) })
        try Completion.check(report.completeness)
    }
}
