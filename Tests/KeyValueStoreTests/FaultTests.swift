import Foundation
import GraphModel
import KeyValueStore
import TestSupport
import Testing

/// The disk fails at a chosen system call, which `strace` arranges in a child.
@Suite("Failing disks", .enabled(if: tracer != nil, "strace is not installed or may not trace"))
struct FaultTests {
    let folder: TemporaryFolder
    var path: String { folder.path("store") }

    init() throws {
        folder = try temporaryFolder()
        #expect(try ChildProgram(ChildProgram.path("kvprobe"), ["make", path, "0"]).finish().lines == ["made"])
    }

    /// Twelve commits in a child, some of whose system calls fail.
    private func commit(_ injections: [String]) throws -> [String] {
        let tracer = try #require(tracer)
        let arguments =
            ["-f", "-o", "/dev/null"] + injections.flatMap { ["-e", "inject=" + $0] }
            + [ChildProgram.path("kvprobe"), "commit", path, "12"]
        return try ChildProgram(tracer, arguments).finish().lines
    }

    /// Opens the store again, verifies it, and returns which of the twelve records are in.
    private func survivors() throws -> [Int] {
        let environment = try Environment.open(at: path, tables: probeTables)
        _ = try environment.verifyPages()
        return try environment.read { transaction throws(StoreError) in
            var found: [Int] = []
            for number in 0..<12 where try transaction.get(probeTables[0], [0, 0, UInt8(number)]) != nil {
                found.append(number)
            }
            return found
        }
    }

    private func acknowledged(_ lines: [String]) -> [Int] {
        lines.filter { $0.hasPrefix("committed") }.compactMap { Int($0.split(separator: " ")[1]) }
    }

    @Test("Without a fault every commit is in: the control")
    func control() throws {
        let lines = try commit([])
        #expect(acknowledged(lines) == Array(0..<12))
        #expect(lines.last == "readable 12")
        #expect(try survivors() == Array(0..<12))
    }

    @Test("A failed flush of data makes the store read-only; what was acknowledged is in, reads go on")
    func dataFlush() throws {
        let lines = try commit(["fdatasync:error=EIO:when=5"])
        let refused = lines.filter { $0.hasPrefix("refused") }
        #expect(!refused.isEmpty)
        #expect(refused.allSatisfy { $0.hasSuffix("storage.readOnly") })
        #expect(lines.last?.hasPrefix("readable") == true && lines.last != "readable -1")
        #expect(try survivors() == acknowledged(lines))
    }

    @Test("A full disk refuses the write that met it, and the next is taken")
    func noSpace() throws {
        // The pages of a commit go out by writev, its meta page does not.
        let lines = try commit(["writev:error=ENOSPC:when=5"])
        let refused = lines.filter { $0.hasPrefix("refused") }
        #expect(refused.count == 1)
        #expect(refused.first?.hasSuffix("storage.full") == true)
        #expect(acknowledged(lines).count == 11)
        #expect(lines.last == "readable 11")
        #expect(try survivors() == acknowledged(lines))
    }

    @Test("A failed write of the meta page is an unknown outcome, and the store must be opened again")
    func metaWrite() throws {
        let lines = try commit(["pwrite64:error=EIO:when=1"])
        let refused = lines.filter { $0.hasPrefix("refused") }.compactMap { $0.split(separator: " ").last }
        #expect(refused.first == "storage.commitOutcomeUnknown")
        #expect(refused.count == 12 && refused.dropFirst().allSatisfy { $0 == "storage.failed" })
        #expect(try survivors().count <= 1)
    }

    @Test("Any one failing write or flush loses nothing that was acknowledged", arguments: 1...12)
    func sweep(number: Int) throws {
        for (calls, error) in [("pwrite64,pwritev,writev", "EIO"), ("pwrite64,pwritev,writev", "ENOSPC")] {
            let lines = try commit(["\(calls):error=\(error):when=\(number)"])
            if lines.isEmpty || lines.first?.hasPrefix("error") == true { continue }
            #expect(lines.contains { $0.hasPrefix("refused") })
            let found = try survivors()
            let acknowledged = acknowledged(lines)
            #expect(Set(found).isSuperset(of: acknowledged), "\(lines)")
            // Only a commit whose outcome was called unknown may be in without having been acknowledged.
            let unknown = lines.filter { $0.hasSuffix("storage.commitOutcomeUnknown") }.count
            #expect(found.count <= acknowledged.count + unknown, "\(lines)")
            try removeRecords()
        }
    }

    @Test(
        "Killed at any write or flush, nothing acknowledged is lost and nothing half done is there",
        arguments: ["writev", "fdatasync", "pwrite64"], 1...12)
    func kill(call: String, number: Int) throws {
        let lines = try commit(["\(call):signal=KILL:when=\(number)"])
        let acknowledged = acknowledged(lines)
        #expect(acknowledged.count < 12)
        let found = try survivors()
        #expect(found.starts(with: acknowledged))
        #expect(found.count <= acknowledged.count + 1)
    }

    private func removeRecords() throws {
        let environment = try Environment.open(at: path, tables: probeTables)
        try environment.write { transaction throws(StoreError) in try transaction.unsafe.deleteAll(probeTables[0]) }
    }
}
