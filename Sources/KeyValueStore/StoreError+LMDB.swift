internal import CLMDB
internal import Glibc
internal import GraphModel

extension StoreError {
    /// The error for a status that liblmdb returned: one of its own, all negative, or an `errno`.
    init(status: CInt, _ action: String) {
        let text = String(cString: mdb_strerror(status))
        self.init(Self.code(of: status), "\(action): \(text)", advice: Self.advice(for: status))
    }

    static func code(of status: CInt) -> Code {
        switch status {
        case MDB_KEYEXIST: .keyOrder
        case MDB_PAGE_NOTFOUND, MDB_CORRUPTED, MDB_CURSOR_FULL, MDB_PAGE_FULL, MDB_NOTFOUND: .corrupt
        case MDB_PANIC: .failed
        case MDB_VERSION_MISMATCH, MDB_INVALID, MDB_INCOMPATIBLE: .notAStore
        case MDB_MAP_FULL, ENOSPC, EDQUOT, EFBIG: .full
        case MDB_READERS_FULL, MDB_TLS_FULL: .readersFull
        case MDB_TXN_FULL: .transactionTooLarge
        case MDB_BAD_VALSIZE: .keySize
        case EACCES, EPERM, EROFS: .permission
        case ENOENT: .notFound
        // What is left: misuse of liblmdb (DBS_FULL, BAD_RSLOT, BAD_TXN, BAD_DBI), a map of another size, other
        // `errno`s.
        default: .system
        }
    }

    private static func advice(for status: CInt) -> String? {
        switch code(of: status) {
        case .full: "Make room on the disk, then try again. Nothing that was acknowledged is lost."
        case .corrupt: "Run `faultline verify`, then restore a backup."
        case .failed: "Close the store and open it again."
        case .readersFull: "End some readers, or open the store with more reader slots."
        case .permission: "Check the owner and the mode of the store's folder."
        case .transactionTooLarge: "Split the write into smaller ones."
        default: nil
        }
    }

    static func corruptRecord(_ table: Table, key: UnsafeRawBufferPointer) -> StoreError {
        StoreError(
            .corrupt, "a record of table \(table.name) is not what was written, key \(hexadecimal(key))",
            advice: "Run `faultline verify`, then restore a backup.")
    }

    static func corruptPage(_ table: Table, number: UInt64) -> StoreError {
        StoreError(
            .corrupt, "page \(number) of table \(table.name) is not what was written",
            advice: "Run `faultline verify`, then restore a backup.")
    }

    static func corruptOrder(_ table: Table, key: UnsafeRawBufferPointer) -> StoreError {
        StoreError(
            .corrupt, "the keys of table \(table.name) are out of order at key \(hexadecimal(key))",
            advice: "Run `faultline verify`, then restore a backup.")
    }

    /// The first bytes of a key for messages.
    static func hexadecimal(_ key: UnsafeRawBufferPointer) -> String {
        var text = ""
        for byte in key.prefix(64) {
            text += byte < 16 ? "0" : ""
            text += String(byte, radix: 16)
        }
        return key.count > 64 ? text + "…" : text
    }
}
