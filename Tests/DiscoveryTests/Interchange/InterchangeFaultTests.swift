import Discovery
import GraphModel
import TestSupport
import Testing

@Suite("Interchange format: faulty input")
struct InterchangeFaultTests {
    static func lines(_ text: String) -> [String] {
        let reading = Reading(InterchangeImporter.self, Inputs.text(text))
        return reading.records.map(\.line) + reading.rejected + reading.warnings + (reading.failure.map { [$0] } ?? [])
    }

    @Test("A record of the wrong shape is rejected with its place; the next is read")
    func shapes() {
        let advice = "\n  Write an id, {\"source\": …, \"id\": …} or {\"class\": …, \"name\": …}."
        let group =
            "\n  Write `atLeast 2`, `percent 60` or `weight 3.5`, then optionally `of PARENT` and `weight W`."
        let cases: [(String, String)] = [
            ("[]", "in:1:1 ($): a record is an object, and this is a list"),
            ("{}", "in:1: the record is neither an item nor a relationship"),
            (#"{"class": "A"}"#, "in:1: an item needs `id`, a string"),
            (#"{"class": "", "id": "1"}"#, "in:1: `class` is empty"),
            (#"{"class": 3, "id": "1"}"#, "in:1:11 ($.class): a string is needed here, and this is a number"),
            (#"{"class": "A", "id": ""}"#, "in:1: an item needs `id`, a string"),
            (#"{"class": "A", "id": "1", "x": {"y": 1}}"#, "in:1:33 ($.x.y): an object cannot be an attribute's value"),
            (#"{"class": "A", "id": "1", "x": [[1]]}"#, "in:1:33 ($.x[0]): a list inside a list cannot be stored"),
            (#"{"class": "A", "id": "1", "x": [null]}"#, "in:1:33 ($.x[0]): `null` cannot be an element of a list"),
            (
                #"{"class": "A", "id": "1", "x": 1e999}"#,
                "in:1:32 ($.x): the number does not fit a 64-bit integer or a double"
            ),
            (#"{"class": "A", "id": "1", "x": 1, "x": 2}"#, "in:1:35 ($.x): `x` is stated twice"),
            (
                #"{"class": "A", "id": "1", "": 1}"#,
                "in:1:27 ($[\"\"]): an attribute's name is empty or longer than 256"
            ),
            (
                #"{"class": "A", "id": "1", "x": {"$date": "2025-02-30"}}"#,
                "in:1:42 ($.x.$date): this is not a value for `$date`"
            ),
            (
                #"{"class": "A", "id": "1", "x": {"$date": "2025-02-03", "y": 1}}"#,
                "in:1:56 ($.x.y): a typed value has one key only"
            ),
            (
                #"{"class": "A", "id": "1", "groups": {"g": "most"}}"#,
                "in:1:43 ($.groups.g): expected `atLeast K`, `percent P` or `weight W` [import.badRecord]\(group)"
            ),
            (
                #"{"class": "A", "id": "1", "groups": {"g": {"atLeast": 1.5}}}"#,
                "in:1:55 ($.groups.g.atLeast): `atLeast` needs a whole number of members [import.badRecord]\(group)"
            ),
            (
                #"{"class": "A", "id": "1", "groups": {"g": {"of": "x"}}}"#,
                "in:1:53 ($.groups): the group has no threshold"
            ),
            (
                #"{"class": "A", "id": "1", "groups": {"g h": "atLeast 1"}}"#,
                "in:1:38 ($.groups[\"g h\"]): the name of a group"
            ),
            (#"{"type": "T", "from": "a"}"#, "in:1: a relationship needs `to` [import.badRecord]\(advice)"),
            (
                #"{"type": "T", "from": {"class": "A"}, "to": "b"}"#,
                "in:1:23 ($.from): this does not name an item [import.badRecord]\(advice)"
            ),
            (#"{"type": 1, "from": "a", "to": "b"}"#, "in:1: a relationship needs `type`, a string"),
            (#"{"type": "T", "from": "a", "to": "b", "groups": {}}"#, "in:1: `groups` belongs to items"),
            (#"{"removed": {"source": "s", "id": "x"}}"#, "in:1: `removed` needs the id of the item that is gone"),
        ]
        for (text, start) in cases {
            let found = Self.lines(text + "\n{\"class\":\"B\",\"id\":\"2\"}\n")
            #expect(found.count == 2 && found[0] == "B 2", "\(text): \(found)")
            #expect(found.last?.hasPrefix(start) == true, "\(text): \(found)")
            #expect(found.last?.contains("[import.badRecord]") == true)
            let document = Self.lines("{\"items\": [\(text), {\"class\":\"B\",\"id\":\"2\"}]}")
            #expect(document.count == 2 && document[0] == "B 2", "in a document: \(text): \(document)")
        }
    }

    @Test("Broken lines are passed over once the format is sure; a broken document ends the input")
    func syntax() {
        let good = "{\"class\":\"A\",\"id\":\"1\"}\n"
        #expect(
            Self.lines(good + "{\"class\":,\n" + good + "nonsense\n" + good) == [
                "A 1", "A 1", "A 1",
                "in:2:10 ($.class): found `,` where a value should be [import.syntax]",
                "in:4:1 ($): found `n` where a value should be [import.syntax]",
            ])
        #expect(Self.lines("nonsense\n" + good) == ["in:1:1 ($): found `n` where a value should be [import.syntax]"])
        #expect(
            Self.lines("{\"items\": [\(good), {\"class\" \"A\"}]}") == [
                "A 1", "in:2:12 ($.items[1].class): found `\"` where `:` should be [import.syntax]",
            ])
        #expect(
            Self.lines("{\"items\": [\(good)") == [
                "A 1",
                "in:2:1 ($.items[0]): the input ends where `,` or `]` should be [import.syntax]\n"
                    + "  The file may be truncated.",
            ])
        #expect(Self.lines("").isEmpty)
        let deep = good + String(repeating: "{\"a\":", count: 100_000) + "\n" + good
        let found = Self.lines(deep)
        #expect(found.count == 3 && found[2].contains("[import."))
    }

    @Test("Versions and keys that nobody knows")
    func head() {
        #expect(
            Self.lines("{\"faultline\": 2}") == [
                "in:1:15 ($.faultline): this version of the interchange format is unknown [import.unknownFormat]\n"
                    + "  This program reads version 1."
            ])
        #expect(
            Self.lines("{\"faultline\": 1, \"extra\": {\"a\": [1]}, \"items\": []}") == [
                "in:1:18 ($.extra): `extra` is not part of the format and was passed over [import.badRecord]\n"
                    + "  A document has `faultline`, `source`, `comment`, `items`, `relationships` and `removed`."
            ])
        #expect(
            Self.lines("{\"faultline\": 1, \"items\": 3}") == [
                "in:1:27 ($.items): a list is needed here, and this is a number [import.badRecord]"
            ])
    }

    @Test("The format's own words can be attributes, and ids can be numbers")
    func words() {
        #expect(
            Self.lines(#"{"type":"router","from":3,"removed":true,"class":"A","id":17}"#) == [
                "A 17 type=router from=3i removed=<true>"
            ])
        #expect(Self.lines(#"{"to":"b","id":"cable-1","from":9,"type":"T"}"#) == ["9 -T-> b id=cable-1"])
        #expect(Self.lines(#"{"class":"A","id":"1","type":{"$date":"2025-01-02"}}"#) == ["A 1 type=<2025-01-02>"])
        #expect(Self.lines(#"{"class":"A","id":"1","x":null,"type":null}"#) == ["A 1"])
    }

    @Test("Random damage never crashes, and any cut gives the same answer", arguments: Seeds.first(200))
    func mutations(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var writer = InterchangeWriter(source: "s", form: random.chance(50) ? .lines : .document)
        for _ in 0..<3 { writer.write(RandomRecords.item(&random)) }
        for _ in 0..<3 { writer.write(RandomRecords.relationship(&random)) }
        writer.finish()
        var bytes = writer.take()
        for _ in 0..<(1 + random.below(4)) {
            let place = random.below(bytes.count)
            switch random.below(3) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes.remove(at: place)
            default: bytes.insert(random.pick(Array("{}[],:\"\\u0e-.\0\n$".utf8)), at: place)
            }
        }
        let whole = Reading(InterchangeImporter.self, Inputs.bytes(bytes))
        #expect(whole == Reading(InterchangeImporter.self, Inputs.cut(bytes, seed: seed)), "seed \(seed)")
        #expect(whole == Reading(InterchangeImporter.self, Inputs.cut(bytes, every: 1)), "seed \(seed)")
    }
}
