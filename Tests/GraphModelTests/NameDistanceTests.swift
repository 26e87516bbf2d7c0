import GraphModel
import TestSupport
import Testing

@Suite struct NameDistanceTests {
    /// The definition, over the whole table: the cheapest of removing, inserting, replacing and swapping neighbours.
    static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
        var table = [[Int]](repeating: [Int](repeating: 0, count: b.count + 1), count: a.count + 1)
        for i in 0...a.count {
            for j in 0...b.count {
                var choices: [Int] = i == 0 && j == 0 ? [0] : []
                if i > 0 { choices.append(table[i - 1][j] + 1) }
                if j > 0 { choices.append(table[i][j - 1] + 1) }
                if i > 0, j > 0 { choices.append(table[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)) }
                if i > 1, j > 1, a[i - 2] == b[j - 1], a[i - 1] == b[j - 2] {
                    choices.append(table[i - 2][j - 2] + 1)
                }
                table[i][j] = choices.min() ?? .max
            }
        }
        return table[a.count][b.count]
    }

    @Test(arguments: Seeds.first(10))
    func distanceIsTheCheapestEdit(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<60 {
            let words = (0..<2).map { _ in (0..<random.below(9)).map { _ in random.pick([97, 98, 99] as [UInt8]) } }
            let found = NameSuggestions.distance(words[0], words[1])
            #expect(found == Self.distance(words[0], words[1]), "\(words)")
            #expect(found == NameSuggestions.distance(words[1], words[0]))
            #expect((found == 0) == (words[0] == words[1]))
        }
    }

    @Test func aThirdOfTheNameMayDiffer() {
        let cases: [(String, String, Bool)] = [
            ("ab", "ax", true), ("ab", "xy", false), ("abcde", "abcdx", true), ("abcde", "abcxy", false),
            ("abcdef", "abcdxy", true), ("abcdef", "abcxyz", false), ("abcdefghi", "abcdefxyz", true),
            ("abcdefghi", "abcdewxyz", false), ("a", "b", true), ("a", "", true),
        ]
        for (name, candidate, isClose) in cases {
            #expect(NameSuggestions.closest(to: name, among: [candidate]) == (isClose ? [candidate] : []), "\(name)")
        }
    }

    @Test func bestComeFirstThenByNameThenBeginnings() {
        let names = ["serverFarm", "servo", "serves", "Server", "serve_r", "zebra"]
        #expect(
            NameSuggestions.closest(to: "server", among: names, limit: 9)
                == ["Server", "serve_r", "serves", "servo", "serverFarm"])
        #expect(NameSuggestions.closest(to: "server", among: names, limit: 2) == ["Server", "serve_r"])
        #expect(NameSuggestions.closest(to: "server", among: names, limit: 0) == [])
        #expect(NameSuggestions.closest(to: "server", among: []) == [])
    }

    @Test func beginningsNeedThreeBytes() {
        #expect(NameSuggestions.closest(to: "ser", among: ["serverFarm"]) == ["serverFarm"])
        #expect(NameSuggestions.closest(to: "se", among: ["serverFarm"]) == [])
    }

    @Test func namesAreComparedUpTo128Bytes() {
        for (length, isCompared) in [(127, true), (128, true), (129, false)] {
            let name = String(repeating: "x", count: length)
            let candidate = "y" + name.dropFirst()
            #expect(NameSuggestions.closest(to: name, among: [candidate]) == (isCompared ? [candidate] : []))
        }
        // Separators do not count.
        let name = String(repeating: "x_", count: 128)
        #expect(NameSuggestions.closest(to: name, among: [name]) == [name])
    }
}
