import ArgumentParser
import Faultline

struct HealthCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "health", abstract: "Measure what is missing, wrong or unconnected in the inventory.",
        discussion: """
            Completeness, correctness, the rules of --rules and relationships, each with figures, a list of CIs and a \
            score; by class, owner and source. docs/health.md says what each figure counts.

              faultline health --class Server --limit 20
              faultline health --rules rules.yaml --fail-below 90
              faultline health --trend 30d --step 7d --format csv
            """)

    /// What formats with room for one table carry.
    enum Table: String, ExpressibleByArgument, CaseIterable {
        case checks, groups, issues, trend
    }

    @OptionGroup var store: StoreOptions
    @OptionGroup var version: VersionOptions
    @OptionGroup var output: OutputOptions

    @Option(
        name: .customLong("class"),
        help: ArgumentHelp("Of this class and its subclasses. Default: all CIs.", valueName: "class"))
    var ciClass: String?

    @Option(help: ArgumentHelp("CIs that this party answers for.", valueName: "name"))
    var owner: String?

    @Option(help: ArgumentHelp("CIs that this source has reported.", valueName: "name"))
    var source: String?

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp(
            "A file of rules, or a folder of such files (*.yaml, *.yml); may be repeated.", valueName: "path"))
    var rules: [String] = []

    @Option(help: ArgumentHelp("End the query of a rule that takes longer than this.", valueName: "seconds"))
    var timeout = 60.0

    @Option(help: ArgumentHelp("The figures of past times, so far back: 12h, 30d, 8w.", valueName: "time"))
    var trend: String?

    @Option(help: ArgumentHelp("The time between two points of the trend.", valueName: "time"))
    var step = "7d"

    @Option(
        name: .customLong("fail-below"),
        help: ArgumentHelp(
            "End with exit status 4 when the score is below this, or there is none.", valueName: "percent"))
    var threshold: Double?

    @Option(help: ArgumentHelp("CIs of each list, and classes, owners and sources, at most.", valueName: "number"))
    var limit = 10

    @Option(
        help: ArgumentHelp(
            "What csv and ndjson carry: checks, groups, issues or trend. Default: trend with --trend, else checks.",
            valueName: "table"))
    var table: Table?

    func validate() throws {
        guard (0...HealthRequest.largestLimit).contains(limit) else {
            throw ValidationError("--limit is a number from 0 to \(HealthRequest.largestLimit)")
        }
        guard (0...100).contains(threshold ?? 0) else { throw ValidationError("--fail-below is a percentage") }
        guard timeout > 0, timeout <= 1e9 else {
            throw ValidationError("--timeout must be more than 0 and at most 1000000000")
        }
        guard table != .trend || trend != nil else { throw ValidationError("--table trend needs --trend") }
        for text in [trend ?? step, step] where TimeSpan.parse(text) == nil {
            throw ValidationError("`\(text)` is no time: write a number with h, d or w, such as 30d")
        }
    }

    func run() throws {
        let database = try store.open()
        let rules = try HealthRule.read(HealthRuleFiles.read(rules))
        let request = HealthRequest(ciClass: ciClass, owner: owner, source: source, limit: limit)
        var limits = QueryLimits.healthRule
        limits.milliseconds = max(1, Int(timeout * 1_000))
        let answer = try database.health(request, at: version.point, rules: rules, limits: limits)
        var points: [HealthPoint]?
        if let span = trend.flatMap(TimeSpan.parse), let step = TimeSpan.parse(step) {
            points = try database.healthTrend(
                request, over: span, step: step, until: version.point, rules: rules, limits: limits)
        }
        var report = HealthText.report(answer, trend: points)
        let wanted = table ?? (points == nil ? .checks : .trend)
        report.mainTable = report.tables.firstIndex { $0.key == wanted.rawValue } ?? 0
        try output.write(report)
        try check(answer.scores.overall)
    }

    private func check(_ score: Double?) throws {
        guard let threshold, score ?? -1 < threshold else { return }
        let wanted = Cell.decimal(threshold).text
        throw CommandError(
            .belowScore,
            score.map { "the score is \(HealthText.percent($0)) %, below \(wanted) %" }
                ?? "there is no score: no CI was looked at")
    }
}

/// Times such as `30d` on the command line.
enum TimeSpan {
    /// A number above 0 with `h`, `d` or `w`; nil for anything else.
    static func parse(_ text: String) -> Duration? {
        let seconds: [Character: Int] = ["h": 3_600, "d": 86_400, "w": 604_800]
        guard let unit = text.last.flatMap({ seconds[$0] }), let count = Int(text.dropLast()), count > 0,
            count <= 1_000_000
        else { return nil }
        return .seconds(count * unit)
    }
}
