import TestSupport
import Testing

/// Stores that meet the end of their space under a mixed load.
@Suite("Full disks and full maps")
struct FullDiskTests {
    static let steps = 400

    private func fill(_ folder: String, _ kind: String, cycles: Int) throws -> [String: Int] {
        let (lines, isSignalled) = try Probe.run(
            ["full", folder, try Probe.states(Self.steps), kind, "\(cycles)", "1"])
        for line in lines where !line.contains("right") { print("\(kind): \(line)") }
        var outcomes = Probe.verdicts(lines, "cycle")
        if isSignalled { outcomes["signal"] = 1 }
        return outcomes
    }

    @Test(
        "A disk that fills refuses writes and loses nothing; reads go on, and writes when space returns",
        .enabled(if: SmallDisk.possible == SmallDisk.Kind.allCases, "this user may not mount tmpfs and ext4"),
        arguments: SmallDisk.Kind.allCases)
    func disk(kind: SmallDisk.Kind) throws {
        let disk = try #require(try SmallDisk(kind))
        let outcomes = try fill(disk.path, "disk", cycles: Effort.fullDisks)
        Figures.report("disk full, \(kind)", "\(Effort.fullDisks) cycles: " + Figures.text(outcomes))
        #expect(outcomes == ["right": Effort.fullDisks])
    }

    @Test("So does a map")
    func map() throws {
        let folder = try temporaryFolder()
        let outcomes = try fill(folder.path, "map", cycles: Effort.fullDisks)
        Figures.report("map full", "\(Effort.fullDisks) cycles: " + Figures.text(outcomes))
        #expect(outcomes == ["right": Effort.fullDisks])
    }
}
