import Glibc

/// How long single calls took, by the clock on the wall, since a durable commit waits for the disk.
struct Samples {
    private var microseconds: [Double] = []
    /// When the first call began.
    private var begin: Double?

    mutating func measure<Value>(_ body: () throws -> Value) rethrows -> Value {
        let start = now()
        if begin == nil { begin = start }
        let value = try body()
        microseconds.append(now() - start)
        return value
    }

    mutating func join(_ other: Samples) {
        microseconds += other.microseconds
        begin = [begin, other.begin].compactMap(\.self).min()
    }

    /// Prints one line of JSON: microseconds of the median and of the 99th percentile, calls a second from the first
    /// to this moment.
    func printLine(_ name: String) {
        let sorted = microseconds.sorted()
        let seconds = (now() - (begin ?? now())) / 1e6
        let (median, p99) = (sorted[sorted.count / 2], sorted[sorted.count * 99 / 100])
        printObject(
            name,
            [
                ("count", Double(sorted.count)), ("median", median), ("p99", p99),
                ("perSecond", Double(sorted.count) / seconds),
            ])
    }
}

/// Microseconds of the steady clock.
func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) * 1e6 + Double(time.tv_nsec) / 1e3
}

/// One line of JSON; names are plain words.
func printObject(_ name: String, _ members: [(key: String, value: Double)]) {
    let text = members.map { "\"\($0.key)\": \($0.value)" }
    print("{\"name\": \"\(name)\", \(text.joined(separator: ", "))}")
}
