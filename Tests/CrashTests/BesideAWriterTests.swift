import Foundation
import TestSupport
import Testing

/// Backups, readers and other processes beside a writer that never rests.
@Suite("Beside a writer")
struct BesideAWriterTests {
    static let steps = 300

    @Test("A backup under full write load is exactly one commit, verifies, and goes on")
    func backups() throws {
        let folder = try temporaryFolder()
        let (lines, _) = try Probe.run(["backup", folder.path, try Probe.states(Self.steps), "\(Effort.backups)", "1"])
        for line in lines where !line.contains("right") { print(line) }
        let outcomes = Probe.verdicts(lines, "backup")
        Figures.report("backup under write load", "\(Effort.backups) backups: " + Figures.text(outcomes))
        #expect(outcomes == ["right": Effort.backups])
    }

    @Test("A pinned reader sees its commit for as long as it is held")
    func pins() throws {
        let folder = try temporaryFolder()
        let (lines, _) = try Probe.run(["pin", folder.path, try Probe.states(Self.steps), "\(Effort.pins)", "1"])
        for line in lines where !line.contains("right") { print(line) }
        let outcomes = Probe.verdicts(lines, "pin")
        Figures.report("readers pinned beside a writer", "\(Effort.pins) readers: " + Figures.text(outcomes))
        #expect(outcomes == ["right": Effort.pins])
        #expect(lines.last == "end right")
    }

    /// Two take turns, a third is killed again and again.
    @Test("Processes that want to write take turns, and lose nothing when one of them is killed")
    func turns() throws {
        let folder = try temporaryFolder()
        let path = folder.path("store")
        let states = try Probe.states(Self.steps)
        let turns = min(Effort.turns, Self.steps / 3)
        var (committed, locked) = (0, 0)
        for round in 0..<max(1, Effort.turns / turns) {
            try Probe.make(path, after: 0, of: Self.steps)
            let program = ChildProgram.path("graphprobe")
            let children = try (1...2).map {
                try ChildProgram(program, ["turns", path, states, "\(turns)", "\(round * 3 + $0)"])
            }
            // What it says is not read: what it has committed when it dies, the store tells.
            for victim in 0..<3 {
                let child = try ChildProgram(program, ["turns", path, states, "\(turns)", "\(round * 3 + victim)"])
                usleep(20_000)
                child.kill()
            }
            let lines = children.map { $0.finish().lines }
            #expect(lines.allSatisfy { $0.last == "end" }, "\(lines.map(\.last))")
            let steps = lines.joined().filter { $0.hasPrefix("committed") }
            // No step was done twice.
            #expect(Set(steps).count == steps.count)
            let last = Probe.acknowledged(Array(steps))
            #expect(try Probe.run(["recover", path, states, "\(last)", "\(Self.steps)"]).lines == ["whole"])
            committed += steps.count
            locked += lines.joined().count { $0 == "locked" }
            try FileManager.default.removeItem(atPath: path)
        }
        Figures.report("two processes writing", "\(committed) turns, turned away \(locked) times, lost 0")
        #expect(locked > 0)
    }
}
