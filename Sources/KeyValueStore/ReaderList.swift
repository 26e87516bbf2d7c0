internal import Synchronization

/// The running read transactions of this process, oldest first: a doubly linked list through their states, so that
/// beginning and ending cost the same however many there are.
final class ReaderList: Sendable {
    private struct Ends: @unchecked Sendable {
        var oldest: UnsafeMutablePointer<TransactionState>?
        var newest: UnsafeMutablePointer<TransactionState>?
        var count = 0
    }

    private let ends = Mutex(Ends())

    func insert(_ state: UnsafeMutablePointer<TransactionState>) {
        nonisolated(unsafe) let state = state
        ends.withLock { ends in
            state.pointee.older = ends.newest
            state.pointee.newer = nil
            if let newest = ends.newest { newest.pointee.newer = state } else { ends.oldest = state }
            ends.newest = state
            ends.count += 1
        }
    }

    func remove(_ state: UnsafeMutablePointer<TransactionState>) {
        nonisolated(unsafe) let state = state
        ends.withLock { ends in
            let (older, newer) = (state.pointee.older, state.pointee.newer)
            if let older { older.pointee.newer = newer } else { ends.oldest = newer }
            if let newer { newer.pointee.older = older } else { ends.newest = older }
            ends.count -= 1
        }
    }

    /// How many there are, and when the oldest began.
    var summary: (count: Int, oldestStart: UInt64?) {
        ends.withLock { ($0.count, $0.oldest?.pointee.start) }
    }
}
