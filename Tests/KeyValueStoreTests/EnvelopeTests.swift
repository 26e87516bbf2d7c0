import CHardware
import TestSupport
import Testing

@testable import KeyValueStore

@Suite("Checksums and envelopes")
struct EnvelopeTests {
    @Test(
        "CRC-32C of known texts",
        arguments: [
            ([UInt8]("123456789".utf8), 0xE306_9283), ([], 0), ([UInt8](repeating: 0, count: 32), 0x8A91_36AA),
            ([UInt8](repeating: 0xFF, count: 32), 0x62A8_AB43), ([UInt8](0..<32), 0x46DD_794E),
            ([UInt8]((0..<32).reversed()), 0x113F_DB5C),
        ] as [([UInt8], UInt32)])
    func vectors(bytes: [UInt8], sum: UInt32) {
        #expect(faultline_crc32c(0, bytes, bytes.count) == sum)
        #expect(faultline_crc32c_portable(0, bytes, bytes.count) == sum)
    }

    @Test("The instruction and the table agree at every length and in every cut", arguments: Seeds.first(3))
    func portable(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for count in 0..<200 {
            let bytes = random.bytes(count)
            let whole = faultline_crc32c(0, bytes, count)
            #expect(whole == faultline_crc32c_portable(0, bytes, count))
            let cut = random.below(count + 1)
            let head = faultline_crc32c(0, bytes, cut)
            #expect(faultline_crc32c(head, Array(bytes[cut...]), count - cut) == whole)
            let record = [7, 9] + bytes
            let key = Array(bytes[..<cut])
            let payload = Array(bytes[cut...])
            #expect(
                faultline_record_crc32c(7, 9, key, key.count, payload, payload.count)
                    == faultline_crc32c_portable(0, record, record.count))
        }
    }

    @Test("Blocks side by side have the checksums that they have alone")
    func blocks() {
        var random = SeededGenerator(seed: 1)
        for (size, count) in [(8, 0), (8, 3), (16, 4), (64, 9), (4_096, 6)] {
            let bytes = random.bytes(size * count)
            var sums = [UInt32](repeating: 7, count: count + 1)
            faultline_block_crc32c(bytes, size, count, &sums)
            let expected = (0..<count).map { block in
                faultline_crc32c_portable(0, Array(bytes[block * size..<(block + 1) * size]), size)
            }
            #expect(sums == expected + [7])
        }
    }

    private static func sealed(_ table: Table, _ key: [UInt8], _ payload: [UInt8]) -> [UInt8] {
        var value = [UInt8](repeating: 0, count: Envelope.overhead) + payload
        value.withUnsafeMutableBytes { value in
            key.withUnsafeBytes { Envelope.seal(value, table: table, key: $0) }
        }
        return value
    }

    private static func open(_ value: [UInt8], _ table: Table, _ key: [UInt8]) -> [UInt8]? {
        value.withUnsafeBytes { value in
            key.withUnsafeBytes { key in Envelope.open(value, table: table, key: key).map { Array($0) } }
        }
    }

    @Test("The bytes of an envelope are those that docs/format.md states")
    func layout() {
        let value = Self.sealed(people, key("k"), [0xAA, 0xBB])
        let summed: [UInt8] = [1, people.number] + key("k") + [0xAA, 0xBB]
        let sum = faultline_crc32c_portable(0, summed, summed.count)
        #expect(value == [1] + (0..<4).map { UInt8(truncatingIfNeeded: sum >> ($0 * 8)) } + [0xAA, 0xBB])
    }

    @Test("No flipped bit, other key, other table or other length passes", arguments: Seeds.first(5))
    func damage(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let key = random.bytes(1 + random.below(8))
        let payload = random.bytes(random.below(40))
        let value = Self.sealed(people, key, payload)
        #expect(Self.open(value, people, key) == payload)
        for bit in 0..<value.count * 8 {
            var damaged = value
            damaged[bit / 8] ^= 1 << (bit % 8)
            #expect(Self.open(damaged, people, key) == nil)
        }
        for bit in 0..<key.count * 8 {
            var other = key
            other[bit / 8] ^= 1 << (bit % 8)
            #expect(Self.open(value, people, other) == nil)
        }
        #expect(Self.open(value, places, key) == nil)
        for length in 0..<value.count { #expect(Self.open(Array(value[..<length]), people, key) == nil) }
        #expect(Self.open(value + [0], people, key) == nil)
    }
}
