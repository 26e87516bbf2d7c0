internal import Topology

/// The entries of an answer as a tree: each below the lost entry, nearest to the failures, through which the failure
/// came. Works on positions in the answer, so that nothing need be looked up for entries that nobody asks to see.
struct BlastTree {
    /// Positions of the entries that are shown, failures left out, in the order of the answer.
    private(set) var shown: [Int] = []
    /// By position in the answer: the position that it hangs on.
    private var parents: [Int32]
    /// Those below each position, one list after the other, and where the list of each position starts.
    private var children: [Int32]
    private var starts: [Int32]
    private static let none: Int32 = -1

    /// - Parameter isShown: whether an entry that is no failure is shown; the others are left out of the tree.
    init(_ answer: PropagationAnswer, isShown: (NodeIndex) -> Bool) {
        parents = [Int32](repeating: Self.none, count: answer.count)
        starts = [Int32](repeating: 0, count: answer.count + 1)
        let failing = Set(answer.failing)
        for (position, entry) in answer.enumerated() where entry.cause != .failed && isShown(entry.node) {
            shown.append(position)
            guard let parent = answer.nearestLost(of: entry, where: { isShown($0) || failing.contains($0) }) else {
                continue
            }
            parents[position] = Int32(parent)
            starts[parent + 1] += 1
        }
        for place in starts.indices.dropFirst() { starts[place] += starts[place - 1] }
        children = [Int32](repeating: Self.none, count: Int(starts[starts.count - 1]))
        var next = starts
        for position in shown where parents[position] != Self.none {
            let parent = Int(parents[position])
            children[Int(next[parent])] = Int32(position)
            next[parent] += 1
        }
    }

    /// The position of the entry that one hangs on; nil for failures, and for what hangs on nothing that is shown.
    func parent(of position: Int) -> Int? {
        parents[position] == Self.none ? nil : Int(parents[position])
    }

    private func below(_ position: Int) -> [Int] {
        children[Int(starts[position])..<Int(starts[position + 1])].map(Int.init)
    }

    /// The entries in the first lines of the tree drawn from the top, a line for each failure and each entry.
    ///
    /// - Parameter failures: positions of the failures, nil for those that have no entry.
    /// - Parameter sort: puts those below one entry in order.
    /// - Returns: the positions without the failures, and those below which something is left out.
    func firstLines(
        _ limit: Int, failures: [Int?], sort: ([Int]) throws -> [Int]
    ) rethrows -> (positions: [Int], cut: Set<Int>) {
        let failing = Set(failures.compactMap(\.self))
        var positions: [Int] = []
        var (lines, hasOthers) = (0, true)
        var pending: [Int?] = failures.reversed()
        while lines < limit {
            if pending.isEmpty, hasOthers {
                hasOthers = false
                pending = try sort(shown.filter { parents[$0] == Self.none }).reversed()
            }
            guard let next = pending.popLast() else { break }
            lines += 1
            guard let position = next else { continue }
            if !failing.contains(position) { positions.append(position) }
            pending += try sort(below(position)).reversed()
        }
        return (positions, Set(pending.compactMap { $0.flatMap(parent) }))
    }
}
