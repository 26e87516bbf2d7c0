import Foundation
import GraphModel
import KeyValueStore
import Testing

@testable import GraphStore

@Suite("Runs on the command line")
struct RunsCommandTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        guard try folder.faultline("init").status == 0 else { throw SystemTestFailure("init") }
        try folder.write("class,id,name\nServer,s1,one\nServer,s2,two\nNonsense,s3,three\n", to: "servers.csv")
    }

    @Test("Imports are listed, shown and taken back")
    func whole() throws {
        #expect(try folder.faultline("runs").output == "No runs.\n")
        #expect(try folder.faultline("import", "servers.csv").status == 8)
        #expect(try folder.faultline("import", "servers.csv", "--full", "retire").status == 8)
        #expect(try folder.faultline("import", "servers.csv", "--dry-run").status == 8)
        try folder.write(#"{"class":"Server","id":"x","name":"x"}"# + "\n{", to: "bad.ndjson")
        _ = try folder.faultline("import", "interchange", "bad.ndjson", "--source", "bad")
        let list = try folder.faultline("runs", "--format", "csv", "--source", "servers")
        let rows = list.output.split(separator: "\r\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false)
        }
        #expect(rows.map { $0[0] } == ["run", "2", "1"])
        #expect(rows[1].dropFirst(2).prefix(6) == ["servers", "csv", "\"full", " retire\"", "nothing new", ""])
        #expect(rows[2].dropFirst(2).prefix(8) == ["servers", "csv", "partial", "done", "2", "3", "2", "0"])
        let cut = try folder.faultline("runs", "--limit", "1")
        #expect(cut.output.contains("bad") && cut.output.contains("--limit 0 lists all"))
        let one = try folder.faultline("runs", "show", "1")
        #expect(one.output.hasPrefix("Run 1: servers, done\n"))
        #expect(one.output.contains("rejected  servers.csv:4"))
        #expect(one.output.contains("CIs seen            2\n"))
        let json = try folder.faultline("runs", "show", "2", "--format", "json").output
        #expect(json.contains("\"itemsUnchanged\": 2") && json.contains("\"code\": \"import."))
        let missing = try folder.faultline("runs", "show", "9")
        #expect(missing.status == 3 && missing.errors.contains("history.unknownRun"))
        #expect(try folder.faultline("verify").status == 0)
    }

    @Test("A run is taken back; where others changed the same, only by force")
    func undo() throws {
        _ = try folder.faultline("import", "servers.csv")
        try folder.write("class,id,name\nServer,s1,uno\n", to: "renamed.csv")
        _ = try folder.faultline("import", "renamed.csv", "--source", "servers")
        let refused = try folder.faultline("runs", "undo", "1")
        #expect(refused.status == 4 && refused.errors.contains("history.restoreConflict"))
        let undone = try folder.faultline(
            "runs", "undo", "2", "--reason", "a typo", "--author", "ada", "--format", "csv")
        #expect(undone.output.contains("ada,faultline restore,a typo,0,1,0"))
        #expect(try folder.faultline("show", "one").status == 0)
        #expect(try folder.faultline("runs", "undo", "1", "--force").status == 0)
        #expect(try folder.faultline("show", "one").status == 3)
        _ = try folder.faultline("import", "renamed.csv")
        _ = try folder.faultline("import", "renamed.csv")
        #expect(try folder.faultline("runs", "undo", "4").output.contains("the run changed nothing"))
        let all = try folder.faultline("runs", "--limit", "0", "--format", "ndjson")
        #expect(all.output.split(separator: "\n").count == 4)
    }

    @Test("A store from before there were runs is read, and has runs from its next import on")
    func olderStore() throws {
        let older = Table.all.filter { $0.name != "runs" }
        let path = folder.url.appending(path: "older.db").path
        do {
            let environment = try Environment.create(at: path, tables: older)
            try environment.write { (transaction) throws(StoreError) in
                try transaction.put(.meta, StoreFormat.key, StoreFormat.record)
                try transaction.put(.meta, StoreIdentity.key, StoreIdentity.random())
            }
        }
        for command in [["stats"], ["runs"], ["verify"], ["history"]] {
            #expect(try FaultlineBinary.run(command + ["--store", path], in: folder.url).status == 0, "\(command)")
        }
        // The first commit of such a store is its schema, which this one lacks: the import fails, and leaves its run.
        _ = try folder.faultline("import", "servers.csv", "--store", path)
        let runs = try folder.faultline("runs", "--store", path, "--format", "csv")
        #expect(runs.output.contains("\r\n1,"))
        #expect(try folder.faultline("verify", "--store", path).status == 0)
    }

    @Test("An import that is killed leaves commit and run, or neither", arguments: [0.05, 0.2, 0.5, 1, 3])
    func killed(seconds: Double) throws {
        _ = try FaultlineBinary.shell("faultline generate --cis 4000 --seed 8 > more.ndjson", in: folder.url)
        let process = try FaultlineBinary.start(["import", "more.ndjson", "--source", "more"], in: folder.url)
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        Thread.sleep(forTimeInterval: seconds)
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        let commits = try folder.faultline("history", "--format", "ndjson").output.split(separator: "\n").count
        let runs = try folder.faultline("runs", "--format", "ndjson").output.split(separator: "\n")
        #expect(runs.count == commits - 1)
        #expect(runs.allSatisfy { $0.contains("\"result\":\"done\"") })
        #expect(try folder.faultline("verify").status == 0)
    }
}
