internal import Glibc

/// Runs pieces of work on threads of their own.
enum Threads {
    /// How many threads the machine runs at once.
    static var processors: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

    /// A piece of work that runs, or has run where the system gave no thread.
    struct Started: ~Copyable {
        fileprivate let thread: pthread_t?

        /// Waits for its end. Must be called once.
        consuming func join() {
            if let thread { pthread_join(thread, nil) }
        }
    }

    private final class Work {
        let body: () -> Void
        init(_ body: @escaping () -> Void) { self.body = body }
    }

    /// Begins `body` on another thread; where the system gives none, does it here.
    static func start(_ body: @escaping () -> Void) -> Started {
        var thread = pthread_t()
        let work = Unmanaged.passRetained(Work(body))
        let result = pthread_create(
            &thread, nil,
            { argument in
                if let argument { Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body() }
                return nil
            }, work.toOpaque())
        if result == 0 { return Started(thread: thread) }
        work.takeRetainedValue().body()
        return Started(thread: nil)
    }

    /// Calls `body` on `count` threads, this one among them, with the thread's number.
    static func run(_ count: Int, _ body: @escaping (Int) -> Void) {
        guard count > 1 else { return body(0) }
        let other = start { body(count - 1) }
        run(count - 1, body)
        other.join()
    }
}
