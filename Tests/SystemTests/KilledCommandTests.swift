import Foundation
import TestSupport
import Testing

/// Commands of the program are killed at chosen system calls, where a user would meet it.
@Suite("Commands that are killed", .enabled(if: ChildProgram.tool("strace") != nil, "strace is not installed"))
struct KilledCommandTests {
    /// A command, and what a store's user can see of its work.
    struct Command: CustomTestStringConvertible, Sendable {
        var name: String
        /// Made ready before each kill, beyond the store.
        var preparation = "true"
        var line: String
        var calls = ["writev", "pwrite64", "fdatasync"]
        /// What tells the state before from the state after.
        var question: String
        /// Not so of a cache.
        var changesAnswer = true

        var testDescription: String { name }
    }

    static let export = "faultline export --as interchange | sort | sha256sum; faultline schema | sha256sum"
    static let commands = [
        Command(
            name: "bulk import into an empty store", preparation: "rm -rf faultline.db && faultline init",
            line: "faultline import more.ndjson --source second", question: export),
        Command(
            name: "import into a full store", line: "faultline import more.ndjson --source second", question: export),
        Command(name: "schema change", line: "faultline schema add own.yaml", question: export),
        Command(
            name: "topology rebuild", preparation: "rm -f faultline.db/topology",
            line: "faultline impact ams1 --format json > /dev/null",
            calls: ["write", "pwrite64", "ftruncate", "fsync", "fdatasync", "rename"],
            question: "faultline impact ams1 --format json; ls faultline.db | grep -v topology",
            changesAnswer: false),
        Command(
            name: "backup", preparation: "rm -rf copy.db copy.db.incomplete", line: "faultline backup copy.db",
            calls: ["write", "fsync", "fdatasync", "renameat2"],
            question: "if [ -e copy.db ]; then faultline stats --store copy.db && faultline verify --store copy.db; fi"),
    ]

    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try folder.makeStore()
        try folder.write(
            """
            name: own
            version: 1
            classes:
              Turbine: {parent: ConfigurationItem, description: A turbine.}
            """, to: "own.yaml")
        try shell("faultline generate --cis 1000 --seed 8 > more.ndjson && cp -r faultline.db base.db")
    }

    @discardableResult
    private func shell(_ line: String) throws -> String {
        let outcome = try FaultlineBinary.shell("set -e -o pipefail; \(line)", in: folder.url)
        guard outcome.status == 0 else { throw SystemTestFailure("\(line): \(outcome.status) \(outcome.errors)") }
        return outcome.output
    }

    private func prepare(_ command: Command) throws {
        try shell("rm -rf faultline.db && cp -r base.db faultline.db && \(command.preparation)")
    }

    /// How often a whole run makes each call, on whichever thread makes it most.
    private func counts(_ command: Command) throws -> [(call: String, count: Int)] {
        let set = command.calls.joined(separator: ",")
        try shell("strace -f -o trace -e trace=\(set) \(command.line)")
        let trace = try String(contentsOf: folder.url.appending(path: "trace"), encoding: .utf8)
        return command.calls.map { call in
            let threads = trace.split(separator: "\n").filter { $0.contains(" \(call)(") }.map {
                $0.prefix { $0 != " " }
            }
            return (call, Dictionary(grouping: threads) { $0 }.values.map(\.count).max() ?? 0)
        }
    }

    @Test("The store is as before or as after, sound, and takes the command again", arguments: commands)
    func killed(command: Command) throws {
        try prepare(command)
        let before = try shell(command.question)
        try prepare(command)
        let calls = try counts(command).filter { $0.count > 0 }
        let after = try shell(command.question)
        #expect(calls.count > 1 && (before != after) == command.changesAnswer)
        var outcomes: [String: Int] = [:]
        for point in 0..<Effort.commandKills {
            let (call, count) = calls[point % calls.count]
            let rounds = Effort.commandKills / calls.count + 1
            // The first call, the last one, and places between.
            let number = 1 + (count - 1) * (point / calls.count) / max(1, rounds - 1)
            try prepare(command)
            let line =
                "strace -f -o /dev/null -e trace=\(call) -e inject=\(call):signal=KILL:when=\(number) \(command.line)"
            let killed = try FaultlineBinary.shell(line, in: folder.url)
            let place = "\(command.name), \(call) \(number) of \(count)"
            if killed.status == 0 { outcomes["not killed", default: 0] += 1 }
            try shell("faultline verify")
            let found = try shell(command.question)
            #expect(found == before || found == after, "\(place)")
            if command.name == "backup" { try shell("rm -rf copy.db copy.db.incomplete") }
            try shell(command.line)
            #expect(try shell(command.question) == after, "\(place)")
            try shell("faultline verify")
            outcomes[found == after && found != before ? "after" : "before", default: 0] += 1
        }
        Figures.report(
            "kill of the program, \(command.name)", "\(Effort.commandKills) points: " + Figures.text(outcomes))
    }
}
