import Faultline
import Glibc

/// How far a long piece of work is: a bar on a terminal, a line now and then elsewhere, nothing for short work.
///
/// Time comes in from outside, and text goes out: the thing itself only decides what to show and when.
struct Progress {
    private let verb: String
    /// In bytes; nil when the end is not known.
    private let total: Int?
    private let isTerminal: Bool
    private let width: Int
    private let start: Double
    private var done = 0
    private var lastShown: Double
    private var hasShown = false

    /// Seconds between two updates.
    static let terminalInterval = 0.2
    static let plainInterval = 10.0

    init(verb: String, total: Int?, isTerminal: Bool, width: Int, now: Double) {
        self.verb = verb
        self.total = total
        self.isTerminal = isTerminal
        self.width = width
        start = now
        lastShown = now
    }

    /// What to write to standard error after `bytes` more were read; nil most of the time.
    mutating func advance(by bytes: Int, now: Double) -> String? {
        done += bytes
        guard now - lastShown >= (isTerminal ? Self.terminalInterval : Self.plainInterval) else { return nil }
        lastShown = now
        hasShown = true
        return isTerminal ? "\r\u{1B}[K" + bar(now) : line(now) + "\n"
    }

    /// What removes the bar.
    var clearing: String { isTerminal && hasShown ? "\r\u{1B}[K" : "" }

    private func line(_ now: Double) -> String {
        var text = "\(verb): \(Self.size(Double(done)))"
        if let total, total > 0 { text += " of \(Self.size(Double(total))), \(min(100, done * 100 / total)) %" }
        text += ", \(Self.size(rate(now)))/s"
        if let remaining = remaining(now) { text += ", \(Self.duration(remaining)) left" }
        return text
    }

    private func bar(_ now: Double) -> String {
        let text = line(now)
        let room = width - text.count - 4
        guard let total, total > 0, room >= 10 else { return String(text.prefix(max(0, width - 1))) }
        let cells = min(room, 40)
        let filled = min(cells, done * cells / total)
        return "[" + String(repeating: "█", count: filled) + String(repeating: "·", count: cells - filled) + "] " + text
    }

    private func rate(_ now: Double) -> Double { Double(done) / max(now - start, 0.001) }

    private func remaining(_ now: Double) -> Double? {
        guard let total, done > 0, total > done else { return nil }
        return Double(total - done) / rate(now)
    }

    static func size(_ bytes: Double) -> String {
        var (value, unit) = (bytes, 0)
        let units = ["B", "kB", "MB", "GB", "TB"]
        while value >= 1_000, unit < units.count - 1 { (value, unit) = (value / 1_000, unit + 1) }
        let tenths = Int((value * 10).rounded())
        return unit == 0 || tenths >= 1_000
            ? "\(Int(value.rounded())) \(units[unit])" : "\(tenths / 10).\(tenths % 10) \(units[unit])"
    }

    static func duration(_ seconds: Double) -> String {
        let whole = Int(seconds.rounded(.up))
        return whole < 60
            ? "\(whole) s"
            : whole < 3_600 ? "\(whole / 60) min \(whole % 60) s" : "\(whole / 3_600) h \(whole % 3_600 / 60) min"
    }

    /// Seconds of a clock that never jumps.
    static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
