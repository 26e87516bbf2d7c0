import Faultline
import Foundation

/// A file without a name, which is gone with its last user, however the process ends.
final class ScratchFile {
    let handle: FileHandle

    /// - Throws: `command.file` when the folder for temporary files takes none.
    init() throws(CommandError) {
        let folder = FileManager.default.temporaryDirectory.path
        var template = Array("\(folder)/faultline-XXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else {
            throw CommandError(.file, "no file can be made in \(folder): \(String(cString: strerror(errno)))")
        }
        unlink(template)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }

    /// Opens the same file anew, at its beginning, as long as this object lives.
    var path: String { "/proc/self/fd/\(handle.fileDescriptor)" }

    var bytes: Int {
        var status = stat()
        return fstat(handle.fileDescriptor, &status) == 0 ? Int(status.st_size) : 0
    }

    /// The first bytes as text.
    func beginning(bytes: Int) -> String {
        var buffer = [UInt8](repeating: 0, count: bytes)
        let count = pread(handle.fileDescriptor, &buffer, bytes, 0)
        return String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
    }
}
