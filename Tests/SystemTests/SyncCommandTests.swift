import Foundation
import Testing

@Suite("Sync on the command line")
struct SyncCommandTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        guard try folder.faultline("init").status == 0 else { throw SystemTestFailure("init") }
        try FileManager.default.createDirectory(
            at: folder.url.appending(path: "conf/export"), withIntermediateDirectories: true)
        try folder.write("class,id,name\nServer,s1,one\nServer,s2,two\n", to: "conf/export/a.csv")
        try folder.write("class,id,name\nServer,s3,three\n", to: "conf/export/b.csv")
        try folder.write(#"{"class":"Application","id":"w1","name":"web-1"}"#, to: "conf/shop.ndjson")
    }

    private func configure(_ sources: String...) throws {
        try folder.write("sources:\n" + sources.map { "  - \($0)\n" }.joined(), to: "conf/sources.yaml")
    }

    private func sync(_ arguments: String...) throws -> FaultlineBinary.Outcome {
        try FaultlineBinary.run(["sync", "--config", "conf/sources.yaml"] + arguments, in: folder.url)
    }

    /// `source result` for each row.
    private func results(_ arguments: String...) throws -> [String] {
        let outcome = try FaultlineBinary.run(
            ["sync", "--config", "conf/sources.yaml", "--format", "csv"] + arguments, in: folder.url)
        return outcome.output.split(separator: "\r\n").dropFirst().map {
            $0.split(separator: ",", omittingEmptySubsequences: false).prefix(2).joined(separator: " ")
        }
    }

    private static let files = "{name: servers, path: ['export/*.csv'], scope: full, interval: 1h}"
    private static let command = "{name: shop, command: [cat, shop.ndjson], interval: 15m}"

    @Test("What is due is brought in, once; paths and commands start from the configuration's folder")
    func due() throws {
        try configure(Self.files, Self.command)
        let dry = try sync("--dry-run")
        #expect(dry.status == 0 && dry.output.contains("+ Application w1 \"web-1\""))
        #expect(try folder.faultline("runs").output == "No runs.\n")
        #expect(try results() == ["servers done", "shop done"])
        #expect(try folder.faultline("show", "three").status == 0)
        #expect(try results() == ["servers not due", "shop not due"])
        #expect(try results("--only", "shop") == ["shop nothing new"])
        #expect(try FileManager.default.removeItem(at: folder.url.appending(path: "conf/export/b.csv")) == ())
        #expect(try results("--all") == ["servers done", "shop nothing new"])
        #expect(try folder.faultline("show", "three").output.contains("stale"))
        let runs = try folder.faultline("runs", "--format", "csv").output
        #expect(runs.contains(",servers,csv,\"full, by-class\",done,"))
        #expect(runs.contains(",shop,interchange,partial,"))
        #expect(try folder.faultline("runs", "show", "2").output.contains("Reason              sync"))
    }

    @Test("One that fails is told, leaves a run, and does not stop the others")
    func failures() throws {
        try configure(
            "{name: refused, command: [sh, -c, 'cat shop.ndjson; echo no access >&2; exit 3'], interval: 1h}",
            "{name: unknown, command: [no-such-program-here]}",
            "{name: slow, command: [sh, -c, 'sleep 60 & sleep 60'], timeout: 1s}",
            "{name: nothing, path: 'none/*.csv'}", "{name: silent, command: ['true']}",
            Self.command)
        let started = Date()
        let outcome = try sync()
        #expect(Date().timeIntervalSince(started) < 50)
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains("refused: error: the program sh ended with status 3: no access [command.tool]"))
        #expect(outcome.errors.contains("unknown: error: the program no-such-program-here is not installed"))
        #expect(outcome.errors.contains("slow: error: the program sh took longer than 1 s"))
        #expect(outcome.errors.contains("nothing: error: nothing matches conf/none/*.csv [import.unreadable]"))
        #expect(outcome.errors.contains("silent: error: no importer recognises silent, which is empty"))
        let list = try folder.faultline("runs", "--format", "ndjson").output.split(separator: "\n")
        #expect(list.count == 6 && list.filter { $0.contains("\"result\":\"failed\"") }.count == 5)
        #expect(list[0].contains("\"source\":\"shop\"") && list[0].contains("\"result\":\"done\""))
        let run = try folder.faultline("runs", "show", "1").output
        #expect(run.contains("command.tool") && run.contains("no access"))
        // Nothing of a command that failed in the midst is in; its interval counts from its last attempt.
        #expect(try folder.faultline("history", "--format", "ndjson").output.split(separator: "\n").count == 2)
        #expect(try results("--only", "slow") == ["slow failed"])
        #expect(try results().first == "refused not due")
    }

    @Test("Records that cannot be used end with the status of import")
    func rejected() throws {
        try folder.write("class,id,name\nServer,s1,one\nNonsense,s2,two\n", to: "conf/export/a.csv")
        try configure("{name: servers, path: export/a.csv}")
        let outcome = try sync()
        #expect(outcome.status == 8 && outcome.errors.contains("servers: rejected: conf/export/a.csv:3"))
    }

    @Test("A source that is full is of one format")
    func formats() throws {
        try configure("{name: mixed, path: [export, shop.ndjson], scope: full}")
        let outcome = try sync()
        #expect(outcome.status == 2 && outcome.errors.contains("conf/sources.yaml:2:12: a full source"))
        try configure("{name: mixed, path: [export, shop.ndjson]}")
        #expect(try results() == ["mixed done", "mixed done"])
    }

    @Test("A wrong configuration is told with its place, before anything is done")
    func configuration() throws {
        try configure(Self.command, "{name: x, path: y, interval: soon}")
        let outcome = try sync()
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains("conf/sources.yaml:3:34: `interval` must be a number with a unit"))
        #expect(try folder.faultline("runs").output == "No runs.\n")
        try configure(Self.command)
        let unknown = try sync("--only", "shopp")
        #expect(unknown.status == 2 && unknown.errors.contains("has no source `shopp`"))
        #expect(try folder.faultline("sync", "--config", "nowhere.yaml").errors.contains("command.file"))
    }

    @Test("A second sync at the same time is kept out")
    func locked() throws {
        try configure("{name: shop, command: [sh, -c, 'touch begun; sleep 3; cat shop.ndjson'], interval: 1h}")
        let first = try FaultlineBinary.start(["sync", "--config", "conf/sources.yaml"], in: folder.url)
        first.standardOutput = FileHandle.nullDevice
        try first.run()
        let begun = folder.url.appending(path: "conf/begun").path
        while first.isRunning, !FileManager.default.fileExists(atPath: begun) { usleep(20_000) }
        let second = try sync()
        #expect(second.status == 7 && second.errors.contains("storage.locked"))
        first.waitUntilExit()
        #expect(first.terminationStatus == 0)
        #expect(try results() == ["shop not due"])
    }
}
