import TestSupport
import Testing

/// Each system call on a store's files fails in its turn, from the making of the store on.
@Suite("Failing system calls")
struct FailingCallTests {
    private func run(_ fault: String, _ repeats: String) throws -> [String: Int] {
        let folder = try temporaryFolder()
        // Two calls in each step that a short write can hit.
        let steps = max(24, Effort.failingCalls / 2)
        let (lines, isSignalled) = try Probe.run(
            ["faults", folder.path, try Probe.states(steps), fault, repeats, "\(Effort.failingCalls)"])
        for line in lines where line.hasPrefix("case") && !line.contains(" right;") {
            print("\(fault) \(repeats): \(line)")
        }
        var outcomes = Probe.verdicts(lines, "case")
        if isSignalled { outcomes["signal"] = 1 }
        outcomes["without a fault"] = lines.count { $0.contains("hits 0,") }
        return outcomes
    }

    @Test(
        "The Nth call fails, once or from then on: nothing acknowledged is lost, refused writes are not in, reads go on",
        arguments: ["EIO", "ENOSPC", "EINTR", "short write"], ["once", "on"])
    func sweep(fault: String, repeats: String) throws {
        let outcomes = try run(fault, repeats)
        Figures.report(
            "failing calls, \(fault) \(repeats == "once" ? "once" : "from N on")",
            "N = 1…\(Effort.failingCalls): " + Figures.text(outcomes))
        #expect(outcomes == ["right": Effort.failingCalls, "without a fault": 0])
    }

    @Test("Control: of writes that say they are done and are not, most are found")
    func control() throws {
        let outcomes = try run("lost write", "once")
        Figures.report("failing calls, control lost write", Figures.text(outcomes))
        #expect(outcomes["wrong", default: 0] + outcomes["signal", default: 0] > 0)
    }
}
