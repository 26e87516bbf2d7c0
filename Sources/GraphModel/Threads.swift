internal import Glibc

/// Runs pieces of work on threads of their own.
package enum Threads {
    /// How many threads the machine runs at once.
    package static var processors: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

    /// A piece of work that runs, or has run where the system gave no thread.
    package struct Started: ~Copyable {
        fileprivate let thread: pthread_t?

        /// Waits for its end. Must be called once.
        package consuming func join() {
            if let thread { pthread_join(thread, nil) }
        }
    }

    private final class Work {
        let body: () -> Void
        init(_ body: @escaping () -> Void) { self.body = body }
    }

    /// Begins `body` on another thread; where the system gives none, does it here.
    package static func start(_ body: @escaping () -> Void) -> Started {
        if let started = tryStart(body) { return started }
        body()
        return Started(thread: nil)
    }

    /// Begins `body` on another thread; nil when the system gives none.
    package static func tryStart(_ body: @escaping () -> Void) -> Started? {
        var thread = pthread_t()
        let work = Unmanaged.passRetained(Work(body))
        let status = pthread_create(
            &thread, nil,
            { argument in
                if let argument { Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body() }
                return nil
            }, work.toOpaque())
        if status == 0 { return Started(thread: thread) }
        work.release()
        return nil
    }

    /// Calls `body` on `count` threads, this one among them, with the thread's number.
    package static func run(_ count: Int, _ body: @escaping (Int) -> Void) {
        guard count > 1 else { return body(0) }
        let other = start { body(count - 1) }
        run(count - 1, body)
        other.join()
    }
}
