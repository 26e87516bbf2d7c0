import Measuring

/// The same work done by several sides, round by round, so that whatever else the machine does hits all alike.
struct Comparison {
    struct Side {
        var name: String
        /// Does the work for one node; the result is what both sides must agree on.
        var work: (UInt32) -> Int
    }

    var title: String
    var nodes: [UInt32]
    var sides: [Side]

    /// Processor microseconds of each side, one number a round.
    func run(rounds: Int) -> [[Double]] {
        var times = [[Double]](repeating: [], count: sides.count)
        for round in 0..<rounds + 2 {
            var sums: [Int] = []
            for (number, side) in sides.enumerated() {
                let start = processorTime()
                var sum = 0
                for node in nodes { sum += side.work(node) }
                // The first two rounds warm caches and page tables.
                if round >= 2 { times[number].append(processorTime() - start) }
                sums.append(sum)
            }
            precondition(sums.allSatisfy { $0 == sums[0] }, "the sides disagree")
        }
        return times
    }
}

/// The value below which a share of the values lies.
func percentile(_ values: [Double], _ share: Double) -> Double {
    let sorted = values.sorted()
    return sorted[min(Int(share * Double(sorted.count)), sorted.count - 1)]
}

/// Padded to a width; numbers to the right.
func column(_ text: String, _ width: Int, right: Bool = false) -> String {
    let padding = String(repeating: " ", count: max(width - text.count, 0))
    return right ? padding + text : text + padding
}

/// With one digit after the point below 100.
func short(_ value: Double) -> String {
    value >= 100 ? "\(Int(value.rounded()))" : "\((value * 10).rounded() / 10)"
}

/// With two digits after the point.
func ratio(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    let fraction = hundredths % 100
    return "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction)"
}
