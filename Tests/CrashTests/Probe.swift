import Foundation
import Synchronization
import TestSupport
import Testing

/// The probe that the tests of this target run, and what it compares stores with.
enum Probe {
    static let tracer: String? = {
        guard let path = ChildProgram.tool("strace") else { return nil }
        let check = try? ChildProgram(path, ["-o", "/dev/null", "-e", "inject=sync:error=EIO", "/bin/true"]).finish()
        return check?.status == 0 ? path : nil
    }()

    static func run(
        _ arguments: [String], under wrapper: [String] = [], environment: [String: String] = [:]
    ) throws -> (lines: [String], isSignalled: Bool) {
        let command = wrapper + [ChildProgram.path("graphprobe")] + arguments
        let (lines, _, isSignalled) = try ChildProgram(
            command[0], Array(command.dropFirst()), environment: environment
        ).finish()
        return (lines, isSignalled)
    }

    /// The highest step that a run acknowledged; 0 when it acknowledged none.
    static func acknowledged(_ lines: [String]) -> Int {
        lines.compactMap { $0.hasPrefix("committed ") ? Int($0.dropFirst("committed ".count)) : nil }.max() ?? 0
    }

    private static let folder = try? temporaryFolder()
    private static let recorded = Mutex<Set<Int>>([])

    /// The file of the states after each of so many steps.
    static func states(_ steps: Int) throws -> String {
        let file = try #require(folder).path("states \(steps)")
        try recorded.withLock { recorded in
            guard recorded.insert(steps).inserted else { return }
            let (lines, isSignalled) = try run(["states", "\(steps)", file])
            try #require(lines == [] && !isSignalled, "\(lines)")
        }
        return file
    }

    /// A store that has the first steps behind it.
    static func make(_ path: String, after step: Int, of steps: Int) throws {
        try #require(try run(["create", path]).lines == [])
        guard step > 0 else { return }
        let lines = try run(["load", path, try states(steps), "\(step)", "none"]).lines
        try #require(acknowledged(lines) == step, "\(lines.suffix(3))")
    }

    /// The lines with the prefix, counted by their second word.
    static func verdicts(_ lines: [String], _ prefix: String, word: Int = 2) -> [String: Int] {
        var counts: [String: Int] = [:]
        for line in lines where line.hasPrefix(prefix) {
            let words = line.split { " ,;:".contains($0) }
            if word < words.count { counts[String(words[word]), default: 0] += 1 }
        }
        return counts
    }
}
