import Foundation
import GraphModel
import KeyValueStore
import TestSupport
import Testing

/// Files that a power cut could have left: the writes and flushes of a run are recorded, and images made of everything
/// flushed and a random subset of the sectors written since.
@Suite("Power cuts", .enabled(if: tracer != nil, "strace is not installed or may not trace"))
struct PowerCutTests {
    static let probe = ChildProgram.path("kvprobe")
    let folder: TemporaryFolder

    init() throws { folder = try temporaryFolder() }

    /// How many images of a run of thirty commits were whole, lost an acknowledged commit, or were damaged. A run of
    /// the replay that dies counts as one damaged image.
    private func replay(_ durability: String, images: Int, seed: UInt64) throws -> [String: Int] {
        let (store, initial, trace) = (folder.path("store"), folder.path("initial"), folder.path("trace"))
        #expect(try ChildProgram(Self.probe, ["make", store, "0"]).finish().lines == ["made"])
        try FileManager.default.copyItem(atPath: store + "/data.mdb", toPath: initial)
        let tracing = ["-f", "-xx", "-s", "4000000", "-o", trace]
        let calls = ["-e", "trace=openat,lseek,pwrite64,writev,fdatasync,write"]
        let load = [Self.probe, "load", store, durability, "30"]
        let recorded = try ChildProgram(try #require(tracer), tracing + calls + load).finish().lines
        #expect(recorded.last == "committed 30")
        let (lines, _, isSignalled) = try ChildProgram(
            Self.probe, ["replay", store, trace, initial, "\(images)", "\(seed)"]
        ).finish()
        let events = lines.first?.split(separator: " ").last.flatMap { Int($0) } ?? 0
        #expect(events > 100)
        var outcomes: [String: Int] = isSignalled ? ["damaged": 1] : [:]
        for line in lines where line.hasPrefix("image ") { outcomes[String(line.dropFirst(6)), default: 0] += 1 }
        return outcomes
    }

    @Test("No acknowledged commit is lost, and no commit is half there", arguments: Seeds.first(1))
    func full(seed: UInt64) throws {
        let outcomes = try replay("full", images: Effort.images, seed: seed)
        Figures.report("power cut, key-value store", "\(Effort.images) images: " + Figures.text(outcomes))
        #expect(outcomes == ["whole": Effort.images])
    }

    @Test("Controls: the modes that flush less do lose commits", arguments: ["noMetaSync", "none"])
    func controls(durability: String) throws {
        let outcomes = try replay(durability, images: Effort.controlImages, seed: 1)
        Figures.report("power cut, key-value store, control \(durability)", Figures.text(outcomes))
        #expect(outcomes["lost", default: 0] + outcomes["damaged", default: 0] > 0)
    }
}
