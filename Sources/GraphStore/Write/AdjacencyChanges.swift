internal import GraphModel

/// Sorted changes of adjacency, taken list by list in the order of the table's keys.
struct AdjacencyChanges {
    /// Those of one node and direction.
    struct List {
        let node: UInt64
        let direction: Direction
        let changes: UnsafeBufferPointer<AdjacencyEntry>
    }

    private var outgoing: Slice<UnsafeBufferPointer<AdjacencyEntry>>
    private var incoming: Slice<UnsafeBufferPointer<AdjacencyEntry>>

    init(_ outgoing: UnsafeBufferPointer<AdjacencyEntry>, _ incoming: UnsafeBufferPointer<AdjacencyEntry>) {
        self.outgoing = outgoing[...]
        self.incoming = incoming[...]
    }

    var isEmpty: Bool { outgoing.isEmpty && incoming.isEmpty }

    /// The next list; nil when there is none, or it is of a node after `last`.
    @inline(__always)
    mutating func next(upTo last: UInt64 = .max) -> List? {
        let (source, target) = (outgoing.first?.node ?? .max, incoming.first?.node ?? .max)
        guard min(source, target) <= last, !isEmpty else { return nil }
        return source <= target
            ? List(node: source, direction: .outgoing, changes: Self.take(source, from: &outgoing))
            : List(node: target, direction: .incoming, changes: Self.take(target, from: &incoming))
    }

    @inline(__always)
    private static func take(
        _ node: UInt64, from changes: inout Slice<UnsafeBufferPointer<AdjacencyEntry>>
    ) -> UnsafeBufferPointer<AdjacencyEntry> {
        var end = changes.startIndex
        while end < changes.endIndex, changes[end].node == node { end += 1 }
        defer { changes = changes[end...] }
        return UnsafeBufferPointer(rebasing: changes[..<end])
    }
}
