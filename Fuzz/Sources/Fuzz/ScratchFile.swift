import Foundation
import TestSupport

/// A file that is written anew for every input.
final class ScratchFile {
    private let folder: TemporaryFolder
    private let descriptor: CInt
    let path: String

    init() throws {
        folder = try temporaryFolder()
        path = folder.path("file")
        descriptor = open(path, O_RDWR | O_CREAT, 0o600)
        guard descriptor >= 0 else { throw Violation("no scratch file: \(String(cString: strerror(errno)))") }
    }

    deinit { close(descriptor) }

    func replace(by bytes: [UInt8]) throws {
        let written = bytes.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
        guard ftruncate(descriptor, off_t(bytes.count)) == 0, written == bytes.count else {
            throw Violation("the scratch file is full")
        }
    }
}
