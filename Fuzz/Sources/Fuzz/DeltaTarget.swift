import Foundation
import GraphModel
import TestSupport

/// Deltas by themselves, with their operation blocks: a decoded delta is in range, and comes back from its encoding.
struct DeltaTarget: FuzzTarget {
    static let name = "delta"

    static func seeds(_ repository: URL) -> [[UInt8]] {
        (1...40 as ClosedRange<UInt64>).map { seed in
            var random = SeededGenerator(seed: seed)
            return DeltaCodec.encode(RandomDeltas.delta(&random, operations: Int(seed) / 4))
        }
    }

    func run(_ input: UnsafeRawBufferPointer, _ plant: Plant) throws {
        let delta: GraphDelta
        do { delta = try DeltaCodec.decode(input) } catch { return }
        let encoded = DeltaCodec.encode(delta)
        let again = try plant.through(encoded).withUnsafeBytes { try DeltaCodec.decode($0) }
        try hold(again == delta, "\(delta) becomes \(again)")
        try hold(DeltaCodec.encode(again) == encoded, "equal deltas have different bytes")
    }
}
