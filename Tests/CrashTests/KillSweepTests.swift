import Foundation
import TestSupport
import Testing

/// A process that writes is killed at chosen system calls: during commits of every kind, bulk writes, index builds,
/// schema changes and prunings.
@Suite("Kill sweep", .enabled(if: Probe.tracer != nil, "strace is not installed or may not trace"))
struct KillSweepTests {
    static let calls = ["writev", "fdatasync", "pwrite64"]
    /// Steps of one run, each of which makes each call at least once.
    static let steps = 100

    private func load(_ store: String, _ states: String, through last: Int, killing injection: String?) throws -> Int {
        let tracing = injection.map { ["-e", "trace=\($0.prefix { $0 != ":" })", "-e", "inject=\($0)"] }
        let wrapper = [try #require(Probe.tracer), "-f", "-o", "/dev/null"] + (tracing ?? ["-e", "trace=none"])
        return Probe.acknowledged(try Probe.run(["load", store, states, "\(last)", "full"], under: wrapper).lines)
    }

    @Test("Without a kill every step is in, and a step that is missing is told: the control")
    func control() throws {
        let folder = try temporaryFolder()
        let states = try Probe.states(Self.steps)
        try Probe.make(folder.path("store"), after: 0, of: Self.steps)
        #expect(try load(folder.path("store"), states, through: 50, killing: nil) == 50)
        let lines = try Probe.run(["recover", folder.path("store"), states, "51", "60"]).lines
        #expect(lines.first?.hasPrefix("lost") == true)
        #expect(
            try Probe.run(["recover", folder.path("store"), states, "48", "60"]).lines.first?.hasPrefix("ahead") == true
        )
        #expect(try Probe.run(["recover", folder.path("store"), states, "50", "60"]).lines == ["whole"])
    }

    @Test("Killed at any write or flush: what was acknowledged is in, nothing is half done, and the store goes on")
    func kill() throws {
        let points = Effort.kills / Self.calls.count
        let rounds = points / Self.steps
        let folder = try temporaryFolder()
        let states = try Probe.states(Self.steps * rounds)
        // Each round begins where the one before ended, with a larger store.
        for round in 0..<rounds {
            try Probe.make(folder.path("base \(round)"), after: round * Self.steps, of: Self.steps * rounds)
        }
        let outcomes = tally(Effort.kills) { point in
            let call = Self.calls[point % Self.calls.count]
            let (round, number) = (point / Self.calls.count).quotientAndRemainder(dividingBy: Self.steps)
            let path = folder.path("store \(point)")
            try FileManager.default.copyItem(atPath: folder.path("base \(round)"), toPath: path)
            defer { try? FileManager.default.removeItem(atPath: path) }
            let last = (round + 1) * Self.steps
            let acknowledged = try load(path, states, through: last, killing: "\(call):signal=KILL:when=\(number + 1)")
            guard acknowledged < last else { return "never killed" }
            let (lines, _) = try Probe.run(
                ["recover", path, states, "\(max(acknowledged, round * Self.steps))", "\(last)"])
            return lines == ["whole"] ? "whole" : "\(call) \(number + 1) of round \(round): \(lines)"
        }
        Figures.report("kill sweep", "\(Effort.kills) points: " + Figures.text(outcomes))
        #expect(outcomes == ["whole": Effort.kills])
    }
}
