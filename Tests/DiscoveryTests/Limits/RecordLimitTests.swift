import Discovery
import GraphModel
import Testing

@Suite("Limits of one record")
struct RecordLimitTests {
    static func reading(_ text: String) -> Reading {
        Reading(InterchangeImporter.self, Inputs.text("{\"removed\":\"w\"}\n\(text)\n{\"removed\":\"x\"}\n"))
    }

    /// Whether the record was taken; those before and after it always are.
    static func accepts(_ text: String) -> Bool {
        let reading = reading(text)
        #expect(reading.records.last?.line == "removed x")
        #expect(reading.records.count + reading.rejected.count == 3)
        return reading.records.count == 3
    }

    @Test(
        "Names of attributes: 1 to 256 bytes",
        arguments: [(0, false), (1, true), (255, true), (256, true), (257, false)])
    func names(length: Int, isAllowed: Bool) {
        let name = String(repeating: "n", count: length)
        #expect(Self.accepts("{\"class\":\"A\",\"id\":\"1\",\"\(name)\":1}") == isAllowed)
    }

    @Test("Attributes: 4,096", arguments: [(4_095, true), (4_096, true), (4_097, false)])
    func attributes(count: Int, isAllowed: Bool) {
        let members = (0..<count).map { ",\"a\($0)\":0" }.joined()
        #expect(Self.accepts("{\"class\":\"A\",\"id\":\"1\"\(members)}") == isAllowed)
    }

    @Test("Digits of a number: 4,096", arguments: [(4_095, true), (4_096, true), (4_097, false)])
    func digits(count: Int, isAllowed: Bool) {
        let number = "0." + String(repeating: "1", count: count - 2)
        #expect(Self.accepts("{\"class\":\"A\",\"id\":\"1\",\"x\":\(number)}") == isAllowed)
    }

    @Test("Bytes of one text: 16 MiB, not counting its quotes and its key")
    func text() {
        func reading(_ megabytes: Int) -> Reading {
            let start = "{\"class\":\"A\",\"id\":\"1\",\"x\":\""
            return Reading(
                InterchangeImporter.self,
                Inputs.repeating(
                    String(repeating: "y", count: 1 << 20), times: megabytes, between: start, and: "\"}\n"))
        }
        #expect(reading(15).records.count == 1)
        let tooLong = reading(17)
        #expect(tooLong.records.isEmpty)
        #expect((tooLong.failure ?? "").contains("[import.limit]"))
    }
}
