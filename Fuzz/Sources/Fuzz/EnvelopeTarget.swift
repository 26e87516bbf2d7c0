import Foundation
import GraphModel
import TestSupport

@testable import KeyValueStore

/// Sealed values. Input: table number, length of the key, one change (place and bits), then key and stored value.
///
/// A value is opened only when sealing what is in it gives the same bytes; a changed one is not opened.
struct EnvelopeTarget: FuzzTarget {
    static let name = "envelope"

    static func seeds(_ repository: URL) -> [[UInt8]] {
        (1...20 as ClosedRange<UInt64>).map { seed in
            var random = SeededGenerator(seed: seed)
            let key = random.bytes(random.below(20))
            let value = Self.sealed(random.bytes(random.below(200)), key, Table(number: UInt8(seed), name: ""))
            return [UInt8(seed), UInt8(key.count), UInt8(random.below(256)), 1 << UInt8(seed % 8)] + key + value
        }
    }

    func run(_ input: UnsafeRawBufferPointer, _ plant: Plant) throws {
        guard input.count >= 4, input.count - 4 >= Int(input[1]) else { return }
        let table = Table(number: input[0], name: "")
        let key = [UInt8](input[4..<4 + Int(input[1])])
        let rest = [UInt8](input[(4 + key.count)...])
        if let payload = Self.opened(rest, key, table) {
            try hold(Self.sealed(payload, key, table) == rest, "a value was opened that nobody sealed")
        }
        let sealed = plant.through(Self.sealed(rest, key, table))
        try hold(Self.opened(sealed, key, table) == rest, "a sealed value is not opened, or holds something else")
        try hold(Self.opened(sealed, key + [0], table) == nil, "a value is opened under another key")
        var changed = sealed
        changed[Int(input[2]) % changed.count] ^= input[3]
        try hold(changed == sealed || Self.opened(changed, key, table) == nil, "a changed value is opened")
    }

    private static func sealed(_ payload: [UInt8], _ key: [UInt8], _ table: Table) -> [UInt8] {
        var value = [UInt8](repeating: 0, count: Envelope.overhead) + payload
        value.withUnsafeMutableBytes { value in
            key.withUnsafeBytes { Envelope.seal(value, table: table, key: $0) }
        }
        return value
    }

    private static func opened(_ value: [UInt8], _ key: [UInt8], _ table: Table) -> [UInt8]? {
        value.withUnsafeBytes { value in
            key.withUnsafeBytes { Envelope.open(value, table: table, key: $0).map { [UInt8]($0) } }
        }
    }
}
