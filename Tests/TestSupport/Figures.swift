internal import Foundation

/// Where harnesses report what they did: one line each, on standard output and, for docs/durability.md, at the end of
/// the file that `FAULTLINE_FIGURES` names.
public enum Figures {
    public static func report(_ row: String, _ figures: String) {
        print("figures | \(row) | \(figures)")
        guard let path = ProcessInfo.processInfo.environment["FAULTLINE_FIGURES"], let file = fopen(path, "a") else {
            return
        }
        fputs("\(row)\t\(figures)\n", file)
        fclose(file)
    }

    /// `whole 300` or `lost 2, whole 298`.
    public static func text(_ tally: [String: Int]) -> String {
        tally.sorted { $0.key < $1.key }.map {
            "\($0.key) \($0.value.formatted(.number.locale(Locale(identifier: "en_US"))))"
        }
        .joined(separator: ", ")
    }
}

/// Runs `body` for each number below `count`, as many at a time as there are processors, and counts its results.
public func tally(_ count: Int, _ body: @Sendable (Int) throws -> String) -> [String: Int] {
    let lock = NSLock()
    // Every access is under the lock.
    nonisolated(unsafe) var counts: [String: Int] = [:]
    DispatchQueue.concurrentPerform(iterations: count) { number in
        let result: String
        do { result = try body(number) } catch { result = "error \(error)" }
        lock.withLock { counts[result, default: 0] += 1 }
    }
    return counts
}
