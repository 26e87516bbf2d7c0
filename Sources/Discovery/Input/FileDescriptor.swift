import Glibc
import GraphModel

/// An open file that is closed when its last user is gone.
final class FileDescriptor {
    let number: Int32

    init(_ number: Int32) { self.number = number }

    deinit { close(number) }

    /// The next bytes, at most so many; empty at the end; nil with `errno` set when the system refuses.
    func read(upTo count: Int) -> [UInt8]? {
        var failed = false
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            var result = -1
            repeat { result = Glibc.read(number, buffer.baseAddress, count) } while result < 0 && errno == EINTR
            failed = result < 0
            filled = max(result, 0)
        }
        return failed ? nil : bytes
    }

    /// The bytes that `read` would give next, which stay to be read; nil for pipes and terminals.
    func peek(_ count: Int) -> [UInt8]? {
        var failed = false
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            let result = pread(number, buffer.baseAddress, count, lseek(number, 0, SEEK_CUR))
            failed = result < 0
            filled = max(result, 0)
        }
        return failed ? nil : bytes
    }

    /// Makes reads and writes that would wait fail instead.
    func setNonBlocking() { _ = fcntl(number, F_SETFL, fcntl(number, F_GETFL) | O_NONBLOCK) }

    /// Both ends of a new pipe, which child processes do not inherit by themselves.
    static func pipe(_ name: String) throws(ImportError) -> (reading: FileDescriptor, writing: FileDescriptor) {
        var ends: [Int32] = [0, 0]
        guard Glibc.pipe(&ends) == 0 else {
            throw ImportError(.unreadable, "\(name) cannot be read: \(lastError)")
        }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (FileDescriptor(ends[0]), FileDescriptor(ends[1]))
    }

    /// The text of the last error of the operating system.
    static var lastError: String { String(cString: strerror(errno)) }
}
