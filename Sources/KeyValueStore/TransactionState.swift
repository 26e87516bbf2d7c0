internal import CLMDB
internal import Glibc

/// What a running transaction knows about itself, at an address that its copies share.
struct TransactionState {
    /// When it began, in nanoseconds of `MonotonicClock`.
    var start: UInt64
    /// When reads begin to throw; `.max` for write transactions.
    var deadline: UInt64
    /// Open cursors. LMDB frees those of a write transaction at its end, so that none may outlive it.
    var cursors = 0
    /// A read transaction's cursor for look-ups in each table, by table number, as far as it needed one.
    let searches: UnsafeMutablePointer<OpaquePointer?>
    private let searchCount: Int
    /// A read transaction's pages.
    var pages: PageMap
    /// The first page of each table, by table number; 0 of those that were not asked for yet.
    let roots: UnsafeMutablePointer<UInt64>
    /// The leaf that the last look-up in each table ended in, by table number; 0 of those without one.
    let leaves: UnsafeMutablePointer<UInt64>
    /// Branch pages that were found whole, each in the place that its number selects; 0 is none.
    private let known: UnsafeMutablePointer<UInt64>
    /// The only thread that may use a write transaction.
    var thread: pthread_t?
    /// Neighbours in the list of readers, oldest first.
    var older: UnsafeMutablePointer<TransactionState>?
    var newer: UnsafeMutablePointer<TransactionState>?

    private static let knownCount = 256

    init(
        start: UInt64, deadline: UInt64, pages: PageMap = .none, searchCount: Int = 0, thread: pthread_t? = nil
    ) {
        self.start = start
        self.deadline = deadline
        self.pages = pages
        self.searchCount = searchCount
        self.thread = thread
        searches = .allocate(capacity: searchCount)
        searches.initialize(repeating: nil, count: searchCount)
        roots = .allocate(capacity: searchCount)
        roots.initialize(repeating: 0, count: searchCount)
        leaves = .allocate(capacity: searchCount)
        leaves.initialize(repeating: 0, count: searchCount)
        known = .allocate(capacity: Self.knownCount)
        known.initialize(repeating: 0, count: Self.knownCount)
    }

    /// Whether the page was found whole, and the last one of those that share its place.
    func isKnown(_ page: UInt64) -> Bool { known[Int(page % UInt64(Self.knownCount))] == page }

    func know(_ page: UInt64) { known[Int(page % UInt64(Self.knownCount))] = page }

    /// Forgets what belongs to one snapshot, for another: its pages are `pages`.
    mutating func move(to pages: PageMap) {
        closeSearches()
        self.pages = pages
        roots.update(repeating: 0, count: searchCount)
        leaves.update(repeating: 0, count: searchCount)
        known.update(repeating: 0, count: Self.knownCount)
    }

    /// Closes the cursors of look-ups.
    private func closeSearches() {
        for slot in searches..<searches + searchCount {
            if let cursor = slot.pointee { mdb_cursor_close(cursor) }
            slot.pointee = nil
        }
    }

    /// Ends the state's own life.
    func deallocate() {
        closeSearches()
        searches.deallocate()
        roots.deallocate()
        leaves.deallocate()
        known.deallocate()
    }
}

/// The system's coarse monotonic clock: some milliseconds of resolution for a few nanoseconds a call.
package enum MonotonicClock {
    static var now: UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC_COARSE, &time)
        return UInt64(time.tv_sec) &* 1_000_000_000 &+ UInt64(time.tv_nsec)
    }

    /// The same clock to the nanosecond.
    package static var exact: UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) &* 1_000_000_000 &+ UInt64(time.tv_nsec)
    }

    package static func nanoseconds(_ duration: Duration) -> UInt64 {
        let (seconds, attoseconds) = duration.components
        guard seconds >= 0, seconds < 1 << 32 else { return seconds < 0 ? 0 : .max / 2 }
        return UInt64(seconds) * 1_000_000_000 + UInt64(max(attoseconds, 0)) / 1_000_000_000
    }
}
