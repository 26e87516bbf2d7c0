import ArgumentParser
import Faultline
import Foundation

struct DemoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "Import the sample estate of a bank and show what outages hit.",
        discussion: """
            Two data centres, everything in pairs, and one pair that is none any more (datasets/bank/README.md tells \
            the story). The estate is imported as it was in September and again as it was in November, and then what \
            other tools see of the same things; the store stays for you to try the other commands on.
            """)

    @Option(help: ArgumentHelp("Where to make the store.", valueName: "path"))
    var store = "./faultline-demo.db"

    @Option(help: ArgumentHelp("The folder of the sample estates. Default: found near the program.", valueName: "path"))
    var datasets: String?

    /// Lines of each tree.
    private static let lines = 16

    func run() throws {
        let bank = try BankEstate(folder: datasets ?? SampleFolder.find())
        let output = StandardStream.output()
        let style = Terminal.current.outputStyle
        try output.write(style.bold("The sample estate, as its sources report it") + "\n")
        try bank.build(at: store) { line in try output.write("  " + line + "\n") }
        let database = try BankEstate.open(at: store)
        try tellOverlaps(database, style, output)
        for scene in BankEstate.scenes {
            try output.write("\n" + style.bold(scene.title) + "\n")
            try output.write(style.dim("$ faultline impact \(scene.arguments) --store \(store)") + "\n\n")
            try output.flush()
            let session = try database.session(at: scene.asOf.map { try PointInTime(parsing: $0) } ?? .latest)
            let report = try session.impact(ImpactRequest(failing: [session.resolve(scene.ci)], lineLimit: Self.lines))
            try output.write(ImpactText(report: report, style: style, limit: Self.lines).render())
        }
        try output.write("\nTry for yourself: faultline upstream \"Card Payments\" --store \(store)\n")
        try output.flush()
    }

    /// What several sources say of the same things, and what that is worth.
    private func tellOverlaps(_ database: Database, _ style: Style, _ output: StandardStream) throws {
        let text = try OverlapText(database, style)
        let (joined, disputed) = (BankEstate.joined, BankEstate.disputed)
        let parts = [
            ("\(joined) is one CI, under whatever identity", try text.records(of: joined)),
            (
                "\(disputed.ci): where sources disagree, precedence decides",
                try text.statements(disputed.attributes, of: disputed.ci)
            ),
            ("What shares an identifier, and is two", try text.duplicates()),
            ("How good is the inventory?", try text.health()),
        ]
        for (title, body) in parts {
            try output.write("\n" + style.bold(title) + "\n" + body)
        }
        try output.flush()
    }
}

/// Where the sample estates are.
enum SampleFolder {
    /// The folder `datasets` of the current folder, of the repository that the program was built in, or of the
    /// installation.
    static func find() throws(CommandError) -> String {
        let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        var candidates = [URL(filePath: FileManager.default.currentDirectoryPath)]
        candidates.append(program.deletingLastPathComponent().appending(path: "share/faultline"))
        var folder = program
        for _ in 0..<4 {
            folder = folder.deletingLastPathComponent()
            candidates.append(folder)
        }
        for candidate in candidates {
            let path = candidate.appending(path: "datasets/bank").path
            if FileManager.default.fileExists(atPath: path) { return candidate.appending(path: "datasets").path }
        }
        throw CommandError(
            .file, "the folder of the sample estates was not found", advice: "Name it with --datasets.")
    }
}
