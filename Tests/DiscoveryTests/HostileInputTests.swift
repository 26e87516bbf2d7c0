import Discovery
import Foundation
import GraphModel
import TestSupport
import Testing

/// What every importer owes whoever feeds it: damaged, hostile and foreign input ends in a report, never in a crash, a
/// hang or half of a record.
@Suite struct HostileInputTests {
    /// The fixtures of all formats, each with the importer that recognises it.
    private static let samples: [Sample] = {
        let folder = URL(fileURLWithPath: RepositoryFiles.root).appendingPathComponent("Tests/DiscoveryTests")
        let paths = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.compactMap {
            $0 as? URL
        }
        return (paths ?? []).filter { $0.pathComponents.contains("Fixtures") && !$0.hasDirectoryPath }
            .sorted { $0.path < $1.path }.compactMap(Sample.init)
    }()

    private struct Sample: CustomStringConvertible {
        let name: String
        let bytes: [UInt8]
        let importer: any Importer.Type

        init?(_ url: URL) {
            guard let data = try? Data(contentsOf: url), data.count < 200_000 else { return nil }
            bytes = [UInt8](data)
            name = url.lastPathComponent
            guard let found = try? Importers.recognising(Inputs.bytes(bytes, name: name)) else { return nil }
            importer = found
        }

        var description: String { "\(importer.format) \(name)" }

        func reading(_ bytes: [UInt8]) -> Reading { HostileInputTests.read(importer, Inputs.bytes(bytes, name: name)) }
    }

    private static func read<I: Importer>(_ type: I.Type, _ input: ImportInput) -> Reading { Reading(type, input) }

    @Test func everyFormatHasSamples() {
        let covered = Set(Self.samples.map { $0.importer.format })
        // What datasets, documents and their own tests hold.
        let elsewhere: Set = ["interchange", "csv", "debian-packages"]
        let all = Set(Importers.all.map { $0.format })
        #expect(all.subtracting(covered).subtracting(elsewhere).isEmpty)
    }

    @Test func piecesMakeNoDifference() {
        for sample in Self.samples {
            let whole = sample.reading(sample.bytes)
            for length in [1, 7, 1_000] {
                let cut = Self.read(sample.importer, Inputs.cut(sample.bytes, every: length, name: sample.name))
                #expect(cut == whole, "\(sample) in pieces of \(length)")
            }
        }
    }

    @Test func cutsEndInAReport() {
        for (place, sample) in Self.samples.enumerated() {
            var random = SeededGenerator(seed: UInt64(place))
            for _ in 0..<40 {
                let end = random.below(sample.bytes.count + 1)
                _ = sample.reading(Array(sample.bytes[..<end]))
            }
        }
    }

    /// Bytes changed, inserted and left out, zero bytes and bytes that are no UTF-8 among them.
    @Test func damageEndsInAReport() {
        for (place, sample) in Self.samples.enumerated() {
            var random = SeededGenerator(seed: UInt64(1_000 + place))
            for _ in 0..<60 {
                var bytes = sample.bytes
                for _ in 0...random.below(4) where !bytes.isEmpty {
                    let at = random.below(bytes.count)
                    switch random.below(4) {
                    case 0: bytes[at] ^= UInt8(1 << random.below(8))
                    case 1: bytes.insert([0x00, 0xFF, 0xC3, 0x22, 0x7B, 0x3C][random.below(6)], at: at)
                    case 2: bytes.removeSubrange(at..<min(bytes.count, at + random.below(50)))
                    default: bytes.replaceSubrange(at..<at, with: Array("9223372036854775808".utf8))
                    }
                }
                _ = sample.reading(bytes)
            }
        }
    }

    /// A nest of 100,000 levels and a text of 10 MB in the place of a value.
    @Test func excessEndsInAReport() {
        let nest = String(repeating: "[", count: 100_000)
        let long = "\"" + String(repeating: "x", count: 10 << 20) + "\""
        for sample in Self.samples {
            guard let text = String(bytes: sample.bytes, encoding: .utf8) else { continue }
            if let value = text.range(of: ": \"") ?? text.range(of: ":\"") {
                for excess in [nest, long] {
                    _ = sample.reading(
                        Array((text[..<value.upperBound].dropLast() + excess + text[value.upperBound...]).utf8))
                }
            }
            if text.contains("<") {
                let deep = String(repeating: "<a>", count: 100_000)
                let middle = text.index(text.startIndex, offsetBy: text.count / 2)
                _ = sample.reading(Array((text[..<middle] + deep + text[middle...]).utf8))
            }
        }
    }

    /// A format that was named for something else reads nothing and says so.
    @Test func foreignFilesAreRefused() {
        for sample in Self.samples {
            for importer in Importers.all where importer.format != sample.importer.format {
                let reading = Self.read(importer, Inputs.bytes(sample.bytes, name: sample.name))
                #expect(
                    !reading.isClean || !reading.records.isEmpty,
                    "\(importer.format) takes \(sample) without a word and finds nothing")
            }
        }
    }

    @Test func nothingAtAllIsTold() throws {
        for importer in Importers.all {
            let (sink, failure) = try ReadAheadTests.read(
                [Inputs.text("")], with: try importer.init(options: ImporterOptions()))
            #expect(sink.records.isEmpty, "\(importer.format)")
            #expect(failure == nil && sink.rejected.isEmpty && sink.warnings.count == 1, "\(importer.format)")
        }
    }
}
