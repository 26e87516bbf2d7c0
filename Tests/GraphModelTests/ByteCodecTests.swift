import GraphModel
import TestSupport
import Testing

@Suite struct ByteCodecTests {
    static func written(_ body: (inout ByteWriter) -> Void) -> [UInt8] {
        var writer = ByteWriter()
        body(&writer)
        return writer.bytes
    }

    struct Read<Value: Equatable>: Equatable {
        var value: Value
        /// Bytes that were not read.
        var left: Int

        init(_ value: Value, _ left: Int) {
            self.value = value
            self.left = left
        }
    }

    static func read<Value: Equatable>(
        _ bytes: [UInt8], _ body: (inout ByteReader) throws(DecodingFault) -> Value
    ) throws -> Read<Value> {
        try bytes.withUnsafeBytes { memory in
            var reader = ByteReader(memory)
            let value = try body(&reader)
            return Read(value, reader.remaining)
        }
    }

    static func varint(_ bytes: [UInt8]) throws -> Read<UInt64> {
        try read(bytes) { reader throws(DecodingFault) in try reader.varint() }
    }

    static func string(_ bytes: [UInt8]) throws -> Read<String> {
        try read(bytes) { reader throws(DecodingFault) in try reader.string() }
    }

    static func count(_ bytes: [UInt8], unit: Int = 1) throws -> Read<Int> {
        try read(bytes) { reader throws(DecodingFault) in try reader.count(unit: unit) }
    }

    /// LEB128 by division.
    static func leb128(_ value: UInt64) -> [UInt8] {
        value < 128 ? [UInt8(value)] : [UInt8(value % 128) + 128] + leb128(value / 128)
    }

    /// Every value beside a power of two, where lengths change.
    static let boundaries: [UInt64] = {
        let powers = (0..<64).map { 1 << UInt64($0) as UInt64 }
        return powers.flatMap { [$0 - 1, $0, $0 &+ 1] } + [UInt64.max]
    }()

