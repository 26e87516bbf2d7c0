import Discovery
import Foundation
import GraphModel
import TestSupport

/// Property values: a decoded value is in range, comes back from its encoding and from JSON, and has the size that it says.
struct ValueTarget: FuzzTarget {
    static let name = "value"

    static func seeds(_ repository: URL) -> [[UInt8]] {
        (1...80 as ClosedRange<UInt64>).map { seed in
            var random = SeededGenerator(seed: seed)
            var writer = ByteWriter()
            ValueCodec.encode(RandomValues.value(&random), into: &writer)
            return writer.bytes
        }
    }

    func run(_ input: UnsafeRawBufferPointer, _ plant: Plant) throws {
        let value: PropertyValue
        do { value = try ValueCodec.decode(input) } catch { return }
        try hold(value.rangeFault == nil, "\(value) is out of range: \(value.rangeFault ?? "")")
        var writer = ByteWriter()
        ValueCodec.encode(value, into: &writer)
        try hold(writer.bytes.count == ValueCodec.size(of: value), "\(value) has another size than it says")
        let again = try plant.through(writer.bytes).withUnsafeBytes { try ValueCodec.decode($0) }
        try hold(again == value, "\(value) becomes \(again)")
        try checkJSON(value)
    }

    private func checkJSON(_ value: PropertyValue) throws {
        let item = DiscoveredItem(
            ciClass: "Server", nativeID: "1", attributes: [Property("value", value)],
            position: SourcePosition(file: ""))
        let reading = Reading(try InterchangeImporter(options: ImporterOptions()), Written.lines([.item(item)]))
        try hold(reading.failure == nil && reading.rejected.isEmpty, "\(value) in JSON is refused: \(reading)")
        try hold(reading.records.map(\.placeless) == [.item(item)], "\(value) in JSON becomes \(reading.records)")
    }
}
