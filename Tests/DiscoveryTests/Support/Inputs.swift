import Discovery
import TestSupport

/// Inputs in memory, whole or cut in pieces.
enum Inputs {
    static func text(_ text: String, name: String = "in") -> ImportInput { bytes(Array(text.utf8), name: name) }

    static func bytes(_ bytes: [UInt8], name: String = "in") -> ImportInput { ImportInput(name: name, bytes: bytes) }

    /// The same bytes in chunks of one length.
    static func cut(_ bytes: [UInt8], every length: Int, name: String = "in") -> ImportInput {
        var rest = bytes[...]
        return ImportInput(name: name) { () throws(ImportError) -> [UInt8] in
            defer { rest = rest.dropFirst(length) }
            return Array(rest.prefix(length))
        }
    }

    /// The same bytes in chunks of random lengths.
    static func cut(_ bytes: [UInt8], seed: UInt64, name: String = "in") -> ImportInput {
        var random = SeededGenerator(seed: seed)
        var rest = bytes[...]
        return ImportInput(name: name) { () throws(ImportError) -> [UInt8] in
            let length = 1 + random.below(random.chance(30) ? 40 : 4)
            defer { rest = rest.dropFirst(length) }
            return Array(rest.prefix(length))
        }
    }

    /// A text that repeats until the input has so many bytes; only one chunk of it is ever in memory.
    static func repeating(_ text: String, times: Int, between first: String, and last: String) -> ImportInput {
        let block = Array(text.utf8)
        var chunks = [Array(first.utf8)]
        var left = times
        return ImportInput(name: "in") { () throws(ImportError) -> [UInt8] in
            if let chunk = chunks.popLast() { return chunk }
            guard left > 0 else { return [] }
            left -= 1
            if left == 0 { chunks = [Array(last.utf8)] }
            return block
        }
    }
}
