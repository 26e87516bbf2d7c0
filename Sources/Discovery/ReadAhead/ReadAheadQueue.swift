import Glibc

/// Batches on their way from one thread to another; the sender waits when too many are under way.
final class ReadAheadQueue<Batch: Sendable>: @unchecked Sendable {
    /// Most batches that wait.
    static var capacity: Int { 8 }

    private let lock: UnsafeMutablePointer<pthread_mutex_t>
    private let changed: UnsafeMutablePointer<pthread_cond_t>
    private var batches: [Batch] = []
    private var isClosed = false
    private var isCancelled = false
    private var storedFailure: ImportError?

    init() {
        lock = .allocate(capacity: 1)
        changed = .allocate(capacity: 1)
        pthread_mutex_init(lock, nil)
        pthread_cond_init(changed, nil)
    }

    deinit {
        pthread_cond_destroy(changed)
        pthread_mutex_destroy(lock)
        changed.deallocate()
        lock.deallocate()
    }

    private func locked<R>(_ body: () -> R) -> R {
        pthread_mutex_lock(lock)
        defer { pthread_mutex_unlock(lock) }
        return body()
    }

    /// Hands over a batch, or waits until there is room.
    ///
    /// - Returns: False when the receiver wants no more.
    func push(_ batch: Batch) -> Bool {
        locked {
            while batches.count >= Self.capacity, !isCancelled { pthread_cond_wait(changed, lock) }
            guard !isCancelled else { return false }
            batches.append(batch)
            pthread_cond_signal(changed)
            return true
        }
    }

    /// The next batch, or nil when the sender has closed and nothing is left.
    func pop() -> Batch? {
        locked {
            while batches.isEmpty, !isClosed { pthread_cond_wait(changed, lock) }
            guard !batches.isEmpty else { return nil }
            let batch = batches.removeFirst()
            pthread_cond_signal(changed)
            return batch
        }
    }

    /// Says that no batch follows, and why when it is not the end.
    func close(_ failure: ImportError?) {
        locked {
            isClosed = true
            storedFailure = failure
            pthread_cond_signal(changed)
        }
    }

    /// Says that nobody will take another batch.
    func cancel() {
        locked {
            isCancelled = true
            pthread_cond_signal(changed)
        }
    }

    /// What ended the sender's work before its end.
    var failure: ImportError? { locked { storedFailure } }
}
