internal import Glibc
internal import GraphModel

/// The right to write to a store: an exclusive lock on `writer.lock` in its folder, held by one process at a time and
/// dropped by the operating system when that process ends, however it ends. The file holds the process id, for
/// messages.
struct WriterLock: ~Copyable {
    static let fileName = "writer.lock"

    private let descriptor: FileDescriptor

    init(folder: String) throws(StoreError) {
        let file = try FileDescriptor(folder + "/" + Self.fileName, O_RDWR | O_CREAT | O_CLOEXEC)
        try Self.lock(file, folder: folder)
        descriptor = file
    }

    private static func lock(_ descriptor: borrowing FileDescriptor, folder: String) throws(StoreError) {
        while flock(descriptor.number, LOCK_EX | LOCK_NB) != 0 {
            if errno == EINTR { continue }
            guard errno == EWOULDBLOCK else { throw FileSystem.failure("locking \(descriptor.path)") }
            let holder = String(decoding: try descriptor.read(at: 0, count: 20), as: UTF8.self)
            throw StoreError(
                .locked, "process \(holder.filter(\.isNumber)) has the store at \(folder) open for writing",
                advice: "Wait until it ends, or send the write to it. Reading needs no lock.")
        }
        let text = Array("\(getpid())\n".utf8)
        // The lock is what counts: a process id that could not be noted makes a message poorer, no more.
        if ftruncate(descriptor.number, 0) == 0 { _ = pwrite(descriptor.number, text, text.count, 0) }
    }
}
