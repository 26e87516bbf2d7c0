import Foundation
import Synchronization
import TestSupport
import Testing

/// One bit of the file is not what was written, and everything is asked: nodes, properties, relationships, indexes,
/// counters, lists, history, the change feed, and all of it as of earlier commits.
@Suite("Flipped bits")
struct FlippedBitTests {
    static let steps = 32
    static let stores = 4

    /// The verdicts of a number of flips. A flip that ends the probe is told apart, and the rest go on.
    private func flip(_ path: String, seed: Int, flips: Int) throws -> [String: Int] {
        let data = URL(filePath: path + "/data.mdb")
        let whole = try Data(contentsOf: data)
        var verdicts: [String: Int] = [:]
        var next = 0
        while next < flips {
            try whole.write(to: data)
            let (lines, isSignalled) = try Probe.run(
                ["flip", path, "\(seed)", "\(flips)"], environment: ["PROBE_SKIP": "\(next)"])
            let done = lines.compactMap { $0.hasPrefix("flip ") ? Int($0.split(separator: " ")[1]) : nil }
            guard let last = done.last else { return ["nothing done": 1] }
            next = last + 1
            verdicts.merge(Probe.verdicts(lines, "verdict", word: 1), uniquingKeysWith: +)
            if isSignalled { verdicts["ended by a signal", default: 0] += 1 }
            let isWhole = lines.last?.hasPrefix("verdict") == true
            if !isSignalled, !isWhole { verdicts["ended with an error", default: 0] += 1 }
        }
        return verdicts
    }

    @Test("No flipped bit makes any answer wrong")
    func flips() throws {
        let folder = try temporaryFolder()
        let verdicts = Mutex<[String: Int]>([:])
        let outcomes = tally(Self.stores) { number in
            let path = folder.path("store \(number)")
            try Probe.make(path, after: Self.steps - number, of: Self.steps)
            let found = try flip(path, seed: number + 1, flips: Effort.flips / Self.stores)
            verdicts.withLock { $0.merge(found, uniquingKeysWith: +) }
            return "done"
        }
        #expect(outcomes == ["done": Self.stores])
        let found = verdicts.withLock { $0 }
        Figures.report("bit flips, graph store's answers", "\(Effort.flips) flips: " + Figures.text(found))
        #expect(found["wrong", default: 0] == 0 && found["ended by a signal", default: 0] == 0)
        #expect(found["reported", default: 0] > Effort.flips / 20)
        #expect(found.values.reduce(0, +) == Effort.flips)
    }

    @Test("Control: the questions tell the states after any two steps apart")
    func control() throws {
        let folder = try temporaryFolder()
        let path = folder.path("store")
        try Probe.make(path, after: 20, of: Self.steps)
        let states = try Probe.states(Self.steps)
        var before: [String] = []
        for step in 21...Self.steps {
            #expect(try Probe.run(["load", path, states, "\(step)", "none"]).lines == ["committed \(step)"])
            let answers = try Answers(path)
            #expect(answers.lines != before, "step \(step)")
            before = answers.lines
        }
    }
}
