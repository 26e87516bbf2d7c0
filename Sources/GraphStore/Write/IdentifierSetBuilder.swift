internal import GraphModel

/// Collects identifiers in any order, with repeats, in memory that grows with the runs rather than with the
/// identifiers.
struct IdentifierSetBuilder {
    private var folded = IdentifierRuns()
    /// In order of arrival.
    private var recent: [UInt64] = []
    private var removed: Set<UInt64> = []
    /// Recent identifiers are folded into runs at this count.
    private static let foldCount = 1 << 20

    @inline(__always)
    mutating func insert(_ identifier: UInt64) {
        if !removed.isEmpty { removed.remove(identifier) }
        if recent.last == identifier { return }
        recent.append(identifier)
        if recent.count >= Self.foldCount { fold() }
    }

    /// Takes an identifier out again, until it is inserted anew.
    mutating func remove(_ identifier: UInt64) { removed.insert(identifier) }

    /// What was inserted and not removed since.
    mutating func finish() -> IdentifierRuns {
        fold()
        guard !removed.isEmpty else { return folded }
        return folded.subtracting(removed.sorted())
    }

    private mutating func fold() {
        guard recent.count > 0 else { return }
        var isAscending = true
        for index in 1..<max(recent.count, 1) where recent[index] < recent[index - 1] {
            isAscending = false
            break
        }
        if !isAscending { recent.sort() }
        var runs = IdentifierRuns()
        for identifier in recent { runs.append(identifier) }
        folded.formUnion(runs)
        recent.removeAll(keepingCapacity: true)
    }
}

extension IdentifierRuns {
    /// The set without `identifiers`, which ascend.
    func subtracting(_ identifiers: [UInt64]) -> IdentifierRuns {
        var result = IdentifierRuns()
        var next = 0
        for run in runs {
            var first = run.lowerBound
            while next < identifiers.count, identifiers[next] < first { next += 1 }
            while next < identifiers.count, identifiers[next] <= run.upperBound {
                if identifiers[next] > first { result.append(first...identifiers[next] - 1) }
                first = identifiers[next] + 1
                next += 1
            }
            if first <= run.upperBound { result.append(first...run.upperBound) }
        }
        return result
    }
}
