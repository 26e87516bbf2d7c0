/// Sets of nodes none of which contains another, each ascending, smallest first.
struct Antichain: Equatable {
    private(set) var sets: [[UInt32]] = []

    init() {}

    init(_ set: [UInt32]) { sets = [set] }

    /// - Parameter singles: ascending.
    init(singles: [UInt32]) { sets = singles.map { [$0] } }

    /// Keeps the minimal ones of some sets.
    init(minimal candidates: Set<[UInt32]>) {
        var kept: Set<[UInt32]> = []
        let ordered = candidates.sorted {
            $0.count != $1.count ? $0.count < $1.count : $0.lexicographicallyPrecedes($1)
        }
        for set in ordered where !Self.containsSubset(of: set, in: kept) {
            kept.insert(set)
            sets.append(set)
        }
    }

    /// Sets are small, so that all subsets are looked up sooner than all sets are compared.
    private static func containsSubset(of set: [UInt32], in kept: Set<[UInt32]>) -> Bool {
        (0..<(1 << set.count)).contains { bits in
            kept.contains(set.indices.filter { bits >> $0 & 1 == 1 }.map { set[$0] })
        }
    }

    /// Both ascending.
    static func isSubset(_ small: [UInt32], of large: [UInt32]) -> Bool {
        var place = 0
        for node in small {
            while place < large.count, large[place] < node { place += 1 }
            guard place < large.count, large[place] == node else { return false }
            place += 1
        }
        return true
    }

    /// Two sets together, ascending.
    static func union(_ a: [UInt32], _ b: [UInt32]) -> [UInt32] {
        var result: [UInt32] = []
        result.reserveCapacity(a.count + b.count)
        var (x, y) = (0, 0)
        while x < a.count || y < b.count {
            if y == b.count || (x < a.count && a[x] < b[y]) {
                result.append(a[x])
                x += 1
            } else {
                if x < a.count, a[x] == b[y] { x += 1 }
                result.append(b[y])
                y += 1
            }
        }
        return result
    }
}
