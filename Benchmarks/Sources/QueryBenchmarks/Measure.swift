import Glibc

/// One line of the table: a query, asked for each of some parameters, beside the same work in C.
struct QueryCase {
    var title: String
    /// How many rows or what number came; what both sides must agree on.
    var ours: (Int) throws -> Int
    var limit: ((Int) -> Int)?
    var calls: Int
    var rounds = 5
    /// What the task asks for.
    var target: String
}

func microseconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) * 1e6 + Double(time.tv_nsec) / 1e3
}

func percentile(_ values: [Double], _ share: Double) -> Double {
    let sorted = values.sorted()
    return sorted[min(Int(share * Double(sorted.count)), sorted.count - 1)]
}

func number(_ value: Double) -> String {
    value >= 100
        ? String(Int(value.rounded()))
        : value >= 1 ? "\((value * 10).rounded() / 10)" : "\((value * 1000).rounded() / 1000)"
}

/// Measures a case and prints its row.
func report(_ work: QueryCase) throws {
    var (ours, theirs): ([Double], [Double]) = ([], [])
    for round in 0...work.rounds {
        for call in 0..<work.calls {
            let start = microseconds()
            let answer = try work.ours(call)
            let middle = microseconds()
            let expected = work.limit?(call)
            let end = microseconds()
            if let expected { precondition(answer == expected, "\(work.title): \(answer) is not \(expected)") }
            // The first round warms plans, caches and page tables.
            if round > 0 {
                ours.append(middle - start)
                theirs.append(end - middle)
            }
        }
    }
    let (median, p99) = (percentile(ours, 0.5), percentile(ours, 0.99))
    let limit = work.limit == nil ? "" : number(percentile(theirs, 0.5))
    let ratio = work.limit == nil ? "" : number(ours.reduce(0, +) / max(0.001, theirs.reduce(0, +)))
    print("| \(work.title) | \(number(median)) | \(number(p99)) | \(limit) | \(ratio) | \(work.target) |")
}
