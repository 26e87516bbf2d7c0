import Discovery
import GraphModel
import TestSupport
import Testing

@testable import Reconciliation

@Suite("What is noted of a run")
struct RunRecordTests {
    static func record(_ random: inout SeededGenerator) -> RunRecord {
        func text() -> String {
            String(repeating: ["a", "é", "\u{1F600}", " "][random.below(4)], count: random.below(20))
        }
        let scopes: [ImportRun.Scope] = [.partial, .full(.retire), .full(.delete)]
        var record = RunRecord(
            run: ImportRun(source: text(), scope: scopes[random.below(3)]), format: text(),
            inputs: (0..<random.below(4)).map { _ in text() }, author: text(),
            reason: random.chance(50) ? text() : nil,
            started: Timestamp(microsecondsSinceEpoch: Int64(random.below(1 << 40)) - (1 << 39)))
        if random.chance(30) {
            record.fail(ImportError(.syntax, text(), advice: text()), at: record.started)
            return record
        }
        var report = ImportReport()
        report.itemsRead = random.below(1_000_000)
        report.unresolvedReferences = random.below(9)
        for _ in 0..<random.below(5) {
            let position = SourcePosition(
                file: text(), line: random.chance(50) ? 7 : nil, path: random.chance(50) ? text() : nil)
            report.rejected.append(
                ImportError(.badRecord, text(), at: random.chance(70) ? position : nil, advice: text()))
            report.warnings.append(ImportError(.badRecord, text()))
        }
        let nodes = (0..<random.below(300)).map { _ in NodeID(UInt64(random.below(500))) }
        record.finish(
            report, seen: SeenNodes(nodes),
            at: Timestamp(microsecondsSinceEpoch: record.started.microsecondsSinceEpoch + Int64(random.below(9_999))))
        return record
    }

    @Test("Reads back what was written", arguments: Seeds.first(40))
    func roundTrip(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let record = Self.record(&random)
        #expect(try RunRecord(decoding: record.encoded) == record)
        #expect(try RunRecord.source(of: record.encoded) == record.source)
        for number in 0..<UInt64(510) {
            let isSeen = try RunRecord.isSeen(NodeID(number), by: record.source, in: record.encoded)
            #expect(isSeen == record.seen.contains(NodeID(number)))
            #expect(try !RunRecord.isSeen(NodeID(number), by: record.source + "x", in: record.encoded))
        }
    }

    @Test("Damage is an error or another record, never a trap", arguments: Seeds.first(40))
    func damage(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let bytes = Self.record(&random).encoded
        for length in 0..<bytes.count {
            #expect(throws: DecodingFault.self) { try RunRecord(decoding: Array(bytes.prefix(length))) }
        }
        #expect(throws: DecodingFault.self) { try RunRecord(decoding: bytes + [0]) }
        #expect(throws: DecodingFault.self) { try RunRecord(decoding: [2] + bytes.dropFirst()) }
        for _ in 0..<500 {
            var damaged = bytes
            for _ in 0...random.below(3) { damaged[random.below(bytes.count)] = UInt8(random.below(256)) }
            if let record = try? RunRecord(decoding: damaged) { _ = record.encoded }
            _ = try? RunRecord.isSeen(NodeID(3), by: "a", in: damaged)
        }
    }

    @Test("Nodes out of order or out of range are damage")
    func nodes() {
        func read(_ numbers: [UInt64]) -> Bool {
            var writer = ByteWriter()
            for number in numbers { writer.varint(number) }
            return writer.bytes.withUnsafeBytes { bytes in
                var reader = ByteReader(bytes)
                return (try? SeenNodes(from: &reader)) != nil && reader.isAtEnd
            }
        }
        #expect(read([0]))
        #expect(read([2, 0, 4, 1, 0]))
        #expect(!read([2, 0, 4, 0, 0]))
        #expect(!read([1, Limits.identity, 1]))
        #expect(!read([1, .max, .max]))
        #expect(!read([9, 1, 1]))
    }

    @Test("What is long is counted and cut")
    func bounds() throws {
        var report = ImportReport()
        let long = String(repeating: "é", count: 5_000)
        for line in 1...250 {
            report.rejected.append(ImportError(.badRecord, long, at: SourcePosition(file: "f", line: line)))
        }
        var record = RunRecord(
            run: ImportRun(source: "s"), format: "csv", inputs: (0..<300).map { "file-\($0)" }, author: "a",
            started: Timestamp(microsecondsSinceEpoch: 5))
        // The clock was set back meanwhile.
        record.finish(report, seen: SeenNodes(), at: Timestamp(microsecondsSinceEpoch: 1))
        #expect(record.durationMicroseconds == 0)
        #expect(record.rejected.count == 250 && record.rejected.first.count == RunRecord.keptEntries)
        #expect(record.inputCount == 300 && record.inputs.count == RunRecord.keptEntries)
        #expect(record.rejected.first[0].message.utf8.count <= RunRecord.textBytes)
        #expect(record.rejected.first[0].message.hasSuffix("é…"))
        #expect(record.encoded.count < 120_000)
        #expect(try RunRecord(decoding: record.encoded) == record)
    }

    @Test("A run that fails at its end has done and seen nothing")
    func failure() {
        var report = ImportReport()
        report.itemsCreated = 3
        report.warnings.append(ImportError(.badRecord, "x"))
        let time = Timestamp(microsecondsSinceEpoch: 1)
        var record = RunRecord(run: ImportRun(source: "s"), format: "csv", inputs: [], author: "a", started: time)
        record.finish(report, seen: SeenNodes([NodeID(1)]), at: time)
        record.fail(StoreError(.full, "no space left"), at: time)
        #expect(record.counts == RunCounts() && record.warnings.count == 0 && record.seen.isEmpty)
        #expect(record.failure?.code == "storage.full")
    }

    @Test("Counts of an older or newer program are read as far as they are known")
    func counts() {
        #expect(RunCounts(values: [7]).itemsRead == 7)
        #expect(RunCounts(values: Array(1...20)).values == Array(1...14))
    }

    @Test("A million nodes of a bulk load take a few bytes")
    func compact() {
        var writer = ByteWriter()
        SeenNodes((1...1_000_000).map { NodeID($0) }).encode(into: &writer)
        #expect(writer.bytes.count <= 5)
    }
}
