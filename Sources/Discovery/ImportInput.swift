/// One opened input: a name for messages and its bytes in chunks, decompressed where the source was compressed.
public final class ImportInput {
    /// Bytes of `head` at most.
    public static let headBytes = 64 << 10

    /// The path, or `-` for standard input.
    public let name: String
    /// The bytes that `read` will give in all, where that is known before: the length of a plain file.
    public let expectedBytes: Int?
    /// The bytes that `read` has given.
    public private(set) var bytesRead = 0
    /// Fills the next chunk; an empty array ends the input.
    private let nextChunk: () throws(ImportError) -> [UInt8]
    /// What `head` has read ahead.
    private var held: [UInt8] = []

    public init(
        name: String, expectedBytes: Int? = nil, nextChunk: @escaping () throws(ImportError) -> [UInt8]
    ) {
        self.name = name
        self.expectedBytes = expectedBytes
        self.nextChunk = nextChunk
    }

    /// An input in memory.
    public convenience init(name: String, bytes: [UInt8]) {
        var pending = bytes
        self.init(name: name, expectedBytes: bytes.count) { () throws(ImportError) -> [UInt8] in
            defer { pending = [] }
            return pending
        }
    }

    /// The next bytes, at least one unless the input has ended.
    ///
    /// - Throws: `import.unreadable`, also when a compressed input turns out to be damaged: what was read before may be
    ///   incomplete, so the import must not keep it.
    public func read() throws(ImportError) -> [UInt8] {
        var chunk: [UInt8] = []
        swap(&chunk, &held)
        if chunk.isEmpty { chunk = try nextChunk() }
        bytesRead += chunk.count
        return chunk
    }

    /// The first bytes, up to `headBytes`, which stay to be read.
    public func head() throws(ImportError) -> [UInt8] {
        while held.count < Self.headBytes {
            let chunk = try nextChunk()
            guard !chunk.isEmpty else { break }
            held += chunk
        }
        return Array(held.prefix(Self.headBytes))
    }
}
