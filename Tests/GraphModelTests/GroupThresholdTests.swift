import GraphModel
import Testing

@Suite struct GroupThresholdTests {
    @Test(arguments: [
        ("atLeast 2", GroupThreshold(.atLeast(2))),
        ("atLeast 0", GroupThreshold(.atLeast(0))),
        ("percent 60", GroupThreshold(.percent(60))),
        ("percent 33.5", GroupThreshold(.percent(33.5))),
        ("weight 3.5", GroupThreshold(.weight(3.5))),
        ("atLeast 1 of feeds", GroupThreshold(.atLeast(1), parent: "feeds")),
        ("percent 50 of sites weight 2", GroupThreshold(.percent(50), parent: "sites", weight: 2)),
        ("weight 1 of weight weight 0.5", GroupThreshold(.weight(1), parent: "weight", weight: 0.5)),
    ])
    func readsWhatItPrints(_ text: String, _ threshold: GroupThreshold) throws {
        #expect(try GroupThreshold(parsing: text) == threshold)
        #expect(threshold.description == text)
    }

    @Test func spacesDoNotMatter() throws {
        #expect(try GroupThreshold(parsing: "  atLeast   1  of  a ") == GroupThreshold(.atLeast(1), parent: "a"))
        #expect(try GroupThreshold(parsing: "atLeast 1 of a weight 1").description == "atLeast 1 of a")
    }

    @Test(arguments: [
        ("", "expected `atLeast K`, `percent P` or `weight W`"),
        ("2", "expected `atLeast K`, `percent P` or `weight W`"),
        ("most 2", "expected `atLeast`, `percent` or `weight`, not `most`"),
        ("atLeast -1", "`atLeast` needs a whole number of members"),
        ("atLeast 1.5", "`atLeast` needs a whole number of members"),
        ("atLeast 99999999999", "`atLeast` needs a whole number of members"),
        ("percent 100.1", "`percent` needs a number from 0 to 100"),
        ("percent nan", "`percent` needs a number from 0 to 100"),
        ("weight inf", "`weight` needs a number of 0 or more"),
        ("atLeast 1 of", "`of` needs the name of a group"),
        ("atLeast 1 of a weight", "the weight within the parent must be a number above 0"),
        ("atLeast 1 of a weight 0", "the weight within the parent must be a number above 0"),
        ("atLeast 1 weight 2", "`weight` is not expected here"),
        ("atLeast 1 of a weight 1 more", "`more` is not expected here"),
    ])
    func saysWhatIsWrong(_ text: String, _ reason: String) {
        #expect(throws: GroupThresholdFault(reason: reason)) { try GroupThreshold(parsing: text) }
    }

    @Test func percentRoundsUp() {
        #expect(GroupThreshold(.percent(60)).minimum(of: 4) == 3)
        #expect(GroupThreshold(.percent(50)).minimum(of: 4) == 2)
        #expect(GroupThreshold(.percent(51)).minimum(of: 2) == 2)
        #expect(GroupThreshold(.percent(0)).minimum(of: 7) == 0)
        #expect(GroupThreshold.all.minimum(of: 7) == 7)
        #expect(GroupThreshold(.atLeast(3)).minimum(of: 2) == 3)
        #expect(GroupThreshold(.weight(1)).minimum(of: 2) == nil)
    }

    /// 30 % of 10 is 3, although 0.3 is not a binary fraction.
    @Test func percentOfWholeNumbersIsExact() {
        for count in 1...200 {
            for percent in 0...100 {
                let exact = (percent * count + 99) / 100
                #expect(GroupThreshold(.percent(Double(percent))).minimum(of: count) == exact)
            }
        }
    }
}
