import ArgumentParser
import Faultline

/// The root of the commands.
struct FaultlineCLI: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "faultline",
        abstract: "What is connected to what, what breaks if something fails, and since when.",
        discussion: """
            Configuration items (CIs) are named by number (#123), name, class:name, or the identity that their source \
            gives them. Exit statuses: 0 done, 2 bad usage or input, 3 not found or ambiguous, 4 refused, 5 storage \
            fault, 6 no space left, 7 busy or locked, 8 incomplete.
            """,
        version: FaultlineVersion.current,
        groupedSubcommands: [
            CommandGroup(
                name: "Start", subcommands: [InitCommand.self, DemoCommand.self, GenerateCommand.self]),
            CommandGroup(
                name: "Bring data in",
                subcommands: [
                    ImportCommand.self, SyncCommand.self, RunsCommand.self, ImportersCommand.self, SchemaCommand.self,
                ]),
            CommandGroup(
                name: "Make one truth of many",
                subcommands: [
                    DuplicatesCommand.self, ReconcileCommand.self, MergeCommand.self, UnmergeCommand.self,
                ]),
            CommandGroup(
                name: "Ask",
                subcommands: [
                    ImpactCommand.self, CriticalityCommand.self, UpstreamCommand.self, PathCommand.self,
                    ShowCommand.self, FindCommand.self, HealthCommand.self, StatsCommand.self,
                ]),
            CommandGroup(name: "Query", subcommands: [QueryCommand.self, ShellCommand.self]),
            CommandGroup(
                name: "Look back", subcommands: [HistoryCommand.self, DiffCommand.self, RestoreCommand.self]),
            CommandGroup(
                name: "Keep it safe",
                subcommands: [VerifyCommand.self, BackupCommand.self, ExportCommand.self, LogCommand.self]),
        ])
}
