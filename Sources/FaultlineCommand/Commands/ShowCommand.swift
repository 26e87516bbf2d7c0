import ArgumentParser
import Faultline

struct ShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a CI with its attributes and relationships.")

    @OptionGroup var store: StoreOptions
    @OptionGroup var version: VersionOptions
    @OptionGroup var output: OutputOptions

    @Argument(help: ArgumentHelp("A name, class:name, identity or #number.", valueName: "ci"))
    var ci: String

    @Flag(help: "Show what each source says of it, since when, and which of it counts.")
    var sources = false

    func run() throws {
        let session = try version.session(in: store.open())
        if sources { return try output.write(ProvenanceText.report(session.resolve(ci), in: session)) }
        try output.write(DetailsText.report(session.details(of: session.resolve(ci)), version: session.version))
    }
}
