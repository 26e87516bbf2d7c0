import GraphModel
import TestSupport
import Testing

@testable import Discovery

@Suite("The window on an input")
struct InputWindowTests {
    @Test("What is kept stays side by side, and positions stay right", arguments: Seeds.first(60))
    func sliding(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let bytes = (0..<2_000).map { _ in random.chance(5) ? 0x0A : UInt8.random(in: 0x20...0x7E, using: &random) }
        var window = InputWindow(Inputs.cut(bytes, seed: seed), capacity: 16, longestPiece: 4_096)
        var kept = 0  // in the input
        while true {
            let keep = random.below(window.count - (kept - window.origin) + 1) + (kept - window.origin)
            kept = window.origin + keep
            guard try window.refill(keeping: keep) else { break }
            #expect(window.origin == kept, "seed \(seed)")
            #expect(window.base[window.count] == 0, "seed \(seed)")
            for offset in 0..<window.count {
                #expect(window.base[offset] == bytes[window.origin + offset], "seed \(seed)")
            }
            // Positions may be asked in any order.
            for _ in 0..<3 where window.count > 0 {
                let offset = random.below(window.count)
                let before = bytes[..<(window.origin + offset)]
                let line = before.count { $0 == 0x0A } + 1
                let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
                let position = window.position(offset)
                #expect(position.line == line, "seed \(seed)")
                #expect(position.column == window.origin + offset - lineStart + 1, "seed \(seed)")
            }
        }
        #expect(window.origin + window.count == bytes.count)
    }

    @Test("A piece at the limit passes; one byte more does not")
    func limit() throws {
        var window = InputWindow(Inputs.bytes(Array(repeating: 0x61, count: 64)), capacity: 16, longestPiece: 64)
        while try window.refill(keeping: 0) {}
        #expect(window.count == 64)
        var narrow = InputWindow(Inputs.bytes(Array(repeating: 0x61, count: 65)), capacity: 16, longestPiece: 64)
        var failure: ImportError?
        do {
            while try narrow.refill(keeping: 0) {}
        } catch {
            failure = error
        }
        #expect(failure?.kind == .limit)
        #expect(failure?.position == SourcePosition(file: "in", line: 1, column: 1))
    }

    @Test("Byte order marks")
    func marks() throws {
        func mark(_ bytes: [UInt8]) throws(ImportError) -> Int {
            var window = InputWindow(Inputs.bytes(bytes))
            while window.count < 4, try window.refill(keeping: 0) {}
            return try window.skipByteOrderMark()
        }
        #expect(try mark([]) == 0)
        #expect(try mark([0x7B]) == 0)
        #expect(try mark([0xEF, 0xBB, 0xBF]) == 3)
        #expect(try mark([0xEF, 0xBB, 0x41]) == 0)
        for wide: [UInt8] in [[0xFE, 0xFF], [0xFF, 0xFE, 0, 0], [0, 0x7B, 0, 0x7D], [0x7B, 0]] {
            #expect(throws: ImportError.self, "\(wide)") { try mark(wide) }
        }
    }
}
