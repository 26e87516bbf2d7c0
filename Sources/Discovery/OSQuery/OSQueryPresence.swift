/// What of each host is there, from rows that come and go; several rows may speak of one item. Keeps digests only.
struct OSQueryPresence {
    private var rows: Set<Int> = []
    private var counts: [Int: Int] = [:]

    /// Whether the row makes its item appear.
    mutating func add(_ row: String, of item: String) -> Bool {
        guard rows.insert(row.hashValue).inserted else { return false }
        counts[item.hashValue, default: 0] += 1
        return counts[item.hashValue] == 1
    }

    /// Whether the row takes its item away. One whose coming was not seen came in an earlier log.
    mutating func remove(_ row: String, of item: String) -> Bool {
        let wasSeen = rows.remove(row.hashValue) != nil
        guard wasSeen, let count = counts[item.hashValue] else { return counts[item.hashValue] == nil }
        counts[item.hashValue] = count > 1 ? count - 1 : nil
        return count == 1
    }
}
