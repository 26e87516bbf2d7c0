import ArgumentParser
import Faultline

struct CriticalityCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "criticality", abstract: "Rank CIs by how many others the failure of each alone takes down.",
        discussion: """
            Every CI that takes part in impact is let fail by itself; each number is what `impact` of that CI counts \
            as down.
            """)

    @OptionGroup var store: StoreOptions
    @OptionGroup var point: PointOptions
    @OptionGroup var output: OutputOptions

    @Option(
        name: .customLong("class"),
        help: ArgumentHelp("Of this class and its subclasses. Default: all CIs.", valueName: "class"))
    var ciClass: String?

    @Option(help: ArgumentHelp("How many CIs at most; 0 for all.", valueName: "number"))
    var limit = 20

    func validate() throws {
        guard limit >= 0 else { throw ValidationError("--limit must not be negative") }
    }

    func run() throws {
        let session = try point.session(in: store.open())
        let report = try session.singleFailures(ofClass: ciClass, limit: limit == 0 ? nil : limit)
        try output.write(CriticalityText.report(report))
    }
}
