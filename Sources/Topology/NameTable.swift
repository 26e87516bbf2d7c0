internal import GraphModel

/// Names as length-prefixed UTF-8, one after another: a name is the offset of its length.
struct NameTable: ~Copyable {
    var bytes: MappedArray<UInt8>

    init(bytes: consuming MappedArray<UInt8> = MappedArray()) {
        self.bytes = bytes
    }

    mutating func append(_ name: String) -> UInt32 {
        let offset = UInt32(bytes.count)
        var writer = ByteWriter(capacity: name.utf8.count + 2)
        writer.string(name)
        bytes.append(contentsOf: writer.bytes)
        return offset
    }

    /// Empty for offsets that no name starts at.
    func name(at offset: UInt32) -> String {
        guard Int(offset) < bytes.count else { return "" }
        var reader = ByteReader(bytes.bytes, offset: Int(offset))
        return (try? reader.string()) ?? ""
    }

    /// All names in order of their offsets.
    func all() -> [String] {
        var names: [String] = []
        var reader = ByteReader(bytes.bytes)
        while !reader.isAtEnd, let name = try? reader.string() { names.append(name) }
        return names
    }
}
