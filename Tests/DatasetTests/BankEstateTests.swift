import GraphModel
import Schema
import Testing

/// The story that datasets/bank/README.md tells.
@Suite struct BankEstateTests {
    private static let september = Result { try SampleEstate.bank("2026-09") }
    private static let november = Result { try SampleEstate.bank("2026-11") }
    private static let customerServices = [
        "Card Payments", "Cash Withdrawals", "E-Banking", "Instant Payments", "Mobile Banking", "SEPA Transfers",
    ]

    private func estate(_ month: String) throws -> SampleEstate {
        try (month == "2026-09" ? Self.september : Self.november).get()
    }

    /// Names of the services among some items.
    private func services(_ items: Set<String>, _ estate: SampleEstate) -> [String] {
        items.compactMap { estate.items[$0] }.filter { estate.schema[$0.ciClass].isService }.map(\.name).sorted()
    }

    @Test(arguments: ["2026-09", "2026-11"])
    func isReadWithoutProblems(_ month: String) throws {
        let estate = try estate(month)
        #expect(estate.problems == [])
        #expect(estate.items.count >= 300)
    }

    @Test(arguments: ["2026-09", "2026-11"])
    func nothingIsDownByItself(_ month: String) throws {
        let verdicts = PlainVerdicts(try estate(month))
        #expect(verdicts.down([]) == [])
        #expect(verdicts.degraded([]) == [])
        #expect(verdicts.atRisk([]) == [])
    }

    @Test(arguments: ["2026-09", "2026-11"])
    func redundancyHoldsWithoutOnePowerSupply(_ month: String) throws {
        let estate = try estate(month)
        let verdicts = PlainVerdicts(estate)
        let down = verdicts.down(["facilities#ups-n-a"])
        #expect(down.count == 14)
        #expect(services(down, estate) == [])
        #expect(verdicts.degraded(down) == [])
        let atRisk = verdicts.atRisk(down)
        #expect(atRisk.count == 44)
        #expect(atRisk.isSuperset(of: ["network#core-n-1", "hardware#mf-n-1", "facilities#DC-N-1"]))
    }

    @Test func theSwitchWasHarmlessInSeptember() throws {
        let verdicts = PlainVerdicts(try estate("2026-09"))
        let down = verdicts.down(["network#acc-n1-r07-a"])
        #expect(down == ["network#acc-n1-r07-a"])
        #expect(verdicts.atRisk(down) == ["hardware#hsm-1"])
    }

    @Test func theSwitchStopsPaymentsInNovember() throws {
        let estate = try estate("2026-11")
        let down = PlainVerdicts(estate).down(["network#acc-n1-r07-a"])
        #expect(services(down, estate) == Self.customerServices)
        #expect(down.count == 27)
        #expect(down.isSuperset(of: ["hardware#hsm-1", "hardware#hsm-2", "architecture#keys"]))
    }

    @Test func aWholeDataCentreCouldFailInSeptember() throws {
        let september = try estate("2026-09")
        let november = try estate("2026-11")
        let before = services(PlainVerdicts(september).down(["facilities#DC-N"]), september)
        let after = services(PlainVerdicts(november).down(["facilities#DC-N"]), november)
        #expect(before == ["Customer Advice", "Regulatory Reporting"])
        #expect(after == (before + Self.customerServices).sorted())
    }

    /// The equipment whose failure alone takes down what customers pay with: none before, three pieces and the places
    /// round them after.
    @Test func thereIsOneHiddenSinglePointOfFailure() throws {
        let equipment = ["facilities", "network", "hardware"]
        for (month, expected) in [
            ("2026-09", ["facilities#region-1"]),
            (
                "2026-11",
                [
                    "facilities#DC-N", "facilities#DC-N-1", "facilities#DC-N-B1", "facilities#DC-N-P",
                    "facilities#rack-n1-r07", "facilities#region-1", "network#acc-n1-r07-a",
                ]
            ),
        ] {
            let estate = try estate(month)
            let verdicts = PlainVerdicts(estate)
            let single = estate.items.keys.filter { id in
                equipment.contains { id.hasPrefix("\($0)#") }
                    && services(verdicts.down([id]), estate).contains("Card Payments")
            }
            #expect(single.sorted() == expected)
        }
    }
}
