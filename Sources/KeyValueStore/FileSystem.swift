internal import Glibc
internal import GraphModel

/// The operating system's calls, with errors that name the path.
enum FileSystem {
    static func failure(_ action: String, number: CInt = errno) -> StoreError {
        StoreError(status: number, action)
    }

    /// Status of what is at the path, or nil when there is nothing.
    static func status(_ path: String) throws(StoreError) -> stat? {
        var result = stat()
        if stat(path, &result) == 0 { return result }
        if errno == ENOENT || errno == ENOTDIR { return nil }
        throw failure("looking at \(path)")
    }

    static func isFolder(_ status: stat) -> Bool { status.st_mode & S_IFMT == S_IFDIR }

    /// Makes names in a folder durable.
    static func syncFolder(_ path: String) throws(StoreError) {
        let descriptor = try FileDescriptor(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        try descriptor.sync()
    }

    /// Bytes that this user may still write on the file system of the path.
    static func freeBytes(_ path: String) -> UInt64? {
        var result = statvfs()
        guard statvfs(path, &result) == 0 else { return nil }
        return UInt64(result.f_bavail) * UInt64(result.f_frsize)
    }

    /// Whether so little is free, or so little may be written yet, that a failed write of a store means a full disk.
    static func isNearlyFull(_ folder: String) -> Bool {
        if let free = freeBytes(folder), free < 1 << 20 { return true }
        return isAtSizeLimit(folder + "/" + StoreFile.name)
    }

    /// Whether the limit on the size of files that this process has (`ulimit -f`) leaves a file no room for a page.
    private static func isAtSizeLimit(_ path: String) -> Bool {
        var limit = rlimit()
        var status = stat()
        guard getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0, stat(path, &status) == 0 else {
            return false
        }
        return UInt64(status.st_size) + UInt64(getpagesize()) > limit.rlim_cur
    }

    static func removeFile(_ path: String) throws(StoreError) {
        if unlink(path) != 0, errno != ENOENT { throw failure("removing \(path)") }
    }

    /// Removes the folder of a store and what a store consists of; leaves a folder that holds anything else.
    static func removeStore(_ folder: String) {
        for name in [StoreFile.name, "lock.mdb", WriterLock.fileName] { unlink(folder + "/" + name) }
        rmdir(folder)
    }

    /// Renames a folder to a name that nothing has. Should something have come there meanwhile, the system refuses to
    /// replace it, unless it is an empty folder.
    static func renameToNew(_ old: String, _ new: String) throws(StoreError) {
        guard try status(new) == nil else {
            throw StoreError(.exists, "there is already something at \(new)", advice: "Choose another path.")
        }
        guard rename(old, new) == 0 else { throw failure("renaming \(old) to \(new)") }
    }

    /// The folder that holds the path.
    static func parent(_ path: String) -> String {
        var trimmed = path[...]
        while trimmed.count > 1, trimmed.last == "/" { trimmed.removeLast() }
        guard let slash = trimmed.lastIndex(of: "/") else { return "." }
        return slash == trimmed.startIndex ? "/" : String(trimmed[..<slash])
    }

    static func names(in folder: String) throws(StoreError) -> [String] {
        guard let stream = opendir(folder) else { throw failure("reading folder \(folder)") }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }
}

/// An open file that closes itself.
struct FileDescriptor: ~Copyable {
    let number: CInt
    let path: String

    init(_ path: String, _ flags: CInt, mode: mode_t = 0o640) throws(StoreError) {
        number = Glibc.open(path, flags, mode)
        self.path = path
        if number < 0 { throw FileSystem.failure("opening \(path)") }
    }

    deinit { if number >= 0 { Glibc.close(number) } }

    func sync() throws(StoreError) {
        guard fsync(number) == 0 else { throw FileSystem.failure("making \(path) durable") }
    }

    func status() throws(StoreError) -> stat {
        var result = stat()
        guard fstat(number, &result) == 0 else { throw FileSystem.failure("looking at \(path)") }
        return result
    }

    /// Reads up to `count` bytes at an offset; fewer only at the end of the file.
    func read(at offset: Int, count: Int) throws(StoreError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let got = bytes.withUnsafeMutableBytes {
                pread(number, $0.baseAddress.map { $0 + filled }, count - filled, off_t(offset + filled))
            }
            if got < 0, errno == EINTR { continue }
            guard got >= 0 else { throw FileSystem.failure("reading \(path)") }
            if got == 0 { break }
            filled += got
        }
        bytes.removeLast(count - filled)
        return bytes
    }
}
