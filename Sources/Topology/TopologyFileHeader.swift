internal import GraphModel

/// The first page of a topology file: what it is, which state it shows, and where its sections lie.
///
/// All integers are little-endian, as the sections are. The layout is described in docs/format.md.
struct TopologyFileHeader: Equatable {
    struct Section: Equatable {
        /// In bytes from the start of the file; a multiple of the page size.
        var offset: UInt64
        /// In elements.
        var count: UInt64
    }

    static let magic: [UInt8] = Array("FLTOPO\r\n".utf8)
    static let version: UInt64 = 3
    static let pageBytes = PageChecksums.pageBytes

    var stamp: TopologyStamp
    var counts: TopologyCounts
    /// In the order of `TopologySection`.
    var sections: [Section]
    /// The checksums of all pages of all sections, and their own.
    var table: Section
    var tableChecksum: UInt32

    /// The length of the file that the header describes.
    var fileBytes: Int {
        var end = Self.pageBytes
        end = max(end, Int(table.offset) + Self.pages(Int(table.count) * MemoryLayout<UInt32>.stride))
        for (section, place) in zip(TopologySection.allCases, sections) {
            end = max(end, Int(place.offset) + Self.pages(Int(place.count) * section.elementSize))
        }
        return end
    }

    /// Bytes rounded up to whole pages.
    static func pages(_ bytes: Int) -> Int { (bytes + pageBytes - 1) / pageBytes * pageBytes }

    /// One page.
    func encoded() -> [UInt8] {
        var writer = ByteWriter(capacity: Self.pageBytes)
        for byte in Self.magic { writer.byte(byte) }
        writer.littleEndian(Self.version, width: 4)
        for byte in stamp.store { writer.byte(byte) }
        let totals = [counts.sortedNodes, counts.liveNodes, counts.relationships, counts.garbage].map { UInt64($0) }
        for value in [stamp.commit.rawValue, UInt64(bitPattern: stamp.time.microsecondsSinceEpoch)] + totals {
            writer.littleEndian(value, width: 8)
        }
        writer.littleEndian(UInt64(sections.count), width: 4)
        for section in sections + [table] {
            writer.littleEndian(section.offset, width: 8)
            writer.littleEndian(section.count, width: 8)
        }
        writer.littleEndian(UInt64(tableChecksum), width: 4)
        writer.bytes.append(contentsOf: repeatElement(0, count: Self.pageBytes - 4 - writer.bytes.count))
        let sum = writer.bytes.withUnsafeBytes { checksum($0) }
        writer.littleEndian(UInt64(sum), width: 4)
        return writer.bytes
    }

    init(
        stamp: TopologyStamp, counts: TopologyCounts, sections: [Section], table: Section, tableChecksum: UInt32
    ) {
        self.stamp = stamp
        self.counts = counts
        self.sections = sections
        self.table = table
        self.tableChecksum = tableChecksum
    }

    /// Reads a page; every count and offset is checked against the file's length, so that nothing lies outside it.
    init(decoding page: UnsafeRawBufferPointer, fileBytes length: Int) throws(TopologyError) {
        guard page.count == Self.pageBytes, page.prefix(Self.magic.count).elementsEqual(Self.magic) else {
            throw TopologyError(.format, "the file is not a topology")
        }
        do {
            self = try Self.fields(of: page)
        } catch {
            throw error as? TopologyError ?? TopologyError(.damaged, "the header of the topology file is unreadable")
        }
        guard fileBytes == length else {
            throw TopologyError(.damaged, "the topology file has \(length) bytes instead of \(fileBytes)")
        }
        try checkCounts()
    }

    private static func fields(of page: UnsafeRawBufferPointer) throws -> TopologyFileHeader {
        var reader = ByteReader(page, offset: magic.count)
        guard try reader.littleEndian(width: 4) == version else {
            throw TopologyError(.format, "the topology file has another format version")
        }
        let body = UnsafeRawBufferPointer(rebasing: page.dropLast(4))
        var trailer = ByteReader(page, offset: page.count - 4)
        guard try trailer.littleEndian(width: 4) == UInt64(checksum(body)) else {
            throw TopologyError(.damaged, "the header does not match its checksum")
        }
        let store = Array(try reader.raw(16))
        var numbers: [UInt64] = []
        for _ in 0..<6 { numbers.append(try reader.littleEndian(width: 8)) }
        let time = Timestamp(microsecondsSinceEpoch: Int64(bitPattern: numbers[1]))
        let stamp = TopologyStamp(store: store, commit: CommitNumber(numbers[0]), time: time)
        var counts = TopologyCounts()
        (counts.sortedNodes, counts.liveNodes) = (Int(clamping: numbers[2]), Int(clamping: numbers[3]))
        (counts.relationships, counts.garbage) = (Int(clamping: numbers[4]), Int(clamping: numbers[5]))
        guard try reader.littleEndian(width: 4) == UInt64(TopologySection.allCases.count) else {
            throw TopologyError(.format, "the topology file has other sections")
        }
        var sections: [Section] = []
        for size in TopologySection.allCases.map(\.elementSize) + [MemoryLayout<UInt32>.stride] {
            let offset = try reader.littleEndian(width: 8)
            let count = try reader.littleEndian(width: 8)
            guard offset % UInt64(pageBytes) == 0, offset < 1 << 48, count < 1 << 48 / UInt64(size)
            else { throw TopologyError(.damaged, "section \(sections.count) lies outside the file") }
            sections.append(Section(offset: offset, count: count))
        }
        let table = sections.removeLast()
        let sum = UInt32(truncatingIfNeeded: try reader.littleEndian(width: 4))
        return TopologyFileHeader(
            stamp: stamp, counts: counts, sections: sections, table: table, tableChecksum: sum)
    }

    /// Sections with one element a node, or a gate, have equally many.
    private func checkCounts() throws(TopologyError) {
        func count(_ section: TopologySection) -> UInt64 { sections[section.rawValue].count }
        let perNode: [TopologySection] = [.nodeClasses, .nodeFlags, .adjacency, .impactRanges, .gateHeads]
        guard perNode.allSatisfy({ count($0) == count(.nodeIDs) }), count(.types) == count(.others),
            count(.gateRecords) == count(.gateStates), counts.sortedNodes <= count(.nodeIDs),
            Int(table.count)
                == zip(TopologySection.allCases, sections).reduce(
                    0,
                    { sum, section in
                        sum + PageChecksums.pages(Int(section.1.count) * section.0.elementSize)
                    })
        else { throw TopologyError(.damaged, "the sections of the topology file do not fit each other") }
    }
}
