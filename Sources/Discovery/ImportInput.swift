/// One opened input: a name for messages and its bytes in chunks, decompressed where the source was compressed.
public final class ImportInput {
    /// The path, or `-` for standard input.
    public let name: String
    /// Fills the next chunk; an empty array ends the input.
    private let nextChunk: () throws(ImportError) -> [UInt8]

    public init(name: String, nextChunk: @escaping () throws(ImportError) -> [UInt8]) {
        self.name = name
        self.nextChunk = nextChunk
    }

    /// An input in memory.
    public convenience init(name: String, bytes: [UInt8]) {
        var pending = bytes
        self.init(name: name) { () throws(ImportError) -> [UInt8] in
            defer { pending = [] }
            return pending
        }
    }

    /// The next bytes, at least one unless the input has ended.
    public func read() throws(ImportError) -> [UInt8] {
        try nextChunk()
    }
}
