import GraphModel

@testable import Topology

/// A file and what is done to it: each damage is a byte that tells the kind, and its operands.
struct TopologyDamage {
    var bytes: [UInt8]
    /// The header was changed and given a right checksum again.
    private(set) var isHealed = false

    private static let page = TopologyFileHeader.pageBytes

    init(_ sound: [UInt8]) { bytes = sound }

    mutating func apply(_ script: UnsafeRawBufferPointer) {
        var reader = ByteReader(script)
        while bytes.count >= Self.page, (try? apply(&reader)) != nil {}
        guard isHealed, bytes.count >= Self.page else { return }
        let sum = bytes[..<(Self.page - 4)].withUnsafeBytes { checksum($0) }
        for place in 0..<4 { bytes[Self.page - 4 + place] = UInt8(truncatingIfNeeded: sum >> (8 * UInt32(place))) }
    }

    private mutating func apply(_ reader: inout ByteReader) throws {
        switch try reader.byte() % 6 {
        case 0:
            let place = Int(try reader.littleEndian(width: 3)) % bytes.count
            bytes[place] ^= try reader.byte()
        case 1: bytes.removeLast(Int(try reader.littleEndian(width: 3)) % bytes.count)
        case 2:
            let (a, b) = (try pageStart(&reader), try pageStart(&reader))
            for place in 0..<Self.page { bytes.swapAt(a + place, b + place) }
        case 3:
            let start = try pageStart(&reader)
            for place in start..<start + Self.page { bytes[place] = 0 }
        case 4: bytes.append(contentsOf: repeatElement(0, count: Self.page * Int(try reader.byte() % 8)))
        default:
            let place = Int(try reader.littleEndian(width: 2)) % (Self.page - 4)
            bytes[place] = try reader.byte()
            bytes[min(place + 1, Self.page - 5)] ^= try reader.byte()
            isHealed = true
        }
    }

    private func pageStart(_ reader: inout ByteReader) throws -> Int {
        Int(try reader.byte()) % (bytes.count / Self.page) * Self.page
    }
}
