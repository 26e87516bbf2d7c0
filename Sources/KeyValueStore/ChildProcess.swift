internal import Glibc
public import GraphModel

/// Runs an executable as a child and waits for it: for work on a file that may be damaged, at which a process can die
/// of SIGBUS or of an assertion in LMDB.
public enum ChildProcess {
    /// How a child ended.
    public enum Outcome: Hashable, Sendable {
        /// With an exit status.
        case exited(CInt)
        /// By a signal, such as SIGBUS.
        case signalled(CInt)
    }

    /// Runs `executable` with `arguments` and waits for its end. Its standard streams and environment are those of this
    /// process, but for Swift's own report of crashes, which would be long and is expected here.
    ///
    /// Errors: `storage.system` when it cannot be started.
    public static func run(_ executable: String, _ arguments: [String]) throws(StoreError) -> Outcome {
        var child = pid_t()
        var pointers = ([executable] + arguments).map { strdup($0) }
        defer { for pointer in pointers { free(pointer) } }
        pointers.append(nil)
        var variables = inherited() + [strdup("SWIFT_BACKTRACE=enable=no"), nil]
        defer { free(variables[variables.count - 2]) }
        let status = posix_spawn(&child, executable, nil, nil, &pointers, &variables)
        guard status == 0 else { throw FileSystem.failure("starting \(executable)", number: status) }
        var wait: CInt = 0
        while waitpid(child, &wait, 0) < 0 {
            guard errno == EINTR else { throw FileSystem.failure("waiting for \(executable)") }
        }
        let signal = wait & 0x7F
        return signal == 0 ? .exited((wait >> 8) & 0xFF) : .signalled(signal)
    }

    /// The variables of this process that a child gets as they are. Not copied.
    private static func inherited() -> [UnsafeMutablePointer<CChar>?] {
        var variables: [UnsafeMutablePointer<CChar>?] = []
        var next = environ
        while let variable = next.pointee {
            if strncmp(variable, "SWIFT_BACKTRACE=", 16) != 0 { variables.append(variable) }
            next += 1
        }
        return variables
    }

    /// Runs a child that verifies the store at `folder`, and throws `storage.corrupt` when a signal ended it.
    ///
    /// - Returns: its exit status, which is the child's own answer.
    public static func verify(
        _ folder: String, with executable: String, _ arguments: [String]
    ) throws(StoreError) -> CInt {
        switch try run(executable, arguments) {
        case .exited(let status): return status
        case .signalled(let signal):
            throw StoreError(
                .corrupt, "reading \(folder) ended the process by signal \(signal): its pages are damaged",
                advice: "Restore a backup.")
        }
    }
}
