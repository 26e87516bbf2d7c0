internal import CLMDB
internal import Glibc
internal import GraphModel

/// The one thread that writes to an environment: LMDB hangs for ever when a write transaction ends on another thread
/// than the one that began it.
final class Writer: @unchecked Sendable {
    private let queue: WriteQueue
    private let thread: pthread_t

    init(_ environment: EnvironmentHandle) throws(StoreError) {
        let queue = WriteQueue(limit: environment.settings.writeQueueLength, groupSize: environment.settings.groupSize)
        let start = ThreadStart(environment: environment, queue: queue)
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        pthread_attr_setstacksize(&attributes, Self.stackBytes)
        var thread = pthread_t()
        let context = Unmanaged.passRetained(start)
        let status = pthread_create(&thread, &attributes, Self.main, context.toOpaque())
        pthread_attr_destroy(&attributes)
        guard status == 0 else {
            context.release()
            throw FileSystem.failure("starting the writer thread", number: status)
        }
        self.queue = queue
        self.thread = thread
    }

    /// As much as a main thread has.
    private static let stackBytes = 8 << 20

    private final class ThreadStart {
        let environment: EnvironmentHandle
        let queue: WriteQueue

        init(environment: EnvironmentHandle, queue: WriteQueue) {
            self.environment = environment
            self.queue = queue
        }
    }

    private static let main: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { context in
        guard let context else { return nil }
        let start = Unmanaged<ThreadStart>.fromOpaque(context).takeRetainedValue()
        let group = WriteGroup(start.environment)
        while true {
            let jobs = start.queue.take()
            if jobs.isEmpty { return nil }
            group.run(jobs)
        }
    }

    /// Adds a job, waiting for room.
    func submit(_ job: WriteJob) {
        precondition(thread != pthread_self(), "a write waits for a write: it was submitted on the writer thread")
        guard queue.add(job) else { return job.complete(Self.closed) }
    }

    /// Adds a job, or fails it with `storage.busy`.
    func submitIfRoom(_ job: WriteJob) {
        guard queue.addIfRoom(job) else {
            return job.complete(
                StoreError(.busy, "too many writes wait", advice: "Try again in a moment, or write less at a time."))
        }
    }

    private static var closed: StoreError { StoreError(.failed, "the store was closed") }

    /// Does what waits, then ends the thread.
    func stop() {
        queue.stop()
        // The last reference may go on the writer thread itself, in a completion: then it ends on its own.
        if thread == pthread_self() { pthread_detach(thread) } else { pthread_join(thread, nil) }
    }
}
