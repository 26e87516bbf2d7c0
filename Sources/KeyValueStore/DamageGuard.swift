internal import CDamageGuard
internal import CLMDB

/// For programs that open a store whose file may be damaged: they end with a stated error where reading would otherwise
/// end them by a signal.
///
/// LMDB trusts its pages, so a damaged one may lead it beyond the end of the mapped file. What was written is safe:
/// the process ends as if it had been killed.
public enum DamageGuard {
    /// From now on such an end writes `message` to standard error and exits with `status`. Signals of other causes are
    /// left alone. Concerns the whole process, so it is the affair of its outermost layer; calling it again changes
    /// the message, of which 1,023 bytes are kept.
    public static func begin(message: String, status: CInt) {
        let function = unsafeBitCast(
            mdb_env_open as @convention(c) (OpaquePointer?, UnsafePointer<CChar>?, CUnsignedInt, mdb_mode_t) -> CInt,
            to: UnsafeRawPointer.self)
        faultline_guard_begin(function, "/" + StoreFile.name, message, status)
    }

    /// Has LMDB tell what it finds out by itself.
    static func watch(_ environment: OpaquePointer) {
        mdb_env_set_assert(environment) { _, _ in faultline_guard_noticed() }
    }
}
