internal import Glibc
public import GraphModel

extension Timestamp {
    /// The system's clock. The engine's outermost layer is the only place that reads it.
    public static func now() -> Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(microsecondsSinceEpoch: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000)
    }
}
