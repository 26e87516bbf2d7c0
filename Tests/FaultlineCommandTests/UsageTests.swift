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
                "init", "import", "importers", "generate", "show", "find", "impact", "upstream", "path", "history",
                "diff",
                "restore", "stats", "verify", "backup", "export", "schema", "log", "demo",
            ]))
    }

    @Test("The first help")
    func golden() {
        #expect(
            FaultlineCLI.helpMessage(columns: 100) == """
                """)
    }

    @Test(
        "Usage that makes no sense is refused",
        arguments: [
            ["impact"], ["impact", "a", "--depth", "0"], ["impact", "a", "--limit", "-1"], ["restore"],
            ["restore", "a"], ["restore", "a", "--to", "3", "--undo", "4"], ["generate", "--cis", "many"],
            ["nonsense"], ["stats", "--format", "hologram"], ["find", "--limit", "-1"],
            ["impact", "a", "--time-budget", "0"],
        ])
    func refused(arguments: [String]) {
        #expect(throws: (any Error).self) { try FaultlineCLI.parseAsRoot(arguments) }
    }

    @Test(
        "Usage that makes sense is not",
        arguments: [
            ["impact", "a", "b", "--depth", "2", "--time-budget", "0.5", "--class", "Server", "--format", "svg"],
            ["impact", "#12", "--as-of", "2026-10-01", "--what-if", "change.ndjson"],
            ["restore", "a", "--to", "3"], ["restore", "--undo", "4", "--undo", "5", "--force"],
            ["import", "kubernetes", "pods.json", "--dry-run", "--full", "retire"], ["import", "-"],
            ["verify", "--store", "x"], ["schema"], ["schema", "show", "Server"], ["log", "export", "--from", "3"],
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
