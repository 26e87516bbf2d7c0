internal import Glibc

/// Runs a piece of work on several threads and waits for all of them.
enum Threads {
    private final class Work {
        let body: () -> Void
        init(_ body: @escaping () -> Void) { self.body = body }
    }

    /// How many threads the machine runs at once.
    static var processors: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

    /// Calls `body` on `count` threads, this one among them, with the thread's number. Where the system gives fewer
    /// threads, the work of those missing is done here.
    static func run(_ count: Int, _ body: @escaping (Int) -> Void) {
        var started: [pthread_t] = []
        var missing: [Int] = []
        for number in 1..<max(count, 1) {
            var thread = pthread_t()
            let work = Unmanaged.passRetained(Work { body(number) })
            let result = pthread_create(
                &thread, nil,
                { argument in
                    if let argument { Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body() }
                    return nil
                }, work.toOpaque())
            if result == 0 {
                started.append(thread)
            } else {
                work.release()
                missing.append(number)
            }
        }
        body(0)
        for number in missing { body(number) }
        for thread in started { pthread_join(thread, nil) }
    }
}
