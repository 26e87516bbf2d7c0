import TestSupport
import Testing

@testable import GraphStore

@Suite struct NamesTests {
    @Test func namesAreTheirBytes() {
        var table = NameTable()
        // One character, two spellings.
        #expect(table.add("caf\u{E9}") == 0)
        #expect(table.add("cafe\u{301}") == 1)
        #expect(table.token("caf\u{E9}") == 0)
        #expect(table.token("cafe\u{301}") == 1)
        #expect(table.token("cafe") == nil)
        #expect(table.name(1).map { Array($0.utf8) } == Array("cafe\u{301}".utf8))
        #expect(table.name(2) == nil)
        #expect(!NameTable.same("caf\u{E9}", "cafe\u{301}"))
        #expect(NameTable.same("", "") && NameTable.same("longer than fifteen bytes", "longer than fifteen bytes"))
    }

    @Test func everyTokenCanBeGiven() {
        var table = NameTable()
        for token in 0..<NameTable.capacity { #expect(table.add("name \(token)") == UInt16(token)) }
        #expect(table.add("one more") == nil)
        let isRight = (0..<NameTable.capacity).allSatisfy { table.token("name \($0)") == UInt16($0) }
        #expect(isRight && table.token("name 65536") == nil && table.count == 65_536)
    }

    @Test func labelSetsAreShared() {
        var names = Names()
        for label in ["b", "a", "\u{1F600}", "z"] { _ = names[.label].add(label) }
        #expect(names.labelSets.add([], names.labels) == 0)
        #expect(names.labelSets.add([0, 1, 2], names.labels) == 1)
        #expect(names.labelSets.token([0, 1, 2]) == 1)
        #expect(names.labelSets.token([0, 1]) == nil)
        #expect(names.labelNames(ofSet: 1) == ["a", "b", "\u{1F600}"])
        #expect(names.labelNames(ofSet: 0) == [])
        #expect(names.labelNames(ofSet: 2) == nil)
    }

    @Test func cachedLabelListsAreThoseAskedFor() {
        var cache = LabelSetCache()
        cache.insert(["caf\u{E9}", "b"], 4)
        #expect(cache.set(["caf\u{E9}", "b"]) == 4)
        #expect(cache.set(["cafe\u{301}", "b"]) == nil)
        #expect(cache.set([]) == nil)
    }

    @Test(arguments: [
        ("a", true), ("", false), ("a\0", false), (String(repeating: "x", count: 256), true),
        (String(repeating: "x", count: 257), false),
    ])
    func validNames(name: String, isValid: Bool) {
        #expect(Names.isValid(name) == isValid)
    }
}
