import Discovery
import GraphModel
import TestSupport
import Testing

@Suite("Interchange format: what is written reads back")
struct InterchangeRoundTripTests {
    static func written(_ records: [DiscoveredRecord], _ form: InterchangeWriter.Form) -> [UInt8] {
        var writer = InterchangeWriter(source: "test \"source\"", form: form)
        for record in records { writer.write(record) }
        writer.finish()
        return writer.take()
    }

    @Test("Lines: any records in any order, in any cut", arguments: Seeds.first(60))
    func lines(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let records = (0..<30).map { _ in
            switch random.below(5) {
            case 0, 1: RandomRecords.item(&random)
            case 2, 3: RandomRecords.relationship(&random)
            default: RandomRecords.removal(&random)
            }
        }
        let bytes = Self.written(records, .lines)
        for input in [Inputs.bytes(bytes), Inputs.cut(bytes, seed: seed)] {
            let reading = Reading(InterchangeImporter.self, input)
            #expect(reading.isClean, "seed \(seed): \(reading.rejected) \(reading.failure ?? "")")
            #expect(reading.sources == ["test \"source\""])
            #expect(reading.records.map(RandomRecords.sorted) == records.map(RandomRecords.sorted), "seed \(seed)")
        }
    }

    @Test("A document: items, relationships, removals", arguments: Seeds.first(60))
    func document(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let items = (0..<random.below(12)).map { _ in RandomRecords.item(&random) }
        let relationships = (0..<random.below(12)).map { _ in RandomRecords.relationship(&random) }
        let removals = (0..<random.below(3)).map { _ in RandomRecords.removal(&random) }
        let records = items + relationships + removals
        let bytes = Self.written(records, .document)
        for input in [Inputs.bytes(bytes), Inputs.cut(bytes, every: 7)] {
            let reading = Reading(InterchangeImporter.self, input)
            #expect(reading.isClean, "seed \(seed): \(reading.rejected) \(reading.failure ?? "")")
            #expect(reading.records.map(RandomRecords.sorted) == records.map(RandomRecords.sorted), "seed \(seed)")
        }
    }

    @Test("The text is what people would write")
    func text() {
        let records: [DiscoveredRecord] = [
            .item(
                DiscoveredItem(
                    ciClass: "Server", nativeID: "srv-1",
                    attributes: .of(["name": "web-01", "cpus": 4, "load": 0.5, "live": true]),
                    groups: [RedundancyGroup(name: "feeds", threshold: .atLeast(1))], position: SourcePosition(file: "")
                )),
            .item(
                DiscoveredItem(
                    ciClass: "Server", nativeID: "i-07", source: "aws",
                    attributes: .of([
                        "class": "m5", "tags": ["a", 1], "installed": .date(CalendarDate(daysSinceEpoch: 20_000)),
                        "key": .bytes([0xDE, 0xAD, 0xBE, 0xEF]), "ratio": .double(.infinity),
                    ]), position: SourcePosition(file: ""))),
            .relationship(
                DiscoveredRelationship(
                    type: "RUNS_ON", source: .native("vm-1"), target: .named(ciClass: "Server", name: "web-01"),
                    properties: .of(["type": "x", "weight": 2.0]), position: SourcePosition(file: ""))),
            .removedItem(nativeID: "srv-9", SourcePosition(file: "")),
        ]
        #expect(
            String(decoding: Self.written(records, .lines), as: UTF8.self) == """
                {"faultline":1,"source":"test \\"source\\""}
                {"class":"Server","id":"srv-1","name":"web-01","cpus":4,"load":0.5,"live":true,\
                "groups":{"feeds":"atLeast 1"}}
                {"class":"Server","id":{"source":"aws","id":"i-07"},"tags":["a",1],"installed":{"$date":"2024-10-04"},\
                "key":{"$bytes":"3q2+7w=="},"ratio":{"$double":"Infinity"},"attributes":{"class":"m5"}}
                {"type":"RUNS_ON","from":"vm-1","to":{"class":"Server","name":"web-01"},"weight":2.0,\
                "properties":{"type":"x"}}
                {"removed":"srv-9"}

                """)
        #expect(
            String(decoding: Self.written([records[0], records[3]], .document), as: UTF8.self) == """
                {"faultline":1,"source":"test \\"source\\"",
                "items":[
                {"class":"Server","id":"srv-1","name":"web-01","cpus":4,"load":0.5,"live":true,\
                "groups":{"feeds":"atLeast 1"}}
                ],
                "removed":[
                "srv-9"
                ]}

                """)
        #expect(
            String(decoding: Self.written([], .document), as: UTF8.self)
                == "{\"faultline\":1,\"source\":\"test \\\"source\\\"\"}\n")
    }
}
