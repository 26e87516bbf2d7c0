import Discovery
import Foundation
import GraphModel

/// CSV with a mapping file. Input: the mapping, a NUL byte, the table. Both come from people, so both are fuzzed.
struct CSVMappingTarget: FuzzTarget {
    static let name = "csv-mapping"

    static func seeds(_ repository: URL) throws -> [[UInt8]] {
        let bank = repository.appending(path: "datasets/bank")
        let pairs = try ["hardware", "network"].map { name in
            try Repository.lines(bank.appending(path: "\(name).mapping.yaml"), 1_000) + [0]
                + Repository.lines(bank.appending(path: "2026-11/\(name).csv"), 12)
        }
        let guide = repository.appending(path: "docs/importers/csv.md")
        let table =
            "Kind;Site;Serial;Host;RAM;Installed;Feeds;Rack;Unit;Owner;Status;Feeds needed;Backup\n"
            + "Virtual;ZH;1;a;1,5;01.02.2026;p|q;r;3;o;used;1;b\n"
        return pairs + Repository.codeBlocks(guide, of: ["yaml"]).map { $0 + [0] + table.utf8 }
    }

    func run(_ input: UnsafeRawBufferPointer, _ plant: Plant) throws {
        guard let end = input.firstIndex(of: 0), let mapping = String(validating: input[..<end], as: UTF8.self) else {
            return
        }
        let options = ImporterOptions(mapping: mapping)
        let importer: CSVImporter
        do { importer = try CSVImporter(options: options) } catch { return }
        let table = [UInt8](input[(end + 1)...])
        let reading = Reading(importer, table)
        let again = Reading(
            try CSVImporter(options: options), plant.through(table), chunk: 1 + table.count % 61, takesRows: true)
        try hold(again == reading, "pieces make a difference")
        try reading.checkRanges()
        try reading.checkRejectedLines(of: table)
    }
}
