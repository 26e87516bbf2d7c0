import GraphModel
import GraphStore
import TestSupport
import Testing

private let tracer = ChildProgram.tool("strace")

/// A process that writes is killed at each of 300 system calls.
@Suite("Kill sweep", .enabled(if: tracer != nil, "strace is not installed"))
struct KillSweepTests {
    private static let commits: UInt64 = 100

    /// The deltas of a store that was never killed, by commit number from 1.
    private static let reference: [GraphDelta] = {
        guard let folder = try? temporaryFolder(), let store = try? GraphStore.create(at: folder.path("store")),
            (try? load(store, through: commits)) != nil, let snapshot = try? store.snapshot()
        else { return [] }
        return (1...commits).compactMap { try? snapshot.delta(of: CommitNumber($0)) }
    }()

    private static func load(_ store: GraphStore, through last: UInt64) throws {
        var number = try store.snapshot().commit.next.rawValue
        while number <= last {
            try store.commit(MixedLoad.delta(number), MixedLoad.metadata(number))
            number += 1
        }
    }

    private func run(_ path: String, tracing call: String?, _ injection: String?) throws -> UInt64 {
        let tracer = try #require(tracer)
        let tracing = call.map { ["-e", "trace=\($0)"] } ?? ["-e", "trace=none"]
        let arguments =
            ["-f", "-o", "/dev/null"] + tracing + (injection.map { ["-e", "inject=\($0)"] } ?? [])
            + [ChildProgram.path("graphprobe"), path, "\(Self.commits)"]
        let lines = try ChildProgram(tracer, arguments).finish().lines.filter { $0.hasPrefix("committed ") }
        return lines.last.flatMap { UInt64($0.dropFirst("committed ".count)) } ?? 0
    }

    @Test("Without a kill every commit is in: the control")
    func control() throws {
        #expect(Self.reference.count == Int(Self.commits))
        let folder = try temporaryFolder()
        _ = try GraphStore.create(at: folder.path("store"))
        #expect(try run(folder.path("store"), tracing: nil, nil) == Self.commits)
    }

    @Test(
        "Killed at any write or flush: what was acknowledged is in, nothing is half done, and the store goes on",
        arguments: ["writev", "fdatasync", "pwrite64"], 1...100)
    func kill(call: String, number: Int) throws {
        let folder = try temporaryFolder()
        let path = folder.path("store")
        _ = try GraphStore.create(at: path)
        let acknowledged = try run(path, tracing: call, "\(call):signal=KILL:when=\(number)")
        #expect(acknowledged < Self.commits)

        let store = try GraphStore.open(at: path)
        #expect(try store.verify().findings == [])
        let snapshot = try store.snapshot()
        let found = snapshot.commit.rawValue
        #expect(found >= acknowledged)
        #expect(found <= acknowledged + 1)
        for commit in 0..<Int(found) {
            #expect(try snapshot.delta(of: CommitNumber(UInt64(commit + 1))) == Self.reference[commit])
        }
        try Self.load(store, through: min(found + 1, Self.commits))
        #expect(try store.verify().findings == [])
    }
}
