import ArgumentParser
import Faultline
import Glibc

/// Where the process starts and ends: every error becomes a message and an exit status here.
@main
struct EntryPoint {
    static func main() {
        // A closed pipe is an error of one write, not the end of the process.
        signal(SIGPIPE, SIG_IGN)
        // Nor is a file that may not grow any more.
        signal(SIGXFSZ, SIG_IGN)
        guardAgainstDamage(Array(CommandLine.arguments.dropFirst()))
        exit(run(Array(CommandLine.arguments.dropFirst())).rawValue)
    }

    /// Nor is a page of the store that leads nowhere: it is an error like any other, though the last one.
    private static func guardAgainstDamage(_ arguments: [String]) {
        let error = StoreError(
            .corrupt, "a page of the store's file is damaged",
            advice: "Run `faultline verify`, then restore a backup.")
        DamageGuard.begin(
            message: text(of: error, asJSON: wantsJSON(arguments)), status: ExitStatus(of: error).rawValue)
    }

    static func run(_ arguments: [String]) -> ExitStatus {
        do {
            var command = try FaultlineCLI.parseAsRoot(arguments)
            try command.run()
            return .done
        } catch let error as any FaultlineError {
            return report(error, asJSON: wantsJSON(arguments))
        } catch let status as ChildStatus {
            return status.status
        } catch {
            return parserStatus(error)
        }
    }

    private static func report(_ error: any FaultlineError, asJSON: Bool) -> ExitStatus {
        // Whoever closed the output has read enough.
        if error.code == CommandError.Code.outputClosed.rawValue { return .done }
        writeError(text(of: error, asJSON: asJSON))
        return ExitStatus(of: error)
    }

    private static func text(of error: any FaultlineError, asJSON: Bool) -> String {
        asJSON ? ErrorOutput.json(error) : ErrorOutput.text(error, Terminal.current.errorStyle)
    }

    /// Help and version texts come as errors too.
    private static func parserStatus(_ error: any Error) -> ExitStatus {
        let code = FaultlineCLI.exitCode(for: error)
        let text = FaultlineCLI.fullMessage(for: error)
        if code == .success {
            let output = StandardStream.output()
            try? output.write(text + "\n")
            try? output.flush()
            return .done
        }
        guard code == .validationFailure || error is ValidationError else {
            writeError(ErrorOutput.text(error, Terminal.current.errorStyle))
            return .defect
        }
        writeError(text + "\n")
        return .badInput
    }

    private static func writeError(_ text: String) {
        let stream = StandardStream.error()
        // Nobody is left to tell when standard error is gone as well.
        try? stream.write(text)
        try? stream.flush()
    }

    private static func wantsJSON(_ arguments: [String]) -> Bool {
        arguments.contains("--format=json")
            || zip(arguments, arguments.dropFirst()).contains { $0 == "--format" && $1 == "json" }
    }
}
