internal import Glibc

/// A lock with two conditions to wait for, for threads that may block: the writer and those who hand it work.
package final class Monitor: @unchecked Sendable {
    private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let conditions = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 2)

    package enum Condition: Int {
        case hasWork
        case hasRoom
    }

    package init() {
        pthread_mutex_init(lock, nil)
        var attributes = pthread_condattr_t()
        pthread_condattr_init(&attributes)
        pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
        pthread_cond_init(conditions, &attributes)
        pthread_cond_init(conditions + 1, &attributes)
        pthread_condattr_destroy(&attributes)
    }

    deinit {
        pthread_cond_destroy(conditions)
        pthread_cond_destroy(conditions + 1)
        pthread_mutex_destroy(lock)
        conditions.deallocate()
        lock.deallocate()
    }

    package func withLock<Result>(_ body: () -> Result) -> Result {
        pthread_mutex_lock(lock)
        defer { pthread_mutex_unlock(lock) }
        return body()
    }

    /// Inside `withLock` only. May return early: test again.
    package func wait(for condition: Condition) { pthread_cond_wait(conditions + condition.rawValue, lock) }

    /// Inside `withLock` only. May return early: test again. False when the time, in nanoseconds of the monotonic
    /// clock, has come.
    package func wait(for condition: Condition, until time: UInt64) -> Bool {
        var deadline = timespec(tv_sec: Int(time / 1_000_000_000), tv_nsec: Int(time % 1_000_000_000))
        return pthread_cond_timedwait(conditions + condition.rawValue, lock, &deadline) != ETIMEDOUT
    }

    package func wakeOne(_ condition: Condition) { pthread_cond_signal(conditions + condition.rawValue) }

    package func wakeAll(_ condition: Condition) { pthread_cond_broadcast(conditions + condition.rawValue) }
}

/// One wake-up for one waiting thread.
final class Signal: @unchecked Sendable {
    private let semaphore = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)
    /// Whom the thread that this one wakes wakes in turn. Written before it is sent.
    private var others: [Signal] = []

    init() { sem_init(semaphore, 0, 0) }

    deinit {
        sem_destroy(semaphore)
        semaphore.deallocate()
    }

    func send() { sem_post(semaphore) }

    /// Sends many for the price of one: whoever wakes passes two of them on.
    static func send(_ signals: [Signal]) {
        for (place, signal) in signals.enumerated() {
            signal.others = Array(signals.dropFirst(2 * place + 1).prefix(2))
        }
        signals.first?.send()
    }

    func wait() {
        while sem_wait(semaphore) != 0 {}
        for other in others { other.send() }
        others = []
    }
}
