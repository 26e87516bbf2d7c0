internal import GraphModel

/// The first few of many nodes: those with the highest rank, then by number. Keeps twice as many at most.
struct TopList {
    private let limit: Int
    private var kept: [(rank: Int, id: NodeID, node: UInt32)] = []
    private(set) var count = 0

    init(_ limit: Int) { self.limit = limit }

    mutating func note(_ id: NodeID, _ node: UInt32, rank: Int = 0) {
        count += 1
        guard limit > 0 else { return }
        kept.append((rank, id, node))
        if kept.count >= 2 * limit, kept.count > 64 { cut() }
    }

    private mutating func cut() {
        kept.sort { ($1.rank, $0.id) < ($0.rank, $1.id) }
        kept.removeLast(max(0, kept.count - limit))
    }

    /// In order.
    var nodes: [(id: NodeID, node: UInt32)] {
        var sorted = self
        sorted.cut()
        return sorted.kept.map { ($0.id, $0.node) }
    }
}
