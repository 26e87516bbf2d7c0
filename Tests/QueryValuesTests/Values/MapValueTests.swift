import GraphModel
import QueryValues
import Testing

@Suite("Maps")
struct MapValueTests {
    @Test("Entries are in order of their keys' bytes, and the last one of a key wins")
    func entries() {
        let map = MapValue([("b", 1), ("a", 2), ("b", 3), ("B", 4), ("é", 5), ("e\u{301}", 6)])
        #expect(map.entries.map(\.key) == ["B", "a", "b", "e\u{301}", "é"])
        #expect(map.entries.map { show($0.value) } == ["4", "2", "3", "6", "5"])
    }

    @Test("Large maps obey the same rules")
    func large() {
        let entries = (0..<200).map { (key: "k\($0 * 7 % 50)", value: Value.integer(Int64($0))) }
        let map = MapValue(entries)
        #expect(map.entries.map(\.key) == Set(entries.map(\.key)).sorted())
        for entry in map.entries {
            #expect(entries.last { $0.key == entry.key }.map { show($0.value) } == show(entry.value))
        }
    }

    @Test("Keys are looked up byte by byte")
    func lookup() {
        let map = MapValue([("é", nil), ("z", 1)])
        #expect(map["é"].map(show) == "null")
        #expect(map["e\u{301}"] == nil)
        #expect(map["z"].map(show) == "1")
        #expect(map[""] == nil)
        #expect(MapValue([("", 1)])[""].map(show) == "1")
    }

    @Test("Properties become a map")
    func properties() {
        let map = MapValue([Property("a", 1), Property("b", ["x"])])
        #expect(show(.map(map)) == "{a: 1, b: ['x']}")
    }
}
