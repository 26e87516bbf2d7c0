import Glibc
import GraphModel

/// A child process that decompresses a file; ended and reaped with this object.
final class Decompressor {
    private let name: String
    private let form: Compression
    private let limit: Int
    private let output: FileDescriptor
    private let complaints: FileDescriptor
    private var process: pid_t
    private var total = 0

    /// Starts the tool on an open file.
    ///
    /// - Parameter limit: The most bytes that may come out.
    init(
        _ form: Compression, of file: FileDescriptor, name: String, limit: Int
    ) throws(ImportError) {
        self.form = form
        self.name = name
        self.limit = limit
        let (output, input) = try FileDescriptor.pipe(name)
        let (complaints, voice) = try FileDescriptor.pipe(name)
        // A tool that complains more than a pipe holds must not wait for somebody to listen.
        complaints.setNonBlocking()
        voice.setNonBlocking()
        self.output = output
        self.complaints = complaints
        process = 0
        let status = Self.spawn(form.command, [file.number, input.number, voice.number], &process)
        guard status == 0 else {
            process = 0
            throw ImportError(
                .unreadable,
                "\(name) is compressed with \(form.rawValue), which cannot be run: "
                    + String(cString: strerror(status)),
                advice: "Install it: apt install \(form.package)")
        }
    }

    deinit {
        guard process > 0 else { return }
        kill(process, SIGKILL)
        _ = Self.wait(process)
    }

    /// The next decompressed bytes; empty at the end, once the tool has said that all was well.
    func read(upTo count: Int) throws(ImportError) -> [UInt8] {
        guard let bytes = output.read(upTo: count) else { throw Self.systemError(name) }
        total += bytes.count
        guard total <= limit else {
            throw ImportError(
                .limit, "\(name) decompresses to more than \(limit) bytes",
                advice: "If this is right, decompress it first.")
        }
        if bytes.isEmpty { try finish() }
        return bytes
    }

    private func finish() throws(ImportError) {
        guard process > 0 else { return }
        let status = Self.wait(process)
        process = 0
        guard status != 0 else { return }
        let said = complaints.read(upTo: 1_024).map { String(decoding: $0, as: UTF8.self) } ?? ""
        let line = said.split(separator: "\n").first.map { ": \($0)" } ?? ""
        throw ImportError(
            .unreadable, "\(name) cannot be decompressed\(line)", advice: "The file may be truncated or damaged.")
    }

    /// Starts a command with the given descriptors as standard input, output and error.
    private static func spawn(_ command: [String], _ descriptors: [Int32], _ process: inout pid_t) -> Int32 {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (target, descriptor) in descriptors.enumerated() {
            posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(target))
        }
        var arguments = command.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var environment: [UnsafeMutablePointer<CChar>?] = [strdup("LC_ALL=C"), nil]
        defer { for variable in environment { free(variable) } }
        return posix_spawnp(&process, command[0], &actions, nil, &arguments, &environment)
    }

    /// The exit status of a child, or 128 and the signal that ended it.
    private static func wait(_ process: pid_t) -> Int32 {
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 {
            guard errno == EINTR else { return -1 }
        }
        let signal = status & 0x7F
        return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
    }

    private static func systemError(_ name: String) -> ImportError {
        ImportError(.unreadable, "\(name) cannot be decompressed: \(FileDescriptor.lastError)")
    }
}
