import Foundation
import Synchronization
import TestSupport
import Testing

/// Files that are no longer, or never were, what a store wrote.
@Suite("Damaged stores")
struct DamagedStoreTests {
    static let steps = 32

    /// Files of other programs, and of another program's LMDB.
    private func foreign(_ folder: TemporaryFolder) throws -> [Data] {
        let other = folder.path("other")
        try #require(try ChildProgram(ChildProgram.path("kvprobe"), ["make", other, "300"]).finish().status == 0)
        return [
            try Data(contentsOf: URL(filePath: other + "/data.mdb")), try Data(contentsOf: URL(filePath: "/bin/true")),
            Data("SQLite format 3\0".utf8) + Data(count: 8_176), Data("{\"faultline\": 1}\n".utf8),
            Data([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3]) + Data(count: 5_000), Data(count: 65_536),
        ]
    }

    @Test("Whatever the file is, no answer is wrong, and the process ends by itself")
    func damages() throws {
        let folder = try temporaryFolder()
        let base = folder.path("base")
        try Probe.make(base, after: Self.steps, of: Self.steps)
        let right = try Answers(base)
        #expect(right.lines.count > 500)
        let foreign = try foreign(folder)
        let kinds = Mutex<[String: Int]>([:])
        let outcomes = tally(Effort.damages) { number in
            var random = SeededGenerator(seed: UInt64(number + 1))
            let damage = Damage.allCases[number % Damage.allCases.count]
            let path = folder.path("store \(number)")
            try FileManager.default.copyItem(atPath: base, toPath: path)
            defer { try? FileManager.default.removeItem(atPath: path) }
            try damage.apply(to: path, foreign: foreign, &random)
            let verdict = try Answers(path, extent: right.extent).verdict(right)
            if verdict == .wrong || verdict == .signal {
                kinds.withLock { $0["\(verdict.rawValue) of \(damage.rawValue)", default: 0] += 1 }
            }
            return verdict.rawValue
        }
        Figures.report("damaged files", "\(Effort.damages) cases: " + Figures.text(outcomes))
        let found = kinds.withLock { $0 }
        #expect(found.isEmpty, "\(Figures.text(found))")
        #expect(outcomes["reported", default: 0] > Effort.damages / 3)
    }
}
