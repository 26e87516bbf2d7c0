import ArgumentParser
import Faultline

/// Which version of the graph a command shows.
struct VersionOptions: ParsableArguments {
    @Option(
        name: .customLong("as-of"),
        help: ArgumentHelp(
            "Answer for the graph as it was after this commit, or at this time (17, 2026-09-30, 2026-09-30T12:00:00Z).",
            valueName: "commit-or-time"))
    var asOf: String?

    var point: PointInTime {
        get throws { try asOf.map { try PointInTime(parsing: $0) } ?? .latest }
    }

    func session(in database: Database) throws -> Session { try database.session(at: point) }
}

/// Which version of the graph a question is about, with a proposed change laid over it if need be.
struct PointOptions: ParsableArguments {
    @OptionGroup var version: VersionOptions

    @Option(
        name: .customLong("what-if"),
        help: ArgumentHelp(
            "Lay the changes of this file (interchange format) over the graph first. Nothing is written.",
            valueName: "file"))
    var whatIf: String?

    func session(in database: Database) throws -> Session {
        let session = try version.session(in: database)
        guard let whatIf else { return session }
        let proposal = try session.proposal(from: InputOpener().open(whatIf))
        return try database.session(at: version.point, whatIf: proposal)
    }
}
