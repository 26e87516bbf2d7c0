import ArgumentParser
import Foundation

/// Who answers for a commit.
struct CommitOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Who makes the change. Default: the user's name.", valueName: "name"))
    var author: String?

    @Option(help: ArgumentHelp("Why the change is made.", valueName: "text"))
    var reason: String?

    var authorName: String {
        let environment = ProcessInfo.processInfo.environment
        return author ?? environment["FAULTLINE_AUTHOR"] ?? environment["USER"] ?? environment["LOGNAME"]
            ?? NSUserName()
    }
}
