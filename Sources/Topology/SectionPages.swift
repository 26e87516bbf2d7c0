internal import Glibc
internal import GraphModel
internal import Synchronization

/// Which pages of a mapped section have been found to match their checksums.
///
/// A page is checked when something first reads it, so that a question pays for what it reaches. One that does not
/// match is remembered, and reads as zeros from then on: what is computed from it stays inside the tables, and is
/// refused in the end (`Topology.requireSound`). Any number of threads may check pages.
final class SectionPages: @unchecked Sendable {
    private let section: TopologySection
    private let base: UnsafeMutableRawPointer
    private let byteCount: Int
    private let pageCount: Int
    /// By page. Kept by the file's verification.
    private let expected: UnsafePointer<UInt32>
    /// By page; set once it was checked. Pages behind the section have theirs set from the start.
    private var marks: UnsafeMutablePointer<PageMark>
    private var markCount: Int
    private let isWhole = Atomic(false)
    private let damage: FileDamage

    /// - Parameter bytes: the mapped section, which can be written to.
    init(
        _ section: TopologySection, _ bytes: UnsafeRawBufferPointer, expected: UnsafePointer<UInt32>,
        damage: FileDamage
    ) {
        self.section = section
        self.expected = expected
        self.damage = damage
        byteCount = bytes.count
        pageCount = PageChecksums.pages(bytes.count)
        // An empty section has no page, and nothing is ever read or written through this.
        base = UnsafeMutableRawPointer(mutating: bytes.baseAddress ?? UnsafeRawPointer(expected))
        markCount = max(pageCount, 1)
        marks = PageMark.allocate(markCount, behind: pageCount)
    }

    deinit { PageMark.deallocate(marks, markCount) }

    /// The marks for a mapping that may grow to so many bytes. Before anything is checked.
    func marks(forBytes bytes: Int) -> UnsafeMutablePointer<PageMark> {
        PageMark.deallocate(marks, markCount)
        markCount = max(PageChecksums.pages(bytes), pageCount)
        marks = PageMark.allocate(markCount, behind: pageCount)
        return marks
    }

    /// Checks one page.
    func check(page: Int) {
        let start = page << PageChecksums.pageShift
        let content = UnsafeRawBufferPointer(
            start: base + start, count: min(PageChecksums.pageBytes, byteCount - start))
        note(page, checksum(content))
    }

    private func note(_ page: Int, _ sum: UInt32) {
        if sum != expected[page] {
            damage.note(section)
            let start = page << PageChecksums.pageShift
            memset(base + start, 0, min(PageChecksums.pageBytes, byteCount - start))
        }
        marks[page].set()
    }

    /// How many pages a thread takes at a time.
    private static var pagesAtATime: Int { 1_024 }

    /// Pieces of work that together check the pages not checked yet.
    var remaining: [Range<Int>] {
        if isWhole.load(ordering: .acquiring) { return [] }
        return stride(from: 0, to: pageCount, by: Self.pagesAtATime).map {
            $0..<min($0 + Self.pagesAtATime, pageCount)
        }
    }

    /// Checks a run of pages: several at once, which is much faster than one after the other.
    func check(pages: Range<Int>) {
        let start = pages.lowerBound << PageChecksums.pageShift
        let end = min(pages.upperBound << PageChecksums.pageShift, byteCount)
        // Pages that were checked may have been written to since.
        guard pages.contains(where: { !marks[$0].isSet }) else { return }
        let sums = PageChecksums.of(UnsafeRawBufferPointer(start: base + start, count: end - start))
        for page in pages where !marks[page].isSet { note(page, sums[page - pages.lowerBound]) }
    }

    /// Notes that all pages were checked.
    func finish() { isWhole.store(true, ordering: .releasing) }

    /// Checks all pages.
    func checkAll() {
        for pages in remaining { check(pages: pages) }
        finish()
    }
}

/// Whether a page was checked. Any number of threads may look and set.
struct PageMark: ~Copyable {
    private let value: Atomic<UInt8>

    @inline(__always) var isSet: Bool { value.load(ordering: .relaxed) != 0 }

    func set() { value.store(1, ordering: .relaxed) }

    /// Marks of which those from `first` on are set.
    static func allocate(_ count: Int, behind first: Int) -> UnsafeMutablePointer<PageMark> {
        let marks = UnsafeMutablePointer<PageMark>.allocate(capacity: count)
        for place in 0..<count { (marks + place).initialize(to: PageMark(value: Atomic(place < first ? 0 : 1))) }
        return marks
    }

    static func deallocate(_ marks: UnsafeMutablePointer<PageMark>, _ count: Int) {
        marks.deinitialize(count: count)
        marks.deallocate()
    }
}

/// Whether something in a mapped file was found to be damaged.
final class FileDamage: Sendable {
    private let first = Atomic(-1)

    var section: TopologySection? { TopologySection(rawValue: first.load(ordering: .relaxed)) }

    func note(_ section: TopologySection) {
        _ = first.compareExchange(expected: -1, desired: section.rawValue, ordering: .relaxed)
    }
}
