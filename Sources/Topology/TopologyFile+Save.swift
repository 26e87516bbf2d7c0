internal import Glibc

extension Topology {
    /// Writes the topology to a file, atomically: readers see the old file or the new one, never a part.
    ///
    /// The cost is writing `byteCount` bytes and one flush.
    ///
    /// - Throws: `topology.file` when the system refuses; the old file, if any, is then untouched.
    public func save(to path: String) throws(TopologyError) {
        try require(.all)
        let temporary = "\(path).\(getpid()).tmp"
        let file = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard file >= 0 else { throw .system("create", temporary) }
        do throws(TopologyError) {
            defer { close(file) }
            try write(to: file, temporary)
            guard fsync(file) == 0 else { throw TopologyError.system("flush", temporary) }
        } catch {
            unlink(temporary)
            throw error
        }
        guard rename(temporary, path) == 0 else {
            let failure = TopologyError.system("replace", path)
            unlink(temporary)
            throw failure
        }
    }

    private func write(to file: CInt, _ path: String) throws(TopologyError) {
        var sections: [TopologyFileHeader.Section] = []
        var sums: [UInt32] = []
        var offset = TopologyFileHeader.pageBytes
        for section in TopologySection.allCases {
            let content = bytes(of: section)
            try Self.write(content, at: offset, to: file, path)
            sums += PageChecksums.of(content)
            sections.append(.init(offset: UInt64(offset), count: UInt64(content.count / section.elementSize)))
            offset += TopologyFileHeader.pages(content.count)
        }
        let table = TopologyFileHeader.Section(offset: UInt64(offset), count: UInt64(sums.count))
        let tableChecksum = sums.withUnsafeBytes { checksum($0) }
        do {
            try sums.withUnsafeBytes { try Self.write($0, at: offset, to: file, path) }
        } catch {
            throw error as? TopologyError ?? .system("write", path)
        }
        offset += TopologyFileHeader.pages(sums.count * MemoryLayout<UInt32>.stride)
        guard ftruncate(file, off_t(offset)) == 0 else { throw .system("extend", path) }
        let header = TopologyFileHeader(
            stamp: stamp, counts: counts, sections: sections, table: table, tableChecksum: tableChecksum)
        let page = header.encoded()
        do {
            try page.withUnsafeBytes { try Self.write($0, at: 0, to: file, path) }
        } catch {
            throw error as? TopologyError ?? .system("write", path)
        }
    }

    private static func write(
        _ bytes: UnsafeRawBufferPointer, at offset: Int, to file: CInt, _ path: String
    ) throws(TopologyError) {
        var done = 0
        while done < bytes.count {
            let rest = bytes.baseAddress.map { $0 + done }
            let written = pwrite(file, rest, min(bytes.count - done, 1 << 30), off_t(offset + done))
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { throw .system("write", path) }
            done += written
        }
    }
}
