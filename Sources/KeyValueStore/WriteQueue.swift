/// The writes that wait, in order. Bounded: who submits waits for room, or is told that there is none.
final class WriteQueue: @unchecked Sendable {
    private let monitor = Monitor()
    private let limit: Int
    private let groupSize: Int
    // Guarded by the monitor. Taken from the front by index, so that neither end costs more than one step.
    private var jobs: [WriteJob] = []
    private var first = 0
    private var isStopped = false
    /// Jobs that must wait before the writer is woken.
    private var wanted = 1
    /// The last group, and when it was taken.
    private var lastCount = 0
    private var lastTaken: UInt64 = 0
    /// Longest wait for a group to fill, in nanoseconds.
    private static let longestPause: UInt64 = 1_000_000

    init(limit: Int, groupSize: Int) {
        self.limit = max(limit, 1)
        self.groupSize = max(groupSize, 1)
    }

    private var count: Int { jobs.count - first }

    /// Adds a job, waiting for room; false when the queue is stopped.
    func add(_ job: WriteJob) -> Bool {
        monitor.withLock {
            while count >= limit, !isStopped { monitor.wait(for: .hasRoom) }
            guard !isStopped else { return false }
            append(job)
            return true
        }
    }

    /// Adds a job if there is room now.
    func addIfRoom(_ job: WriteJob) -> Bool {
        monitor.withLock {
            guard count < limit, !isStopped else { return false }
            append(job)
            return true
        }
    }

    private func append(_ job: WriteJob) {
        jobs.append(job)
        if count >= wanted { monitor.wakeOne(.hasWork) }
    }

    /// Waits for work and takes what may share one commit: one exclusive job, or grouped ones in a row. Empty when
    /// the queue is stopped and everything in it is done.
    func take() -> [WriteJob] {
        monitor.withLock {
            let now = MonotonicClock.exact
            let deadline = now + min((now - lastTaken) / 2, Self.longestPause)
            while count == 0, !isStopped { monitor.wait(for: .hasWork) }
            fill(lastCount, until: deadline)
            var end = first
            while end < jobs.count, end - first < groupSize {
                if jobs[end].kind == .exclusive {
                    if end == first { end += 1 }
                    break
                }
                end += 1
            }
            let taken = Array(jobs[first..<end])
            first = end
            if first * 2 >= jobs.count {
                jobs.removeFirst(first)
                first = 0
            }
            monitor.wakeAll(.hasRoom)
            lastCount = taken.count
            lastTaken = MonotonicClock.exact
            return taken
        }
    }

    /// Waits until as many jobs are there as the last group had: those who were told of its end come back in a moment,
    /// and a flush for a few of them would make all others wait for it. For half of the time that the last group took,
    /// and never for one that comes later.
    private func fill(_ number: Int, until deadline: UInt64) {
        guard count < number else { return }
        wanted = number
        while count < wanted, !isStopped, monitor.wait(for: .hasWork, until: deadline) {}
        wanted = 1
    }

    /// Takes no more jobs; those that wait are still done.
    func stop() {
        monitor.withLock {
            isStopped = true
            monitor.wakeAll(.hasWork)
            monitor.wakeAll(.hasRoom)
        }
    }
}
