import Glibc

/// A folder that lives as long as this object.
final class TemporaryFolder {
    let path: String

    init() {
        var template = Array("/tmp/faultline-discovery-XXXXXX".utf8CString)
        precondition(mkdtemp(&template) != nil, "no temporary folder")
        path = template.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
    }

    deinit { run("rm -rf '\(path)'") }

    /// Writes a file and returns its path.
    @discardableResult
    func file(_ name: String, _ bytes: [UInt8]) -> String {
        let path = "\(path)/\(name)"
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        precondition(descriptor >= 0, "cannot write \(path)")
        var written = 0
        while written < bytes.count {
            written += bytes[written...].withUnsafeBytes { max(write(descriptor, $0.baseAddress, $0.count), 0) }
        }
        close(descriptor)
        return path
    }

    /// Runs a shell command in the folder and returns its exit status.
    @discardableResult
    func run(_ command: String) -> Int32 {
        let arguments = ["sh", "-c", "cd '\(path)' && \(command)"]
        var pointers = arguments.map { strdup($0) } + [nil]
        defer { for pointer in pointers { free(pointer) } }
        var environment = ["PATH", "HOME"].map { name in
            strdup("\(name)=\(getenv(name).map { String(cString: $0) } ?? "")")
        }
        defer { for variable in environment { free(variable) } }
        environment.append(nil)
        var process: pid_t = 0
        guard posix_spawn(&process, "/bin/sh", nil, nil, &pointers, &environment) == 0 else { return -1 }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        return status >> 8
    }
}
