/// How an environment is opened. The defaults are those of the product.
public struct EnvironmentSettings: Sendable {
    /// What this process may do with the store.
    public enum Access: Sendable {
        /// Reads only: any number of processes.
        case readOnly
        /// Reads and writes: one process at a time, held by a lock on `writer.lock`.
        case readWrite
    }

    /// What a commit waits for. Everything but `full` loses acknowledged commits in a power cut: the other modes are
    /// controls of the crash tests, which must fail with them.
    package enum Durability: Sendable {
        case full
        case withoutMetaSync
        case none
    }

    public var access: Access = .readWrite
    /// Address space reserved for the data file, which is also its largest size. Costs nothing until used.
    public var mapBytes: Int = 1 << 40
    /// Most read transactions open at one time, in all processes together.
    public var maxReaders: Int = 1_024
    /// How long a read transaction may live. Every page freed meanwhile stays in the file.
    public var readerAgeLimit: Duration = .seconds(60)
    /// Writes are refused when the file system has less than this many bytes free.
    public var freeSpaceWatermarkBytes: UInt64 = 64 << 20
    /// Writes that wait at one time, before `storage.busy`.
    public var writeQueueLength: Int = 4_096
    /// Most writes that share one commit.
    public var groupSize: Int = 256
    package var durability: Durability = .full

    public init() {}
}
