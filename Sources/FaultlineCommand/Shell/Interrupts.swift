import Faultline
import Glibc
import Synchronization

/// What Ctrl-C does while the shell runs: it ends the statement that runs, and interrupts waiting for a line.
enum Interrupts {
    /// The control of the statement that runs. Whoever sets it keeps it alive until after the next one.
    private static let running = Atomic<Unmanaged<QueryControl>?>(nil)

    static func catchAll() {
        // Made before the first signal: the handler must not be what makes it.
        running.store(nil, ordering: .releasing)
        var action = sigaction()
        action.__sigaction_handler.sa_handler = { _ in
            // One load and one store, which a handler may do.
            Interrupts.running.load(ordering: .acquiring)?._withUnsafeGuaranteedRef { $0.cancel() }
        }
        // Without SA_RESTART: a read of the terminal ends with EINTR.
        sigemptyset(&action.sa_mask)
        sigaction(SIGINT, &action, nil)
        // Whoever started the shell may have blocked it.
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGINT)
        pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    }

    static func watch(_ control: QueryControl?) {
        running.store(control.map(Unmanaged.passUnretained), ordering: .releasing)
    }
}
