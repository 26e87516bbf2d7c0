internal import Glibc

/// A growable array of plain values whose first part may be a private, copy-on-write mapping of a section of a file.
///
/// The mapping lies at the start of a larger reservation of address space, so that opening costs nothing, writing to an
/// element copies one page, and appending does not move what is there until the reservation is used up.
struct MappedArray<Element: BitwiseCopyable>: ~Copyable {
    /// Valid for `count` elements until the next append.
    private(set) var base: UnsafeMutablePointer<Element>
    private(set) var count: Int
    private var reservedBytes: Int
    /// Where the mapped part is checked as it is read. `base`, `bytes` and `elements` bypass that.
    private var pages: SectionPages?
    /// The marks of `pages`: what most reads look at is reached without counting references.
    private var marks: UnsafeMutablePointer<PageMark>?

    /// An empty array that takes `capacity` elements without moving.
    init(capacity: Int = 0) {
        count = 0
        reservedBytes = Self.reservation(forElements: capacity)
        base = Self.reserve(reservedBytes)
    }

    /// Maps `count` elements at `offset` of a file, which must be a multiple of the page size and lie within the file.
    ///
    /// Returns nil when the system refuses the mapping.
    init?(file: CInt, offset: Int, count: Int) {
        let reserved = Self.reservation(forElements: count + count / 8)
        let start = Self.reserve(reserved)
        let bytes = count * MemoryLayout<Element>.stride
        if bytes > 0 {
            let mapped = mmap(start, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_FIXED, file, off_t(offset))
            guard mapped != MAP_FAILED else {
                munmap(start, reserved)
                return nil
            }
        }
        base = start
        self.count = count
        reservedBytes = reserved
    }

    deinit { munmap(base, reservedBytes) }

    subscript(index: Int) -> Element {
        get {
            assert(index >= 0 && index < count, "index out of range")
            check(index, 1)
            return base[index]
        }
        nonmutating set {
            assert(index >= 0 && index < count, "index out of range")
            // Of a page that was written to, nobody can tell any more whether it was sound.
            check(index, 1)
            base[index] = newValue
        }
    }

    /// Checks elements before they are read behind the subscript's back.
    @inline(__always)
    func check(_ index: Int, _ count: Int) {
        guard let marks, count > 0 else { return }
        let first = (index * MemoryLayout<Element>.stride) >> PageChecksums.pageShift
        let last = ((index + count) * MemoryLayout<Element>.stride - 1) >> PageChecksums.pageShift
        for page in first...last where !marks[page].isSet { checkPage(page) }
    }

    @inline(never)
    private func checkPage(_ page: Int) { pages?.check(page: page) }

    /// Has the mapped part checked as it is read.
    mutating func checkAsRead(_ pages: SectionPages) {
        self.pages = pages
        marks = pages.marks(forBytes: reservedBytes)
    }

    var bytes: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: base, count: count * MemoryLayout<Element>.stride)
    }

    var elements: UnsafeBufferPointer<Element> { UnsafeBufferPointer(start: base, count: count) }

    mutating func append(_ element: Element) {
        reserve(count + 1)
        base[count] = element
        count += 1
    }

    /// Appends elements, which must not lie in this array.
    mutating func append(contentsOf elements: UnsafeBufferPointer<Element>) {
        guard let source = elements.baseAddress else { return }
        reserve(count + elements.count)
        (base + count).update(from: source, count: elements.count)
        count += elements.count
    }

    mutating func append(contentsOf elements: [Element]) {
        elements.withUnsafeBufferPointer { append(contentsOf: $0) }
    }

    /// Appends `extra` elements whose bytes are unspecified, for the caller to fill; returns where they start.
    mutating func appendUninitialized(_ extra: Int) -> Int {
        reserve(count + extra)
        defer { count += extra }
        return count
    }

    mutating func removeAll() { count = 0 }

    /// A copy that shares no memory with this array.
    func copy() -> MappedArray {
        var other = MappedArray(capacity: count)
        other.append(contentsOf: elements)
        return other
    }

    /// Makes room for so many elements in all, so that appending does not move them.
    mutating func reserve(_ elements: Int) {
        guard elements * MemoryLayout<Element>.stride > reservedBytes else { return }
        pages?.checkAll()
        (pages, marks) = (nil, nil)
        let larger = Self.reservation(forElements: elements * 2)
        let moved = Self.reserve(larger)
        moved.update(from: base, count: count)
        munmap(base, reservedBytes)
        base = moved
        reservedBytes = larger
    }

    private static func reservation(forElements elements: Int) -> Int {
        let least = 1 << 16
        let page = 1 << 12
        return (max(elements * MemoryLayout<Element>.stride, least) + page - 1) & ~(page - 1)
    }

    /// Address space that takes memory only where it is written to.
    private static func reserve(_ bytes: Int) -> UnsafeMutablePointer<Element> {
        let flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE
        let start = mmap(nil, bytes, PROT_READ | PROT_WRITE, flags, -1, 0)
        guard let start, start != MAP_FAILED else { preconditionFailure("out of address space") }
        return start.bindMemory(to: Element.self, capacity: bytes / MemoryLayout<Element>.stride)
    }
}
