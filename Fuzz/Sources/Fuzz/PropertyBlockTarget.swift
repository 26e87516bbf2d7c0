import Foundation
import GraphModel
import TestSupport

@testable import GraphStore

/// Stored properties: what the cursor gives, a look-up gives too, and a block built of it gives again.
struct PropertyBlockTarget: FuzzTarget {
    static let name = "properties"

    static func seeds(_ repository: URL) -> [[UInt8]] {
        (1...40 as ClosedRange<UInt64>).map { seed in
            var random = SeededGenerator(seed: seed)
            return block((0..<random.below(8)).map { (UInt16($0 * $0 * 7), RandomValues.value(&random)) })
        }
    }

    private typealias Entry = (token: UInt16, value: PropertyValue)

    func run(_ input: UnsafeRawBufferPointer, _ plant: Plant) throws {
        let entries: [Entry]
        do { entries = try Self.entries(input) } catch is DecodingFault { return }
        try hold(try PropertyBlock(input).count() == entries.count, "the count differs from the entries")
        for entry in entries {
            let stored = try PropertyBlock(input).value(of: entry.token)
            try hold(try stored.map { try ValueCodec.decode($0) } == entry.value, "\(entry) is not found")
        }
        let rebuilt = Self.block(entries)
        try Self.expect(entries, in: plant.through(rebuilt))
        var builder = PropertyBlockBuilder()
        try builder.build(PropertyBlock(input), changes: entries.map { ($0.token, $0.value) })
        try hold(builder.writer.bytes == rebuilt, "changes to what is there change the block")
        try builder.build(PropertyBlock(input), changes: entries.map { ($0.token, nil) })
        try hold(builder.writer.bytes == PropertyBlock.emptyBytes, "something is left of a block without properties")
        try builder.adopt(PropertyBlock(input))
        try hold(builder.writer.bytes.elementsEqual(input), "an adopted block is another")
        for entry in entries {
            let range = builder.range(of: entry.token)
            let value = try range.map { range in
                try builder.writer.bytes[range].withUnsafeBytes { try ValueCodec.decode($0) }
            }
            try hold(value == entry.value, "\(entry) is not where the builder says")
        }
    }

    private static func expect(_ entries: [Entry], in bytes: [UInt8]) throws {
        let found = try bytes.withUnsafeBytes { try Self.entries($0) }
        try hold(found.elementsEqual(entries) { $0.token == $1.token && $0.value == $1.value }, "\(entries): \(found)")
    }

    private static func entries(_ bytes: UnsafeRawBufferPointer) throws -> [Entry] {
        var entries: [Entry] = []
        var cursor = try PropertyBlock.Cursor(PropertyBlock(bytes))
        while let entry = try cursor.next() { entries.append((entry.token, try ValueCodec.decode(entry.value))) }
        return entries
    }

    private static func block(_ entries: [Entry]) -> [UInt8] {
        var builder = PropertyBlockBuilder()
        builder.begin()
        for (place, entry) in entries.enumerated() { _ = builder.add(entry.token, at: place) }
        builder.build(entries.map { Property("", $0.value) })
        return builder.writer.bytes
    }
}
