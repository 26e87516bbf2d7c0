import Discovery
import Foundation
import GraphModel
import TestSupport

/// NDJSON and JSON documents: the pieces in which an input comes make no difference, rejected lines leave nothing, and
/// what was read comes back from what the writer makes of it.
struct InterchangeTarget: FuzzTarget {
    static let name = "interchange"

    static func seeds(_ repository: URL) throws -> [[UInt8]] {
        let estate = repository.appending(path: "datasets/bank/2026-11/virtualisation.ndjson")
        return [try Repository.lines(estate, 40), try Repository.lines(estate, 3)]
            + Repository.codeBlocks(
                repository.appending(path: "docs/importers/interchange.md"), of: ["json", "ndjson"])
    }

    func run(_ input: UnsafeRawBufferPointer, _ plant: Plant) throws {
        let bytes = [UInt8](input)
        let reading = try Self.read(bytes)
        try hold(try Self.read(bytes, chunk: 1 + bytes.count % 61) == reading, "pieces make a difference")
        try reading.checkRanges()
        let again = try Self.read(plant.through(Written.lines(reading.records)))
        try hold(again.failure == nil && again.rejected.isEmpty, "what was read is refused: \(again)")
        try hold(
            again.records.map(\.placeless) == reading.records.map(\.placeless),
            "\(reading.records) become \(again.records)")
    }

    private static func read(_ bytes: [UInt8], chunk: Int? = nil) throws -> Reading {
        Reading(try InterchangeImporter(options: ImporterOptions()), bytes, chunk: chunk)
    }
}
