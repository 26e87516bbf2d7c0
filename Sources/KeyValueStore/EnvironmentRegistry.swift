internal import Glibc
internal import GraphModel
internal import Synchronization

/// The store folders that this process has open, by inode: LMDB breaks when one is opened twice.
enum EnvironmentRegistry {
    struct Identity: Hashable {
        var device: UInt64
        var inode: UInt64
    }

    private static let open = Mutex<Set<Identity>>([])

    static func claim(_ folder: String) throws(StoreError) -> Identity {
        guard let status = try FileSystem.status(folder) else {
            throw StoreError(.notFound, "there is no store at \(folder)")
        }
        let identity = Identity(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
        guard open.withLock({ $0.insert(identity).inserted }) else {
            throw StoreError(
                .alreadyOpen, "this process has the store at \(folder) open already",
                advice: "Share the open store; one process opens a store once.")
        }
        return identity
    }

    static func release(_ identity: Identity) {
        open.withLock { _ = $0.remove(identity) }
    }
}