    @Test func varintsAreSevenBitsAByte() throws {
        for value in Self.boundaries {
            let bytes = Self.written { $0.varint(value) }
            #expect(bytes == Self.leb128(value))
            #expect(try Self.varint(bytes) == Read(value, 0))
            for length in 0..<bytes.count {
                #expect(throws: DecodingFault(offset: length, reason: "ends too early")) {
                    try Self.varint(Array(bytes.prefix(length)))
                }
            }
        }
    }

    @Test func signedVarintsAlternateSigns() throws {
        let edges = Self.boundaries.map { Int64(bitPattern: $0) } + [.min, .max, .min + 1]
        for value in edges + edges.map({ 0 &- $0 }) {
            // 0, -1, 1, -2, 2 … are 0, 1, 2, 3, 4 …
            let number = value >= 0 ? value.magnitude * 2 : (value.magnitude - 1) * 2 + 1
            let bytes = Self.written { $0.signedVarint(value) }
            #expect(bytes == Self.leb128(number))
            #expect(
                try Self.read(bytes) { reader throws(DecodingFault) in try reader.signedVarint() } == Read(value, 0))
        }
    }

    @Test(
        arguments: [
            ([0x80, 0x00], 0), ([0x81, 0x80, 0x00], 1), ([0xFF, 0x80, 0x80, 0x80, 0x00], 127),
            (Array(repeating: 0x80, count: 9) + [0x00], 0), (Array(repeating: 0x80, count: 9) + [0x01], 1 << 63),
            (Array(repeating: 0xFF, count: 9) + [0x01], .max), (Array(repeating: 0x80, count: 9) + [0x02], nil),
            (Array(repeating: 0xFF, count: 9) + [0x7F], nil), (Array(repeating: 0x80, count: 10) + [0x00], nil),
            (Array(repeating: 0xFF, count: 20), nil),
        ] as [([UInt8], UInt64?)])
    func tenBytesAndSixtyFourBitsAtMost(bytes: [UInt8], value: UInt64?) {
        let read = try? Self.read(bytes) { reader throws(DecodingFault) in try reader.varint() }
        #expect(read?.value == value)
        if value == nil {
            #expect(throws: DecodingFault(offset: 10, reason: "integer too long")) {
                try Self.varint(bytes)
            }
        }
    }

    @Test func fixedWidthsPutTheirBytesInOrder() throws {
        let value: UInt64 = 0x0102_0304_0506_0708
        for width in 1...8 {
            let low = Array(UInt8(9 - width)...8)
            #expect(Self.written { $0.bigEndian(value, width: width) } == low)
            #expect(Self.written { $0.littleEndian(value, width: width) } == low.reversed())
            let kept = width == 8 ? value : value % (1 << UInt64(width * 8))
            #expect(
                try Self.read(low) { reader throws(DecodingFault) in try reader.bigEndian(width: width) }
                    == Read(kept, 0))
            let little = Array(low.reversed()) + [9]
            #expect(
                try Self.read(little) { reader throws(DecodingFault) in try reader.littleEndian(width: width) }
                    == Read(kept, 1))
            let short = Array(low.dropLast())
            #expect(throws: DecodingFault.self) {
                try Self.read(short) { reader throws(DecodingFault) in try reader.bigEndian(width: width) }
            }
            #expect(throws: DecodingFault.self) {
                try Self.read(short) { reader throws(DecodingFault) in try reader.littleEndian(width: width) }
            }
        }
    }

    @Test(arguments: Seeds.first(10))
    func bigEndianBytesOrderAsNumbersDo(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<100 {
            let numbers = (0..<2).map { _ in random.next() >> UInt64(random.below(60)) }
            let keys = numbers.map { number in Self.written { $0.bigEndian(number, width: 8) } }
            #expect(keys[0].lexicographicallyPrecedes(keys[1]) == (numbers[0] < numbers[1]))
        }
    }

    @Test func countsCannotExceedWhatRemains() throws {
        let four: [UInt8] = [4, 0, 0, 0, 0]
        #expect(try Self.count(four) == Read(4, 4))
        #expect(try Self.count(four, unit: 0) == Read(4, 4))
        #expect(throws: DecodingFault(offset: 1, reason: "count larger than the record")) {
            try Self.count(four, unit: 2)
        }
        #expect(throws: DecodingFault(offset: 1, reason: "count larger than the record")) {
            try Self.count([5, 0, 0, 0, 0])
        }
        let huge = Self.leb128(.max)
        #expect(throws: DecodingFault(offset: 10, reason: "count larger than the record")) {
            try Self.count(huge)
        }
    }

    @Test func rawBytesEndWithTheRecord() throws {
        let bytes: [UInt8] = [1, 2, 3]
        for count in 0...3 {
            let read = try Self.read(bytes) { reader throws(DecodingFault) in [UInt8](try reader.raw(count)) }
            #expect(read == Read(Array(bytes.prefix(count)), 3 - count))
        }
        for count in [4, .max, -1, .min] {
            #expect(throws: DecodingFault(offset: 0, reason: "ends too early")) {
                try Self.read(bytes) { reader throws(DecodingFault) in try reader.raw(count).count }
            }
        }
    }

    /// Text of every length around the eight bytes that are looked at together, ASCII or not, whole or damaged.
    @Test func textIsUTF8AtEveryPlace() throws {
        for length in 0...20 {
            let plain = Array(repeating: UInt8(ascii: "x"), count: length)
            let bytes = Self.written { $0.lengthPrefixed(plain) }
            let read = try Self.string(bytes)
            #expect(read == Read(String(repeating: "x", count: length), 0))
            for place in 0..<length {
                var damaged = bytes
                damaged[1 + place] = 0xFF
                #expect(throws: DecodingFault(offset: 0, reason: "text is not UTF-8")) {
                    try Self.string(damaged)
                }
            }
            for text in ["é", "€", "𝄞", "\u{0}", "e\u{301}"] {
                let whole = String(repeating: "x", count: length) + text
                let written = Self.written { $0.string(whole) }
                #expect(written == [UInt8(whole.utf8.count)] + whole.utf8)
                let read = try Self.string(written)
                #expect(Array(read.value.utf8) == Array(whole.utf8))
            }
        }
    }

    @Test(arguments: [0, -0.0, 1.5, .infinity, .nan, .leastNonzeroMagnitude, .greatestFiniteMagnitude] as [Double])
    func doublesKeepTheirBits(number: Double) throws {
        let bytes = Self.written { $0.double(number) }
        let littleEndian = withUnsafeBytes(of: number.bitPattern.littleEndian) { Array($0) }
        #expect(bytes == littleEndian)
        let read = try Self.read(bytes) { reader throws(DecodingFault) in try reader.double() }
        #expect(read.value.bitPattern == number.bitPattern)
    }
}
