import Foundation
import GraphModel

/// The bytes of an input as the parser wants them, with what it would not survive or leaves out without a word kept
/// from it: bytes that are no UTF-8 in a document that does not say what else they are, and declarations of entities.
final class XMLInputStream: InputStream {
    private let input: ImportInput
    private var chunk: ArraySlice<UInt8> = []
    private var isAtEnd = false
    /// The last bytes handed on, for a declaration that two chunks share.
    private var tail: [UInt8] = []
    /// The beginning of a character that the next chunk completes.
    private var incomplete: [UInt8] = []
    /// Whether the bytes are UTF-8; nil before the first.
    private var isUTF8: Bool?
    private(set) var failure: ImportError?

    private static let declaration = Array("<!ENTITY".utf8)

    init(_ input: ImportInput) {
        self.input = input
        super.init(data: Data())
    }

    override func open() {}
    override func close() {}
    override var hasBytesAvailable: Bool { !isAtEnd }
    override var streamStatus: Stream.Status { isAtEnd ? .atEnd : .open }
    override var streamError: (any Error)? { nil }

    override func read(_ buffer: UnsafeMutablePointer<UInt8>, maxLength length: Int) -> Int {
        if chunk.isEmpty, !isAtEnd { fill() }
        let count = min(length, chunk.count)
        chunk.prefix(count).withUnsafeBufferPointer { bytes in
            if let base = bytes.baseAddress { buffer.update(from: base, count: count) }
        }
        chunk.removeFirst(count)
        return count
    }

    private func fill() {
        do throws(ImportError) {
            repeat { chunk = try next()[...] } while chunk.isEmpty && !isAtEnd
        } catch {
            failure = error
            isAtEnd = true
        }
    }

    /// The next bytes that are fit for the parser; perhaps none yet.
    private func next() throws(ImportError) -> [UInt8] {
        if isUTF8 == nil { isUTF8 = Self.isUTF8(try input.head()) }
        let read = try input.read()
        isAtEnd = read.isEmpty
        var bytes = incomplete + read
        incomplete = []
        if isUTF8 == true, let bad = UTF8Check.firstInvalid(bytes) {
            // The last three bytes may begin a character.
            guard !isAtEnd, bad >= bytes.count - 3, bytes[bad] >= 0xC2 else {
                throw ImportError(
                    .badEncoding, "the text is not UTF-8", at: SourcePosition(file: input.name),
                    advice: "Name its encoding in the first line, or save it as UTF-8.")
            }
            incomplete = Array(bytes[bad...])
            bytes.removeSubrange(bad...)
        }
        let seen = tail + bytes
        if seen.contains(Self.declaration) {
            throw ImportError(
                .limit, "the document declares entities, which are not read", at: SourcePosition(file: input.name),
                advice: "Write it without `<!ENTITY …>`.")
        }
        tail = Array(seen.suffix(Self.declaration.count - 1))
        return bytes
    }

    /// Whether a document does not say that it is in another encoding, which the parser then converts.
    private static func isUTF8(_ head: [UInt8]) -> Bool {
        if WideEncoding.isLikely(head) { return false }
        let text = String(decoding: head.prefix(200), as: UTF8.self)
        guard text.drop(while: { $0.isWhitespace || $0 == "\u{FEFF}" }).hasPrefix("<?xml"),
            let line = text.firstRange(of: "?>").map({ text[..<$0.lowerBound] }),
            let name = line.firstRange(of: "encoding")
        else { return true }
        let value = line[name.upperBound...].drop { !$0.isLetter }.prefix { $0.isLetter || $0.isNumber || $0 == "-" }
        return ["utf-8", "utf8", "us-ascii", "ascii"].contains(value.lowercased())
    }
}
