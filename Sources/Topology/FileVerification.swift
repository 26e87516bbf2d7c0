internal import GraphModel
internal import Synchronization

/// The checksums of a mapped file, and what was found to match them.
final class FileVerification: Sendable {
    let damage: FileDamage
    /// By section.
    private let sections: [SectionPages]
    private let table: ChecksumTable

    /// - Parameter bytes: each section as it is mapped.
    init(_ table: ChecksumTable, bytes: (TopologySection) -> UnsafeRawBufferPointer) {
        let damage = FileDamage()
        var next = table.start
        sections = TopologySection.allCases.map { section in
            let content = bytes(section)
            defer { next += PageChecksums.pages(content.count) }
            return SectionPages(section, content, expected: next, damage: damage)
        }
        self.damage = damage
        self.table = table
    }

    subscript(section: TopologySection) -> SectionPages { sections[section.rawValue] }

    /// Checks what was not checked yet of some sections, on all processors where that pays.
    func check(_ wanted: SectionSet) {
        let sections = TopologySection.allCases.filter { wanted.contains($0) }.map { self[$0] }
        let work = PageWork(sections.flatMap { pages in pages.remaining.map { (pages, $0) } })
        // A thread costs as much as checking some hundred kilobytes.
        let isLarge = work.pieces.count > sections.count
        Threads.run(isLarge ? min(Threads.processors, work.pieces.count) : 1) { _ in work.run() }
        for pages in sections { pages.finish() }
    }
}

/// Runs of pages to check, which threads take one after the other.
private final class PageWork {
    let pieces: [(section: SectionPages, pages: Range<Int>)]
    private let next = Atomic(0)

    init(_ pieces: [(section: SectionPages, pages: Range<Int>)]) { self.pieces = pieces }

    func run() {
        while true {
            let place = next.add(1, ordering: .relaxed).oldValue
            guard place < pieces.count else { return }
            pieces[place].section.check(pages: pieces[place].pages)
        }
    }
}

/// The checksums of a file's pages, section by section, as the file has them.
final class ChecksumTable: @unchecked Sendable {
    private let sums: MappedArray<UInt32>

    /// - Throws: `topology.damaged` when the table does not match its own checksum.
    init(_ sums: consuming MappedArray<UInt32>, checksum expected: UInt32) throws(TopologyError) {
        guard checksum(sums.bytes) == expected else {
            throw .damaged("the checksums of the topology file do not match their own")
        }
        self.sums = sums
    }

    var start: UnsafePointer<UInt32> { UnsafePointer(sums.base) }
}

extension TopologyError {
    static func damaged(_ what: String) -> TopologyError {
        TopologyError(
            .damaged, what, advice: "The file is a cache: delete it, and it is rebuilt from the store.")
    }
}
