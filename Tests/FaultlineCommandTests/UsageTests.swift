import ArgumentParser
import Testing

@testable import FaultlineCommand

@Suite("Help and usage")
struct UsageTests {
    @Test("Every command has an abstract and a help text in sentences")
    func abstracts() {
        var pending: [any ParsableCommand.Type] = [FaultlineCLI.self]
        var names: [String] = []
        while let command = pending.popLast() {
            let configuration = command.configuration
            pending += configuration.subcommands
            pending += configuration.groupedSubcommands.flatMap(\.subcommands)
            guard configuration.shouldDisplay else { continue }
            names.append(configuration.commandName ?? "")
            #expect(configuration.abstract.hasSuffix("."), "\(command)")
            #expect(FaultlineCLI.helpMessage(for: command, columns: 100).contains("USAGE:"))
        }
        #expect(
            Set(names).isSuperset(of: [
                "init", "import", "importers", "generate", "show", "find", "impact", "criticality", "upstream",
                "path", "history", "diff", "restore", "stats", "verify", "backup", "export", "schema", "log", "demo",
                "query", "shell", "sync", "runs", "duplicates", "reconcile", "merge", "unmerge",
            ]))
    }

    @Test("The first help")
    func golden() {
        #expect(
            FaultlineCLI.helpMessage(columns: 100) == """
                OVERVIEW: What is connected to what, what breaks if something fails, and since when.

                Configuration items (CIs) are named by number (#123), name, class:name, or the identity that their
                source gives them. Exit statuses: 0 done, 2 bad usage or input, 3 not found or ambiguous, 4
                refused, 5 storage fault, 6 no space left, 7 busy or locked, 8 incomplete.

                USAGE: faultline <subcommand>

                OPTIONS:
                  --version               Show the version.
                  -h, --help              Show help information.

                START SUBCOMMANDS:
                  init                    Make a new, empty store.
                  demo                    Import the sample estate of a bank and show what outages hit.
                  generate                Make up a realistic estate of any size.

                BRING DATA IN SUBCOMMANDS:
                  import                  Bring an inventory into the store.
                  sync                    Bring in the sources that are due, as a file lists them.
                  runs                    List the imports that were run, look at one, or take it back.
                  importers               List the formats that import reads, and how to produce them.
                  schema                  Show or change the classes and relationship types of a store.

                MAKE ONE TRUTH OF MANY SUBCOMMANDS:
                  duplicates              List CIs that may be one, with the reasons and a proposed merge.
                  reconcile               Why the reports of several sources are one CI, or are not.
                  merge                   Make one CI of two, for good.
                  unmerge                 Take what one source reported out of a CI, for good.

                ASK SUBCOMMANDS:
                  impact                  Show what breaks when CIs fail: the blast radius.
                  criticality             Rank CIs by how many others the failure of each alone takes down.
                  upstream                Show everything that a CI needs, and what takes it down alone.
                  path                    Show a shortest way between two CIs.
                  show                    Show a CI with its attributes and relationships.
                  find                    List CIs by part of their name, class and attributes.
                  health                  Measure what is missing, wrong or unconnected in the inventory.
                  stats                   Count what the store holds, by class and relationship type.

                QUERY SUBCOMMANDS:
                  query                   Ask and change the graph with statements of the query language.
                  shell                   Type statements of the query language and see what they give.

                LOOK BACK SUBCOMMANDS:
                  history                 List the commits of the store, or every change of one CI.
                  diff                    Show what differs between two versions of the graph.
                  restore                 Bring a CI back to an earlier state, or take back whole commits.

                KEEP IT SAFE SUBCOMMANDS:
                  verify                  Check every record of a store, and that its tables agree.
                  backup                  Copy the store while it is in use, and verify the copy.
                  export                  Write the graph for other programs.
                  log                     Write the store's commits as a log, or rebuild a store from one.

                  See 'faultline help <subcommand>' for detailed help.
                """)
    }

    @Test(
        "Usage that makes no sense is refused",
        arguments: [
            ["impact"], ["impact", "a", "--depth", "0"], ["impact", "a", "--limit", "-1"], ["restore"],
            ["restore", "a"], ["restore", "a", "--to", "3", "--undo", "4"], ["generate", "--cis", "many"],
            ["nonsense"], ["stats", "--format", "hologram"], ["find", "--limit", "-1"],
            ["impact", "a", "--time-budget", "0"], ["query", "RETURN 1", "--file", "a"],
            ["query", "RETURN 1", "--limit-rows", "0"], ["query", "RETURN 1", "--timeout", "0"], ["criticality", "a"],
            ["criticality", "--limit", "-1"],
            ["sync"], ["sync", "--config", "a", "--all", "--only", "b"], ["runs", "--limit", "-1"], ["runs", "show"],
            ["runs", "undo", "x"],
        ])
    func refused(arguments: [String]) {
        #expect(throws: (any Error).self) { try FaultlineCLI.parseAsRoot(arguments) }
    }

    @Test(
        "Usage that makes sense is not",
        arguments: [
            ["impact", "a", "b", "--depth", "2", "--time-budget", "0.5", "--class", "Server", "--format", "svg"],
            ["impact", "#12", "--as-of", "2026-10-01", "--what-if", "change.ndjson"],
            ["criticality", "--class", "Server", "--limit", "0", "--as-of", "3", "--format", "csv"],
            ["restore", "a", "--to", "3"], ["restore", "--undo", "4", "--undo", "5", "--force"],
            ["import", "kubernetes", "pods.json", "--dry-run", "--full", "retire"], ["import", "-"],
            ["verify", "--store", "x"], ["schema"], ["schema", "show", "Server"], ["log", "export", "--from", "3"],
            ["query", "RETURN $a", "--param", "a=1", "--param", "b=2", "--as-of", "3", "--format", "ndjson"],
            ["query", "--file", "-", "--limit-rows", "5", "--timeout", "0.5", "--author", "a", "--reason", "b"],
            ["sync", "--config", "a", "--only", "b", "--only", "c", "--dry-run"], ["sync", "--config", "a", "--all"],
            ["runs"], ["runs", "--source", "a", "--limit", "3"], ["runs", "list"],
            ["runs", "show", "3", "--store", "x"],
            ["runs", "undo", "3", "--force", "--author", "a", "--reason", "b", "--format", "json"],
            ["query"], ["shell", "--format", "csv"],
            ["find", "--where", "state=live", "--where", "a=b", "--column", "state"],
        ])
    func accepted(arguments: [String]) throws {
        _ = try FaultlineCLI.parseAsRoot(arguments)
    }

    @Test("Completion scripts are generated", arguments: ["bash", "zsh", "fish"])
    func completions(shell: String) {
        #expect(throws: (any Error).self) { try FaultlineCLI.parseAsRoot(["--generate-completion-script", shell]) }
        let shellKind = CompletionShell(rawValue: shell)
        #expect(shellKind.map { FaultlineCLI.completionScript(for: $0).contains("faultline") } == true)
    }

    @Test("key=value", arguments: [("a=b", "a", "b"), ("a=", "a", ""), ("a=b=c", "a", "b=c")])
    func keyValue(text: String, key: String, value: String) throws {
        let pair = try KeyValueText.split(text)
        #expect(pair.key == key && pair.value == value)
    }

    @Test("What is no key=value", arguments: ["", "a", "=b"])
    func badKeyValue(text: String) {
        #expect(throws: CommandError.self) { try KeyValueText.split(text) }
    }
}
