import Discovery
import GraphModel
import Testing

@Suite("Reading ahead on another thread")
struct ReadAheadTests {
    /// What importers say, in batches of a few.
    final class Batches: BatchingSink {
        enum Event: Sendable {
            case record(DiscoveredRecord)
            case rejected(ImportError)
            case warning(ImportError)
            case source(String)
        }

        var handOver: ([Event]) throws(ImportError) -> Void = { _ in }
        private var batch: [Event] = []

        func accept(_ record: consuming DiscoveredRecord) throws(ImportError) {
            batch.append(.record(record))
            if batch.count >= 100 { try flush() }
        }

        func reject(_ error: ImportError) { batch.append(.rejected(error)) }
        func warn(_ error: ImportError) { batch.append(.warning(error)) }
        func declare(source: String) { batch.append(.source(source)) }

        func flush() throws(ImportError) {
            let full = batch
            batch = []
            try handOver(full)
        }
    }

    private static func replay(_ events: [Batches.Event], into sink: RecordingSink) throws(ImportError) {
        for event in events {
            switch event {
            case .record(let record): try sink.accept(record)
            case .rejected(let error): sink.reject(error)
            case .warning(let error): sink.warn(error)
            case .source(let name): sink.declare(source: name)
            }
        }
    }

    static func lines(_ count: Int) -> String {
        (0..<count).map { index in
            index % 10 == 7 ? "{\"class\":\"A\"}\n" : "{\"class\":\"A\",\"id\":\"item number \(index)\"}\n"
        }.joined()
    }

    static func read(
        _ inputs: [ImportInput], with importer: (any Importer)? = nil
    ) throws -> (sink: RecordingSink, failure: String?) {
        let sink = RecordingSink()
        do {
            let importer = try importer ?? InterchangeImporter(options: ImporterOptions())
            try ReadAhead.run(importer, inputs, through: Batches()) {
                (events) throws(ImportError) in
                try replay(events, into: sink)
            }
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

    @Test("A receiver that refuses stops the importer, however much is left", arguments: [0, 1, 10, 50])
    func receiverRefuses(limit: Int) throws {
        let endless = ImportInput(name: "endless") { () throws(ImportError) -> [UInt8] in
            Array("{\"removed\":\"x\"}\n".utf8)
        }
        var received = 0
        #expect(throws: ImportError(.refused, "full")) {
            try ReadAhead.run(InterchangeImporter(options: ImporterOptions()), [endless], through: Batches()) {
                (_) throws(ImportError) in
                guard received < limit else { throw ImportError(.refused, "full") }
                received += 1
            }
        }
        #expect(received == limit)
    }
}
