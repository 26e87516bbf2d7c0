import TestSupport

/// What the store in a folder answers to every question, asked in a process of its own.
struct Answers {
    /// One for each question, an error's code where the store reports one.
    let lines: [String]
    /// What was asked about, for asking another file the same.
    let extent: String?
    let isSignalled: Bool
    /// Whether the last question was not reached: an error ended the opening or the process.
    private let hasEnded: Bool

    init(_ path: String, extent: String? = nil) throws {
        // So that processes can be compared.
        var environment = ["SWIFT_DETERMINISTIC_HASHING": "1"]
        environment["PROBE_EXTENT"] = extent
        let (lines, isSignalled) = try Probe.run(["ask", path], environment: environment)
        self.lines = lines.filter { $0.hasPrefix("answer ") }
        self.extent = lines.first.flatMap { $0.hasPrefix("extent ") ? String($0.dropFirst(7)) : nil }
        self.isSignalled = isSignalled
        hasEnded = lines.last != "asked"
    }

    enum Verdict: String {
        /// Every answer is that of the whole store.
        case right
        /// Some answers are errors, or the process ended with one; the others are right.
        case reported
        /// The process died.
        case signal = "ended by a signal"
        /// Some answer is neither right nor an error.
        case wrong
    }

    func verdict(_ right: Answers) -> Verdict {
        let isWrong = zip(lines, right.lines).contains { $0 != $1 && !Self.isError($0) }
        if isWrong { return .wrong }
        if isSignalled { return .signal }
        if lines == right.lines { return .right }
        return hasEnded || lines.count == right.lines.count ? .reported : .wrong
    }

    private static func isError(_ line: String) -> Bool { line.contains(".") }
}
