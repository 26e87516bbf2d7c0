import Discovery
import GraphModel
import Testing

@Suite("Reading ahead on another thread")
struct ReadAheadTests {
    /// Refuses after so many records.
    final class LimitedSink: DiscoverySink {
        private(set) var accepted = 0
        private let limit: Int

        init(limit: Int) { self.limit = limit }

        func accept(_ record: consuming DiscoveredRecord) throws(ImportError) {
            guard accepted < limit else { throw ImportError(.refused, "full") }
            accepted += 1
        }

        func reject(_ error: ImportError) {}
        func warn(_ error: ImportError) {}
    }

    static func lines(_ count: Int) -> String {
        (0..<count).map { index in
            index % 10 == 7 ? "{\"class\":\"A\"}\n" : "{\"class\":\"A\",\"id\":\"item number \(index)\"}\n"
        }.joined()
    }

    static func read(_ inputs: [ImportInput]) throws -> (sink: RecordingSink, failure: String?) {
        let sink = RecordingSink()
        do {
            try ReadAhead.run(InterchangeImporter(options: ImporterOptions()), inputs, into: sink)
            return (sink, nil)
        } catch {
            return (sink, "\(error)")
        }
    }

    @Test("Records, rejections and sources arrive as without a thread", arguments: [0, 1, 1_023, 1_024, 1_025, 20_000])
    func order(count: Int) throws {
        let text = "{\"faultline\":1,\"source\":\"s\"}\n" + Self.lines(count)
        let direct = Reading(InterchangeImporter.self, Inputs.text(text))
        let ahead = try Self.read([Inputs.text(text)])
        #expect(ahead.failure == nil)
        #expect(ahead.sink.records == direct.records)
        #expect(ahead.sink.rejected == direct.rejected)
        #expect(ahead.sink.sources == ["s"])
    }

    @Test("Several inputs, one after the other")
    func inputs() throws {
        let ahead = try Self.read([Inputs.text(Self.lines(5), name: "a"), Inputs.text(Self.lines(5), name: "b")])
        #expect(
            ahead.sink.items.map(\.position.file) == Array(repeating: "a", count: 5) + Array(repeating: "b", count: 5))
    }

    @Test("An importer's error comes after what it had read")
    func importerFails() throws {
        let ahead = try Self.read([Inputs.text(Self.lines(3_000) + "{\"items\":[3")])
        #expect(ahead.sink.records.count == 2_700)
        #expect(ahead.failure?.contains("[import.syntax]") == true)
    }

    @Test("A receiver that refuses stops the importer, however much is left", arguments: [0, 1, 1_024, 5_000])
    func sinkRefuses(limit: Int) throws {
        let sink = LimitedSink(limit: limit)
        let endless = ImportInput(name: "endless") { () throws(ImportError) -> [UInt8] in
            Array("{\"removed\":\"x\"}\n".utf8)
        }
        #expect(throws: ImportError(.refused, "full")) {
            try ReadAhead.run(InterchangeImporter(options: ImporterOptions()), [endless], into: sink)
        }
        #expect(sink.accepted == limit)
    }
}
