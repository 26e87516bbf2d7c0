import TestSupport
import Testing

@testable import GraphModel

@Suite struct InternedNamesTests {
    @Test(arguments: Seeds.first(10))
    func numbersFollowFirstAppearance(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var names = InternedNames()
        var model: [[UInt8]: Int] = [:]
        for _ in 0..<600 {
            let name = random.pick(["", "label", "Label", "é", "e\u{301}", "n\(random.below(300))", "\u{0}"])
            let expected = model[Array(name.utf8)] ?? model.count
            model[Array(name.utf8)] = expected
            #expect(names.number(of: name) == expected)
        }
        #expect(names.names.count == model.count)
        for (number, name) in names.names.enumerated() { #expect(model[Array(name.utf8)] == number) }
    }

    /// The table grows at 33, 65, 129 … names; no number may change then.
    @Test func growthKeepsNumbers() {
        var names = InternedNames()
        for number in 0..<1_100 {
            #expect(names.number(of: "name \(number)") == number)
            #expect(names.number(of: "name \(number / 2)") == number / 2)
        }
        #expect((0..<1_100).allSatisfy { names.number(of: "name \($0)") == $0 })
    }

    @Test func twoSpellingsAreTwoNames() {
        var names = InternedNames()
        #expect("é" == "e\u{301}")
        #expect(names.number(of: "é") == 0)
        #expect(names.number(of: "e\u{301}") == 1)
        #expect(names.number(of: "é") == 0)
    }

    @Test func removedNamesAreForgotten() {
        var names = InternedNames()
        for number in 0..<100 { _ = names.number(of: "a\(number)") }
        names.removeAll()
        #expect(names.names == [])
        #expect(names.number(of: "a99") == 0)
        #expect(names.number(of: "a0") == 1)
        #expect(names.number(of: "a99") == 0)
    }
}
