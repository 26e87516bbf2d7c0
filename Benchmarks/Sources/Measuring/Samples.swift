internal import Glibc

/// How long single calls took.
public struct Samples {
    private var microseconds: [Double] = []
    /// When the first call began.
    private var begin: Double?
    private let clock: () -> Double

    /// - Parameter clock: the one on the wall for durable commits, which wait for the disk.
    public init(clock: @escaping () -> Double = now) { self.clock = clock }

    public mutating func measure<Value>(_ body: () throws -> Value) rethrows -> Value {
        let start = clock()
        if begin == nil { begin = start }
        let value = try body()
        microseconds.append(clock() - start)
        return value
    }

    public mutating func join(_ other: Samples) {
        microseconds += other.microseconds
        begin = [begin, other.begin].compactMap(\.self).min()
    }

    public var count: Int { microseconds.count }
    public var total: Double { microseconds.reduce(0, +) }

    /// Microseconds below which a share of the calls lies; at least one was measured.
    public func percentile(_ share: Double) -> Double {
        microseconds.sorted()[min(Int(share * Double(microseconds.count)), microseconds.count - 1)]
    }

    /// Prints one line of JSON: microseconds of the median and of the 99th percentile, calls a second from the first
    /// to this moment.
    public func printLine(_ name: String) {
        let seconds = (clock() - (begin ?? clock())) / 1e6
        printObject(
            name,
            [
                ("count", Double(count)), ("median", percentile(0.5)), ("p99", percentile(0.99)),
                ("perSecond", Double(count) / seconds),
            ])
    }
}

/// Microseconds of the steady clock.
public func now() -> Double { microseconds(CLOCK_MONOTONIC) }

/// Microseconds of the processor that this thread has taken: what other programs take does not count, their use of
/// caches does.
public func processorTime() -> Double { microseconds(CLOCK_THREAD_CPUTIME_ID) }

private func microseconds(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) * 1e6 + Double(time.tv_nsec) / 1e3
}

/// One line of JSON; names are plain words.
public func printObject(_ name: String, _ members: [(key: String, value: Double)]) {
    let text = members.map { "\"\($0.key)\": \($0.value)" }
    print("{\"name\": \"\(name)\", \(text.joined(separator: ", "))}")
}
