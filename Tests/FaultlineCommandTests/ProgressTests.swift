import Testing

@testable import FaultlineCommand

@Suite("Progress")
struct ProgressTests {
    @Test("A bar on a terminal, with rate and remaining time")
    func bar() {
        var progress = Progress(verb: "importing", total: 1_000_000, isTerminal: true, width: 100, now: 0)
        #expect(progress.advance(by: 100_000, now: 0.1) == nil)
        let shown = progress.advance(by: 150_000, now: 1)
        #expect(
            shown == "\r\u{1B}[K[" + String(repeating: "█", count: 10) + String(repeating: "·", count: 30)
                + "] importing: 250 kB of 1.0 MB, 25 %, 250 kB/s, 3 s left")
        #expect(progress.clearing == "\r\u{1B}[K")
    }

    @Test("Plain lines elsewhere, and rarely")
    func plain() {
        var progress = Progress(verb: "importing", total: nil, isTerminal: false, width: 80, now: 0)
        #expect(progress.advance(by: 5_000_000, now: 9) == nil)
        #expect(progress.advance(by: 5_000_000, now: 10) == "importing: 10.0 MB, 1.0 MB/s\n")
        #expect(progress.clearing == "")
    }

    @Test("Short work shows nothing")
    func short() {
        var progress = Progress(verb: "importing", total: 10, isTerminal: true, width: 80, now: 0)
        #expect(progress.advance(by: 10, now: 0.05) == nil)
        #expect(progress.clearing == "")
    }

    @Test("A narrow terminal gets no more than it holds", arguments: [5, 20, 40, 60])
    func narrow(width: Int) throws {
        var progress = Progress(verb: "importing", total: 1_000, isTerminal: true, width: width, now: 0)
        let text = progress.advance(by: 500, now: 1)
        let shown = try #require(text)
        #expect(shown.dropFirst(4).count < width)
    }

    @Test(arguments: [
        (0.0, "0 B"), (999, "999 B"), (1_500, "1.5 kB"), (123_456, "123 kB"), (99_999_999, "100 MB"), (2e12, "2.0 TB"),
    ])
    func sizes(bytes: Double, text: String) {
        #expect(Progress.size(bytes) == text)
    }

    @Test(arguments: [(0.4, "1 s"), (59, "59 s"), (61, "1 min 1 s"), (7_260, "2 h 1 min")])
    func durations(seconds: Double, text: String) {
        #expect(Progress.duration(seconds) == text)
    }
}
