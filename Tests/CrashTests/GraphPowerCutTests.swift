import Foundation
import TestSupport
import Testing

/// Files that a power cut could have left of a graph store under a mixed load, with bulk writes, index builds, schema
/// changes and prunings.
@Suite("Power cuts of a graph store", .enabled(if: Probe.tracer != nil, "strace is not installed or may not trace"))
struct GraphPowerCutTests {
    static let steps = 36

    private func replay(_ durability: String, images: Int, seed: UInt64) throws -> [String: Int] {
        let folder = try temporaryFolder()
        let (store, initial, trace) = (folder.path("store"), folder.path("initial"), folder.path("trace"))
        let states = try Probe.states(Self.steps)
        try Probe.make(store, after: 0, of: Self.steps)
        try FileManager.default.copyItem(atPath: store + "/data.mdb", toPath: initial)
        let calls = ["-e", "trace=openat,lseek,pwrite64,writev,fdatasync,write"]
        let wrapper = [try #require(Probe.tracer), "-f", "-xx", "-s", "4000000", "-o", trace] + calls
        let recorded = try Probe.run(["load", store, states, "\(Self.steps)", durability], under: wrapper).lines
        #expect(recorded.last == "committed \(Self.steps)")
        let (lines, isSignalled) = try Probe.run(
            ["replay", store, states, trace, initial, "\(images)", "\(seed)"])
        let events = lines.first?.split(separator: " ").last.flatMap { Int($0) } ?? 0
        #expect(events > 100)
        var outcomes = Probe.verdicts(lines, "image", word: 1)
        if isSignalled { outcomes["damaged", default: 0] += 1 }
        return outcomes
    }

    @Test("No acknowledged step is lost, and none is half there")
    func full() throws {
        let outcomes = try replay("full", images: Effort.images, seed: 1)
        Figures.report("power cut, graph store", "\(Effort.images) images: " + Figures.text(outcomes))
        #expect(outcomes == ["whole": Effort.images])
    }

    @Test("Controls: the modes that flush less do lose steps", arguments: ["noMetaSync", "none"])
    func controls(durability: String) throws {
        let outcomes = try replay(durability, images: Effort.controlImages, seed: 1)
        Figures.report("power cut, graph store, control \(durability)", Figures.text(outcomes))
        #expect(outcomes["lost", default: 0] + outcomes["damaged", default: 0] > 0)
    }
}
