/// A set of identifiers kept as ascending runs: a bulk load of ten million nodes is one run.
struct IdentifierRuns: Hashable, Sendable, Sequence {
    /// Ascending, neither overlapping nor adjacent.
    private(set) var runs: [ClosedRange<UInt64>] = []

    init() {}

    /// From identifiers in any order, with repeats. Cost: a sort.
    init(_ identifiers: some Sequence<UInt64>) {
        for identifier in identifiers.sorted() { append(identifier...identifier) }
    }

    /// From runs in any order, overlapping or not. Cost: a sort.
    init(runs: [ClosedRange<UInt64>]) {
        for run in runs.sorted(by: { $0.lowerBound < $1.lowerBound }) { append(run) }
    }

    var isEmpty: Bool { runs.isEmpty }

    /// Linear in the runs.
    var count: Int { runs.reduce(0) { $0 + $1.count } }

    /// Adds one that is not less than any already there.
    mutating func append(_ identifier: UInt64) { append(identifier...identifier) }

    /// Adds a run that begins no earlier than the last one.
    mutating func append(_ run: ClosedRange<UInt64>) {
        guard let last = runs.last else { return runs.append(run) }
        precondition(run.lowerBound >= last.lowerBound, "runs are appended in ascending order")
        if run.lowerBound > last.upperBound, run.lowerBound - last.upperBound > 1 {
            runs.append(run)
        } else if run.upperBound > last.upperBound {
            runs[runs.count - 1] = last.lowerBound...run.upperBound
        }
    }

    func contains(_ identifier: UInt64) -> Bool {
        var low = 0
        var high = runs.count
        while low < high {
            let middle = (low + high) / 2
            if runs[middle].upperBound < identifier { low = middle + 1 } else { high = middle }
        }
        return low < runs.count && runs[low].contains(identifier)
    }

    /// Adds all of `other`. Linear in the runs of both.
    mutating func formUnion(_ other: IdentifierRuns) {
        if other.isEmpty { return }
        if isEmpty {
            self = other
            return
        }
        var merged = IdentifierRuns()
        merged.runs.reserveCapacity(runs.count + other.runs.count)
        var mine = runs[...]
        var theirs = other.runs[...]
        while let a = mine.first, let b = theirs.first {
            if a.lowerBound <= b.lowerBound {
                merged.append(a)
                mine = mine.dropFirst()
            } else {
                merged.append(b)
                theirs = theirs.dropFirst()
            }
        }
        for run in mine { merged.append(run) }
        for run in theirs { merged.append(run) }
        self = merged
    }

    /// Ascending.
    func makeIterator() -> Iterator { Iterator(runs: runs) }

    struct Iterator: IteratorProtocol {
        let runs: [ClosedRange<UInt64>]
        private var place = 0
        private var nextInRun: UInt64 = 0

        init(runs: [ClosedRange<UInt64>]) {
            self.runs = runs
            nextInRun = runs.first?.lowerBound ?? 0
        }

        mutating func next() -> UInt64? {
            guard place < runs.count else { return nil }
            let result = nextInRun
            if result == runs[place].upperBound {
                place += 1
                nextInRun = place < runs.count ? runs[place].lowerBound : 0
            } else {
                nextInRun = result + 1
            }
            return result
        }
    }
}
