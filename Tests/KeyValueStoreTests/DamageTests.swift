import Foundation
import GraphModel
import KeyValueStore
import TestSupport
import Testing

/// The tables that kvprobe makes.
let probeTables = [
    Table(number: 4, name: "nodes"), Table(number: 9, name: "indexes"), Table(number: 1, name: "meta"),
]

@Suite("Damaged files")
struct DamageTests {
    static let probe = ChildProgram.path("kvprobe")
    let folder: TemporaryFolder
    var path: String { folder.path("store") }

    init() throws { folder = try temporaryFolder() }

    private func make(_ records: Int) throws {
        #expect(try ChildProgram(Self.probe, ["make", path, "\(records)"]).finish().lines == ["made"])
    }

    /// Half of them in each of two stores.
    @Test("No flipped bit makes a read return what was never written, or miss what was", arguments: [1, 2] as [UInt64])
    func flips(seed: UInt64) throws {
        let flips = Effort.flips / 2
        try make(600)
        let data = URL(fileURLWithPath: path + "/data.mdb")
        let whole = try Data(contentsOf: data)
        var verdicts: [String: Int] = [:]
        var next = 0
        while next < flips {
            try whole.write(to: data)
            let child = try ChildProgram(
                Self.probe, ["flip", path, "600", "\(seed)", "\(flips)"], environment: ["PROBE_SKIP": "\(next)"])
            let (lines, _, isSignalled) = child.finish()
            for line in lines {
                let words = line.split(separator: " ")
                if words.first == "flip" { next = (Int(words[1]) ?? flips) + 1 }
                if words.first == "verdict" { verdicts[String(words[1]), default: 0] += 1 }
                #expect(line != "verdict wrong", "flip \(next - 1) of seed \(seed)")
            }
            if isSignalled { verdicts["signal", default: 0] += 1 }
        }
        Figures.report("bit flips, key-value store, seed \(seed)", "\(flips) flips: " + Figures.text(verdicts))
        #expect(verdicts.values.reduce(0, +) == flips)
        #expect(verdicts["reported", default: 0] > flips / 4)
    }

    @Test("Zeroed, swapped and foreign pages are reported or end the child, never pass", arguments: Seeds.first(20))
    func pages(seed: UInt64) throws {
        try make(600)
        var random = SeededGenerator(seed: seed)
        let data = URL(fileURLWithPath: path + "/data.mdb")
        var bytes = try Data(contentsOf: data)
        let pages = bytes.count / 4096
        let (one, other) = (2 + random.below(pages - 2), 2 + random.below(pages - 2))
        let range = one * 4096..<(one + 1) * 4096
        switch random.below(3) {
        case 0: bytes.replaceSubrange(range, with: Data(repeating: 0, count: 4096))
        case 1: bytes.replaceSubrange(range, with: bytes[other * 4096..<(other + 1) * 4096])
        default: bytes.replaceSubrange(range, with: Data(random.bytes(4096)))
        }
        try bytes.write(to: data)
        let (lines, status, isSignalled) = try ChildProgram(Self.probe, ["verify", path]).finish()
        if status == 0, !isSignalled {
            // A page that nothing refers to, or that was replaced by itself.
            #expect(lines == ["records 300 300 300"])
        } else {
            #expect(isSignalled || lines == ["error storage.corrupt"])
        }
    }

    @Test("Verification of a whole store counts its records")
    func whole() throws {
        try make(600)
        #expect(try ChildProgram(Self.probe, ["verify", path]).finish().lines == ["records 300 300 300"])
        #expect(try ChildProcess.verify(path, with: Self.probe, ["verify", path]) == 0)
    }

    @Test("A signal that ends the verifying child is reported as corruption")
    func signal() throws {
        #expect(try ChildProcess.run(Self.probe, ["signal"]) == .signalled(SIGKILL))
        #expect(code { try ChildProcess.verify(path, with: Self.probe, ["signal"]) } == .corrupt)
        #expect(try ChildProcess.run(Self.probe, ["nonsense"]) == .exited(2))
        #expect(code { try ChildProcess.run(path + "/nothing", []) } == .notFound)
    }
}
