import Measuring

/// One line of the table: a query, asked for each of some parameters, beside the same work done by others.
struct QueryCase {
    /// The same work without a query.
    struct Limit {
        var side: String
        var work: (Int) -> Int
    }

    /// As the tables' maker knows it.
    var name: String
    var calls: Int
    var rounds = 5
    /// What came, as a number that all sides must agree on.
    var query: (Int) throws -> Int
    var limits: [Limit] = []

    /// Asks round by round, each call on all sides in turn, and prints a line of JSON: microseconds of the processor
    /// for each side, and the sum of the answers of a round.
    func measure() throws {
        var (own, others) = (Samples(clock: processorTime), limits.map { _ in Samples(clock: processorTime) })
        var answers = 0
        for round in 0...rounds {
            // The first round warms plans, caches and page tables.
            if round == 1 {
                (own, others, answers) = (
                    Samples(clock: processorTime), others.map { _ in Samples(clock: processorTime) }, 0
                )
            }
            for call in 0..<calls {
                let answer = try own.measure { try query(call) }
                answers += answer
                for (place, limit) in limits.enumerated() {
                    let expected = others[place].measure { limit.work(call) }
                    precondition(answer == expected, "\(name): \(answer) is not \(limit.side)'s \(expected)")
                }
            }
        }
        precondition(answers > 0, "\(name): nothing was found")
        var members = own.members("")
        members += [("calls", Double(calls)), ("answers", Double(answers) / Double(rounds))]
        for (limit, samples) in zip(limits, others) { members += samples.members(limit.side + "-") }
        printObject(name, members)
    }
}

extension Samples {
    fileprivate func members(_ prefix: String) -> [(key: String, value: Double)] {
        [
            (prefix + "median", percentile(0.5)), (prefix + "p99", percentile(0.99)),
            (prefix + "mean", total / Double(count)),
        ]
    }
}
