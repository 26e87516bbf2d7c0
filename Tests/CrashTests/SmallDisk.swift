import Foundation
import TestSupport

/// A small file system, where this user may mount one.
final class SmallDisk {
    enum Kind: String, CaseIterable, Sendable {
        /// In memory: full at the write.
        case tmpfs
        /// In a file, with a journal: full when pages are given their place.
        case ext4
    }

    private let folder: TemporaryFolder
    let path: String

    init?(_ kind: Kind) throws {
        folder = try temporaryFolder()
        path = folder.path("disk")
        guard geteuid() == 0, let mount = ChildProgram.tool("mount") else { return nil }
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        let image = folder.path("image")
        if kind == .ext4 {
            guard let make = ChildProgram.tool("mkfs.ext4"),
                FileManager.default.createFile(atPath: image, contents: Data(count: 8 << 20)),
                try ChildProgram(make, ["-q", "-F", "-m", "0", image]).finish().status == 0
            else { return nil }
        }
        let arguments = kind == .tmpfs ? ["-t", "tmpfs", "-o", "size=4m", "tmpfs", path] : ["-o", "loop", image, path]
        guard try ChildProgram(mount, arguments).finish().status == 0 else { return nil }
    }

    deinit {
        if let unmount = ChildProgram.tool("umount") { _ = try? ChildProgram(unmount, ["-l", path]).finish() }
    }

    static let possible: [Kind] = Kind.allCases.filter { (try? SmallDisk($0)) != nil }
}
