import Foundation
import Testing

@Suite("Imports that do not end well")
struct KilledImportTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// What the store holds, without times.
    private func content() throws -> String {
        let outcome = try FaultlineBinary.shell("faultline export --as interchange | sort | sha256sum", in: folder.url)
        return outcome.output
    }

    @Test("An import killed at any moment leaves all or nothing", arguments: [0.02, 0.1, 0.3, 0.6])
    func killed(seconds: Double) throws {
        try folder.makeStore()
        let before = try content()
        _ = try FaultlineBinary.shell("faultline generate --cis 6000 --seed 8 > more.ndjson", in: folder.url)
        let process = try FaultlineBinary.start(["import", "more.ndjson", "--source", "second"], in: folder.url)
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        Thread.sleep(forTimeInterval: seconds)
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        #expect(try folder.faultline("verify").status == 0)
        let found = try content()
        // The next writer is not kept out by the dead one.
        #expect(try folder.faultline("import", "more.ndjson", "--source", "second").status == 0)
        let complete = try content()
        #expect(complete != before)
        // All of it where the signal came too late.
        #expect(found == before || found == complete)
        #expect(try folder.faultline("verify").status == 0)
    }

    @Test("An import killed in the midst of its input leaves the store as it was, and its lock free")
    func killedInTheMidst() throws {
        try folder.makeStore()
        let before = try content()
        _ = try FaultlineBinary.shell("faultline generate --cis 6000 --seed 8 > more.ndjson", in: folder.url)
        let more = try Data(contentsOf: folder.url.appending(path: "more.ndjson"))
        let process = try FaultlineBinary.start(["import", "-", "--source", "second"], in: folder.url)
        let pipe = Pipe()
        process.standardInput = pipe
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        // Returns when all but what a pipe holds was read; the import waits for the rest until it is killed.
        try pipe.fileHandleForWriting.write(contentsOf: more.prefix(more.count / 2))
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        #expect(process.terminationReason == .uncaughtSignal)
        #expect(try folder.faultline("verify").status == 0)
        #expect(try content() == before)
        #expect(try folder.faultline("import", "more.ndjson", "--source", "second").status == 0)
        #expect(try content() != before)
    }

    /// Needs no rights: a limit on the size of files fails the same writes as a disk without space.
    @Test("A file that may not grow refuses the import and loses nothing")
    func fileSizeLimit() throws {
        try folder.makeStore()
        _ = try FaultlineBinary.shell("faultline generate --cis 6000 --seed 8 > more.ndjson", in: folder.url)
        let before = try content()
        let history = try folder.faultline("history", "--format", "ndjson").output
        let file = folder.url.appending(path: "faultline.db/data.mdb")
        let size = try #require(FileManager.default.attributesOfItem(atPath: file.path)[.size] as? Int)
        // From no growth at all to some growth, in units of 1,024 bytes.
        for extra in [0, 4, 100, 333] {
            let outcome = try FaultlineBinary.shell(
                "ulimit -f \(size / 1_024 + extra); faultline import more.ndjson --source second", in: folder.url)
            #expect(outcome.status == 6, "\(extra): \(outcome.status) \(outcome.errors)")
            #expect(outcome.errors.contains("storage.full"), "\(extra): \(outcome.errors)")
            #expect(outcome.errors.contains("Make room"), "\(extra): \(outcome.errors)")
            #expect(try folder.faultline("verify").status == 0)
            #expect(try content() == before)
            #expect(try folder.faultline("history", "--format", "ndjson").output == history)
        }
        #expect(try folder.faultline("import", "more.ndjson", "--source", "second").status == 0)
        #expect(try folder.faultline("verify").status == 0)
    }

    @Test("A full disk refuses the import and loses nothing")
    func fullDisk() throws {
        let mount = folder.url.appending(path: "small")
        try FileManager.default.createDirectory(at: mount, withIntermediateDirectories: true)
        // A store refuses writes while fewer than 64 MiB are free.
        let mounted = try FaultlineBinary.shell(
            "mount -t tmpfs -o size=68m tmpfs '\(mount.path)'", in: folder.url)
        // Only root can mount; without it there is nothing to test here.
        guard mounted.status == 0 else { return }
        defer { _ = try? FaultlineBinary.shell("umount -l '\(mount.path)'", in: folder.url) }
        let made = try FaultlineBinary.shell(
            "faultline init --store small/s && faultline generate --cis 1000 | faultline import - --store small/s",
            in: folder.url)
        #expect(made.status == 0, "\(made.errors)")
        let filled = try FaultlineBinary.shell("dd if=/dev/zero of=small/other bs=1M count=40", in: folder.url)
        #expect(filled.status == 0)
        let before = try FaultlineBinary.shell("faultline stats --store small/s --format json", in: folder.url)
        try folder.write("class,id,name\nServer,s1,one\n", to: "servers.csv")
        let outcome = try folder.faultline("import", "servers.csv", "--store", "small/s")
        #expect(outcome.status == 6, "\(outcome.errors)")
        #expect(outcome.errors.contains("storage.full"))
        let after = try FaultlineBinary.shell("faultline stats --store small/s --format json", in: folder.url)
        #expect(after.output == before.output)
        #expect(try folder.faultline("verify", "--store", "small/s").status == 0)
        // Space returns, and so does writing.
        _ = try FaultlineBinary.shell("rm small/other", in: folder.url)
        #expect(try folder.faultline("import", "servers.csv", "--store", "small/s").status == 0)
    }
}
