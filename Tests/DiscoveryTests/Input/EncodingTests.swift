import TestSupport
import Testing

@testable import Discovery

@Suite("Encodings")
struct EncodingTests {
    /// The standard library's opinion: where decoding stops being exact.
    static func isValid(_ bytes: [UInt8]) -> Bool { String(validating: bytes, as: UTF8.self) != nil }

    static func firstInvalid(_ bytes: [UInt8]) -> Int? {
        bytes.withUnsafeBufferPointer { buffer in
            buffer.baseAddress.flatMap { UTF8Check.firstInvalid($0, count: buffer.count) }
        }
    }

    @Test("The check of UTF-8 agrees with the standard library on every pair and many longer sequences")
    func agreement() {
        for first in UInt8.min...UInt8.max {
            for second in UInt8.min...UInt8.max {
                let bytes = [first, second]
                #expect((Self.firstInvalid(bytes) == nil) == Self.isValid(bytes), "\(bytes)")
            }
        }
        var random = SeededGenerator(seed: 1)
        let edges: [UInt8] = [
            0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF,
            0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF, 0x41,
        ]
        for _ in 0..<20_000 {
            let bytes = (0..<(1 + random.below(6))).map { _ in random.pick(edges) }
            #expect((Self.firstInvalid(bytes) == nil) == Self.isValid(bytes), "\(bytes)")
        }
    }

    @Test("The place is that of the first byte of what is not valid")
    func places() {
        #expect(Self.firstInvalid([0x61, 0xC3, 0xA9, 0xFF]) == 3)
        #expect(Self.firstInvalid([0x61, 0xE2, 0x82]) == 1)
        #expect(Self.firstInvalid([0x61, 0xF0, 0x9D, 0x84, 0x41]) == 1)
        #expect(Self.firstInvalid(Array("naïve 𝄞".utf8)) == nil)
    }

    @Test("Windows-1252 differs from Latin-1 in 27 characters, and both leave ASCII alone")
    func singleBytes() {
        func text(_ byte: UInt8, _ encoding: TextEncoding) -> String {
            [byte].withUnsafeBufferPointer { encoding.decode($0) }
        }
        var differences = 0
        for byte in UInt8.min...UInt8.max {
            let latin = text(byte, .latin1)
            #expect(latin.unicodeScalars.map(\.value) == [UInt32(byte)])
            if text(byte, .windows1252) != latin {
                differences += 1
                #expect(byte & 0xE0 == 0x80)
            }
        }
        #expect(differences == 27)
        #expect(text(0x80, .windows1252) == "€" && text(0x9F, .windows1252) == "Ÿ")
    }

    @Test("Names of encodings and separators")
    func names() {
        #expect(TextEncoding(name: "UTF-8") == .utf8 && TextEncoding(name: "ISO-8859-1") == .latin1)
        #expect(TextEncoding(name: "cp1252") == .windows1252 && TextEncoding(name: "") == nil)
        let names = [",", "comma", ";", "semicolon", "\t", "\\t", "tab", "|", "pipe", ":", "", ",,"]
        let bytes: [UInt8?] = [0x2C, 0x2C, 0x3B, 0x3B, 0x09, 0x09, 0x09, 0x7C, 0x7C, nil, nil, nil]
        #expect(names.map { CSVDialect.separator(named: $0) } == bytes)
    }

    @Test("Base 64: the vectors of RFC 4648, every length, and what it never writes")
    func base64() {
        let vectors = ["": "", "f": "Zg==", "fo": "Zm8=", "foo": "Zm9v", "foob": "Zm9vYg==", "foobar": "Zm9vYmFy"]
        for (plain, coded) in vectors {
            #expect(Base64.encode(Array(plain.utf8)) == coded)
            #expect(Base64.decode(coded) == Array(plain.utf8))
        }
        var random = SeededGenerator(seed: 2)
        for length in 0..<70 {
            let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
            #expect(Base64.decode(Base64.encode(bytes)) == bytes)
        }
        for text in ["Z", "Zg", "Zg=", "Zh==", "Zm9=", "=Zg=", "Zg==Zg==", "Zm 8", "====", "Z===", "Zg=A", "é==="] {
            #expect(Base64.decode(text) == nil, "\(text)")
        }
    }
}
