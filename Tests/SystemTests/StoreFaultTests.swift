import Foundation
import Testing

@Suite("Faults of the store, as a user meets them")
struct StoreFaultTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private var dataFile: URL { folder.url.appending(path: "faultline.db/data.mdb") }

    @Test("There is no store")
    func missing() throws {
        let outcome = try folder.faultline("stats")
        #expect(outcome.status == 3)
        #expect(outcome.errors.contains("storage.notFound"))
        #expect(outcome.output == "")
    }

    @Test("There is a store already")
    func exists() throws {
        #expect(try folder.faultline("init").status == 0)
        let outcome = try folder.faultline("init")
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains("storage.exists"))
    }

    @Test("A file that is no store, and an empty folder")
    func notAStore() throws {
        try folder.write("nothing of the kind", to: "text")
        let file = try folder.faultline("stats", "--store", "text")
        #expect([3, 5].contains(file.status))
        try FileManager.default.createDirectory(
            at: folder.url.appending(path: "empty"), withIntermediateDirectories: true)
        let empty = try folder.faultline("stats", "--store", "empty")
        #expect([3, 5].contains(empty.status))
    }

    @Test("A truncated file is refused, whatever is left of it", arguments: [0.0, 0.3, 0.6, 0.9])
    func truncated(share: Double) throws {
        try folder.makeStore()
        let size = try FileManager.default.attributesOfItem(atPath: dataFile.path)[.size] as? Int
        let handle = try FileHandle(forWritingTo: dataFile)
        try handle.truncate(atOffset: UInt64(Double(try #require(size)) * share))
        try handle.close()
        for command in [["stats"], ["impact", "core-0"], ["verify"]] {
            let outcome = try FaultlineBinary.run(command, in: folder.url)
            #expect(outcome.status == 5, "\(command) \(outcome.errors)")
            #expect(outcome.errors.contains("storage."), "\(command)")
        }
    }

    @Test("Flipped bits are found by verify, and never end it by a signal")
    func flipped() throws {
        try folder.makeStore()
        let good = try Data(contentsOf: dataFile)
        #expect(try folder.faultline("verify").status == 0)
        var found = 0
        for place in stride(from: 8_192 + 1_000, to: good.count, by: max(1, good.count / 12)) {
            var bad = good
            bad[place] ^= 0x10
            try bad.write(to: dataFile)
            let outcome = try folder.faultline("verify")
            #expect([0, 5].contains(outcome.status), "byte \(place): \(outcome.status) \(outcome.errors)")
            if outcome.status == 5 { found += 1 }
        }
        // Free pages may be flipped at will.
        #expect(found > 0)
        try good.write(to: dataFile)
        #expect(try folder.faultline("verify").status == 0)
    }

    @Test("A damaged or cut topology file changes no answer")
    func topology() throws {
        try folder.makeStore()
        let file = folder.url.appending(path: "faultline.db/topology")
        let answer = try folder.faultline("impact", "ams1", "--format", "json")
        #expect(answer.status == 0)
        let good = try Data(contentsOf: file)
        var damaged: [Data] = [Data(), good.prefix(100), good.prefix(good.count / 2), good.dropLast()]
        // The head, where the version stands, and places all over the file.
        for place in Array(stride(from: 0, to: 24, by: 4)) + Array(stride(from: 24, to: good.count, by: good.count / 9))
        {
            damaged.append(good)
            damaged[damaged.count - 1][place] ^= 0x21
        }
        for (number, bytes) in damaged.enumerated() {
            try bytes.write(to: file)
            let again = try folder.faultline("impact", "ams1", "--format", "json")
            #expect(again.status == 0, "\(number): \(again.errors)")
            #expect(again.output == answer.output, "\(number)")
        }
    }

    @Test("A second process that writes is turned away, one that reads is not")
    func locked() throws {
        try folder.makeStore()
        // An import that waits for more input holds the writer's lock.
        let writer = try FaultlineBinary.start(["import", "-"], in: folder.url)
        let pipe = Pipe()
        writer.standardInput = pipe
        writer.standardOutput = FileHandle.nullDevice
        writer.standardError = FileHandle.nullDevice
        try writer.run()
        defer { writer.terminate() }
        try pipe.fileHandleForWriting.write(contentsOf: Data("{\"faultline\":1,\"source\":\"test\"}\n".utf8))
        // The lock file names the process that has the lock.
        let lock = folder.url.appending(path: "faultline.db/writer.lock")
        while lockHolder(lock) != writer.processIdentifier, writer.isRunning { Thread.sleep(forTimeInterval: 0.05) }
        #expect(lockHolder(lock) == writer.processIdentifier)
        let outcome = try folder.faultline("import", "-", input: Data("{\"faultline\":1}\n".utf8))
        #expect(outcome.status == 7, "\(outcome.errors)")
        #expect(outcome.errors.contains("storage.locked"))
        #expect(try folder.faultline("stats").status == 0)
        try pipe.fileHandleForWriting.close()
        writer.waitUntilExit()
        #expect(writer.terminationStatus == 0)
    }

    private func lockHolder(_ lock: URL) -> Int32? {
        let text = try? String(contentsOf: lock, encoding: .utf8)
        return text.flatMap { Int32($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
    }
}
