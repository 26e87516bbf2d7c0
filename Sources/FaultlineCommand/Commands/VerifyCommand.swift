import ArgumentParser
import Faultline
import Foundation

struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Check every record of a store, and that its tables agree.",
        discussion: """
            Reads the whole store in a process of its own: a damaged page of a mapped file can end the process that \
            touches it. Exit status 5 when anything is wrong.
            """,
        subcommands: [VerifyInThisProcess.self])

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let process = Process()
        process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = [
            "verify", VerifyInThisProcess._commandName, "--store", store.path, "--format", output.format.rawValue,
        ]
        try process.run()
        process.waitUntilExit()
        switch (process.terminationReason, process.terminationStatus) {
        case (.exit, 0): return
        case (.exit, let status): throw ChildStatus(status: ExitStatus(rawValue: status) ?? .defect)
        case (_, let signal):
            throw CommandError(
                .childFault, "the check was ended by signal \(signal): the store's file is damaged or cut off",
                advice: "Restore a backup. What can still be read can be exported first: faultline export.")
        }
    }
}

/// A child process ended with a status, and has told why.
struct ChildStatus: Error {
    let status: ExitStatus
}
