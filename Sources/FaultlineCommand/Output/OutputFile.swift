import Glibc
internal import GraphModel

/// Files that commands write.
enum OutputFile {
    /// Makes an empty file, in place of one that exists.
    static func create(_ path: String) throws(CommandError) -> StandardStream {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw CommandError(.file, "\(path) cannot be written: \(String(cString: strerror(errno)))")
        }
        return StandardStream(descriptor: descriptor, name: path)
    }

    /// Makes a folder, unless it exists.
    static func createFolder(_ path: String) throws(CommandError) {
        guard mkdir(path, 0o755) == 0 || errno == EEXIST else {
            throw CommandError(.file, "\(path) cannot be made: \(String(cString: strerror(errno)))")
        }
    }
}
