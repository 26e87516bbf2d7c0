internal import Foundation

/// An empty folder of its own, removed with everything in it when the last reference is gone.
///
/// Hold on to it for as long as the folder is used: `let folder = try temporaryFolder()`, then `folder.path`.
public final class TemporaryFolder: Sendable {
    public let path: String

    fileprivate init() throws {
        var template = Array("\(Self.base)/faultline-test-XXXXXX".utf8CString)
        let made = template.withUnsafeMutableBufferPointer { $0.baseAddress.flatMap { mkdtemp($0) } }
        guard let made else { throw TemporaryFolderError(number: errno) }
        path = String(cString: made)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// `TMPDIR`, else memory where there is plenty of it: most tests commit often, and need no disk to be right.
    private static let base: String = {
        if let chosen = getenv("TMPDIR") { return String(cString: chosen) }
        var space = statvfs()
        let isRoomy = statvfs("/dev/shm", &space) == 0 && UInt64(space.f_bavail) * UInt64(space.f_frsize) > 4 << 30
        return isRoomy ? "/dev/shm" : "/tmp"
    }()

    /// The path of a name inside.
    public func path(_ name: String) -> String { path + "/" + name }
}

public struct TemporaryFolderError: Error {
    public let number: CInt
}

/// Makes an empty folder that goes when the result does.
public func temporaryFolder() throws -> TemporaryFolder { try TemporaryFolder() }
