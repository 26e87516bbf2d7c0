internal import CLMDB
internal import Glibc
internal import GraphModel

extension FileSystem {
    /// `f_type` of file systems on which a shared memory map and its locks are not coherent between machines.
    static let networkTypes: [UInt32: String] = [
        0x6969: "NFS", 0x517B: "SMB", 0xFF53_4D42: "CIFS", 0xFE53_4D42: "SMB2", 0x5346_414F: "AFS",
        0x6B41_4653: "kAFS", 0x7375_7245: "Coda", 0x00C3_6400: "Ceph", 0x0BD0_0BD0: "Lustre", 0x0102_1997: "9P",
        0x0116_1970: "GFS2", 0x7461_636F: "OCFS2", 0x4750_4653: "GPFS", 0x564C: "NCP", 0x6573_5546: "FUSE",
        0x1983_0326: "BeeGFS",
    ]

    /// Refuses a folder on a network file system, on which LMDB is not safe.
    static func requireLocal(_ folder: String) throws(StoreError) {
        var result = statfs()
        guard statfs(folder, &result) == 0 else { throw failure("looking at \(folder)") }
        try requireLocal(folder, type: UInt32(truncatingIfNeeded: result.f_type))
    }

    static func requireLocal(_ folder: String, type: UInt32) throws(StoreError) {
        guard let name = networkTypes[type] else { return }
        throw StoreError(
            .unsupportedFileSystem, "\(folder) is on a network file system (\(name))",
            advice: "Keep the store on a local disk; share it by a server, or copy backups to the share.")
    }
}
