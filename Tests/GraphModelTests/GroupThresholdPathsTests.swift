import GraphModel
import TestSupport
import Testing

@Suite struct GroupThresholdPathsTests {
    /// A space before the words takes the general way, which must agree with the short one on `atLeast K` alone.
    @Test(arguments: [
        "0", "1", "9", "10", "007", "999999", "000000", "1000000", "0000001", "9999999", "2147483646", "2147483647",
        "2147483648", "4294967296", "9223372036854775807", "9223372036854775808", "99999999999999999999999", "", " ",
        "-1", "-0", "+1", "+", "-", "1.0", "1e3", "0x1", "1_000", "1,000", "a", "1a", "a1", "/", ":", "١", "１", "½",
        "1\u{0}", "1\u{301}", "1 of", "1 of a", "1 of a weight 2", "2 of a b", "1 2", "1 weight 2",
    ])
    func shortWayAgreesWithTheGeneralOne(number: String) {
        let short = Result { try GroupThreshold(parsing: "atLeast \(number)") }
        let general = Result { try GroupThreshold(parsing: " atLeast \(number)") }
        let trailing = Result { try GroupThreshold(parsing: "atLeast \(number) ") }
        #expect((try? short.get()) == (try? general.get()))
        #expect((try? short.get()) == (try? trailing.get()))
        #expect((try? short.get()) == nil || "\(number)".first?.isASCII == true)
    }

    @Test(arguments: Seeds.first(5))
    func everyCountReadsAsItsDigits(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<200 {
            let count = Int(Int32.random(in: 0...(.max), using: &random)) >> random.below(31)
            let zeros = String(repeating: "0", count: random.below(8))
            #expect(try GroupThreshold(parsing: "atLeast \(zeros)\(count)") == GroupThreshold(.atLeast(count)))
        }
    }

    @Test(arguments: [
        ("atLeast 2147483646", 2_147_483_646), ("atLeast 2147483647", 2_147_483_647), ("atLeast 2147483648", nil),
        ("atLeast +3", 3), ("atLeast -0", 0), ("atLeast 999999", 999_999), ("atLeast 1000000", 1_000_000),
        ("atLeast  4", 4), ("atLeast", nil), ("atLeast ", nil), ("atLeast3", nil), ("atleast 3", nil),
        ("ATLEAST 3", nil), ("atLeast\t3", nil), ("atLeast\u{A0}3", nil), ("atLeast 3\n", nil),
    ])
    func countsAtTheirLimits(text: String, count: Int?) {
        let threshold = try? GroupThreshold(parsing: text)
        #expect(threshold == count.map { GroupThreshold(.atLeast($0)) })
    }

    @Test(
        arguments: [
            ("percent 0", GroupThreshold.Requirement.percent(0)), ("percent 100", .percent(100)),
            ("percent 99.999", .percent(99.999)), ("percent 1e1", .percent(10)), ("percent 100.00000000001", nil),
            ("percent -0.1", nil), ("percent 1e999", nil), ("percent 50%", nil), ("weight 0", .weight(0)),
            ("weight -1", nil), ("weight nan", nil), ("weight 1e400", nil), ("weight 1e300", .weight(1e300)),
        ] as [(String, GroupThreshold.Requirement?)])
    func sharesAndWeightsAtTheirLimits(text: String, requirement: GroupThreshold.Requirement?) {
        #expect((try? GroupThreshold(parsing: text))?.requirement == requirement)
    }

    @Test(arguments: Seeds.first(10))
    func everyThresholdReadsBack(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<100 {
            let number = Double(random.below(1_000_000)) / random.pick([1, 8, 10_000])
            let requirement = random.pick([
                GroupThreshold.Requirement.atLeast(random.below(3_000_000)), .weight(number * 1e12),
                .percent(min(number, 100)),
            ])
            let parent = random.pick([nil, "feeds", "of", "weight", "é"])
            let weight = parent == nil ? 1 : random.pick([1, 0.1, 2, 1e20, .leastNonzeroMagnitude])
            let threshold = GroupThreshold(requirement, parent: parent, weight: weight)
            #expect(try GroupThreshold(parsing: threshold.description) == threshold, "\(threshold)")
        }
    }

    @Test(arguments: ["nan", "inf", "-1", "0", "-0", "1e999", "x"])
    func weightsWithinParentsAreAboveZero(weight: String) {
        #expect(throws: GroupThresholdFault(reason: "the weight within the parent must be a number above 0")) {
            try GroupThreshold(parsing: "percent 5 of a weight \(weight)")
        }
    }

    @Test func propertiesOfThresholdsHaveTheirPrefix() {
        #expect(GroupThreshold.propertyKey("power") == "group.power")
        #expect(GroupThreshold.all == GroupThreshold(.percent(100)))
        #expect(GroupThreshold.all.description == "percent 100")
    }
}
