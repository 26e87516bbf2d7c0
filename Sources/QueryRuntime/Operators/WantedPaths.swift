internal import QueryPlanner

/// Which of the paths between two nodes are still wanted, as they come in order of their length.
struct WantedPaths {
    private let most: Int
    /// Lengths are counted, not paths.
    private let countsLengths: Bool
    private var taken = 0
    private var lastLength = -1

    init(_ wanted: PathSelection.Wanted, _ count: Int?) {
        switch wanted {
        case .count: (most, countsLengths) = (count ?? 1, false)
        case .all: (most, countsLengths) = (1, true)
        case .groups: (most, countsLengths) = (count ?? 1, true)
        }
    }

    var isSingle: Bool { !countsLengths && most == 1 }
    var isShortestOnly: Bool { most == 1 }
    /// Whether a longer path may be wanted.
    var isOpen: Bool { taken < most }

    /// The greatest length that a path may have to be wanted; nil when none is.
    var longest: Int? {
        if isOpen { return .max }
        return countsLengths && most > 0 ? lastLength : nil
    }

    mutating func take(_ length: Int) -> Bool {
        if countsLengths {
            if length == lastLength { return true }
            guard taken < most else { return false }
            (taken, lastLength) = (taken + 1, length)
            return true
        }
        guard taken < most else { return false }
        taken += 1
        return true
    }
}
