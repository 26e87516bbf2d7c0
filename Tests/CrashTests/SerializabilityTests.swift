import TestSupport
import Testing

/// Threads read a few registers and write others; the commit numbers say in which order all of it must make sense.
@Suite("Concurrent histories")
struct SerializabilityTests {
    private func run(_ count: Int, _ reads: String) throws -> (faults: Int, refused: Int, transactions: Int) {
        let folder = try temporaryFolder()
        let (lines, _) = try Probe.run(["history", folder.path, "\(count)", "1", reads])
        #expect(lines.last == "verified true", "\(lines.suffix(3))")
        let summary = try #require(lines.first { $0.hasPrefix("transactions") }).split(separator: " ")
        for line in lines where line.hasPrefix("fault ") || line.hasPrefix("error") { print("\(reads): \(line)") }
        func number(_ place: Int) -> Int { place < summary.count ? Int(summary[place]) ?? -1 : -1 }
        return (number(7), number(5), number(1))
    }

    @Test("They are strictly serializable")
    func checked() throws {
        let (faults, refused, transactions) = try run(Effort.transactions, "checked")
        Figures.report(
            "concurrent histories",
            "\(transactions) transactions, \(refused) refused as stale: \(faults) contradictions")
        #expect(transactions == Effort.transactions && faults == 0 && refused > 0)
    }

    @Test("Control: without declared reads they are not, and the check finds it")
    func control() throws {
        let (faults, _, transactions) = try run(2_000, "undeclared")
        Figures.report(
            "concurrent histories, control without declared reads",
            "\(transactions) transactions: \(faults) contradictions")
        #expect(faults > 0)
    }
}
