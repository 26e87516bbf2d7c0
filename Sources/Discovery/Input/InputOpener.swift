import Glibc
public import GraphModel

/// Opens what a user names: files, folders, `-` for standard input; compressed or not.
///
/// Compression is known by a file's first bytes, not by its name, and undone by the system's own tools (gzip, xz, lz4,
/// zstd), whose exit status is checked: a truncated archive ends in an error, never in a shorter input.
public struct InputOpener: Sendable {
    /// The most bytes that one compressed input may become.
    public var decompressedBytesLimit: Int
    /// Bytes read at once.
    public var chunkBytes: Int

    public init(decompressedBytesLimit: Int = 256 << 30, chunkBytes: Int = 1 << 20) {
        self.decompressedBytesLimit = decompressedBytesLimit
        self.chunkBytes = chunkBytes
    }

    /// Opens one file, or standard input for `-`.
    public func open(_ path: String) throws(ImportError) -> ImportInput {
        let descriptor = path == "-" ? dup(0) : Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Self.unreadable(path) }
        let file = FileDescriptor(descriptor)
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw Self.unreadable(path) }
        guard status.st_mode & S_IFMT != S_IFDIR else {
            throw ImportError(.unreadable, "\(path) is a folder", advice: "Its files are imported one by one.")
        }
        if let head = file.peek(8), let form = Compression(head: head) {
            let decompressor = try Decompressor(form, of: file, name: path, limit: decompressedBytesLimit)
            return ImportInput(name: path) { [chunkBytes] () throws(ImportError) -> [UInt8] in
                try decompressor.read(upTo: chunkBytes)
            }
        }
        let isFile = status.st_mode & S_IFMT == S_IFREG
        var isFirst = !isFile
        return ImportInput(name: path, expectedBytes: isFile ? Int(status.st_size) : nil) {
            [chunkBytes] () throws(ImportError) -> [UInt8] in
            guard let bytes = file.read(upTo: chunkBytes) else { throw Self.unreadable(path) }
            if isFirst, let form = Compression(head: bytes) {
                throw ImportError(
                    .unreadable, "\(path) is compressed with \(form.rawValue) and cannot be read twice",
                    advice: "Decompress it before it comes here: \(form.command.joined(separator: " ")) FILE | …")
            }
            isFirst = false
            return bytes
        }
    }

    private static func unreadable(_ path: String) -> ImportError {
        ImportError(
            .unreadable, "\(path == "-" ? "standard input" : path) cannot be read: \(FileDescriptor.lastError)")
    }
}
