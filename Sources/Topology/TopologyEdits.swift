internal import GraphModel

/// One entry of a node's list of relationships.
struct ListEntry: Hashable, BitwiseCopyable {
    /// With `ProviderKind` in the high bits.
    var other: UInt32
    var type: UInt16

    init(other: UInt32, type: UInt16) {
        self.other = other
        self.type = type
    }

    init(other: UInt32, _ kind: ProviderKind, type: UInt16) {
        self.init(other: other | kind.rawValue << ProviderKind.shift, type: type)
    }

    var kind: ProviderKind { ProviderKind(rawValue: other >> ProviderKind.shift) ?? .none }
}

/// An entry of a node's list to take out or to add.
struct ListEdit {
    var place: UInt32
    var entry: ListEntry
    var direction: Direction
    var isAdded: Bool
}

/// What becomes of the impact edges of a provider.
struct ImpactEdit {
    enum Change {
        case add
        case remove
        /// Edges to redone nodes go, whichever they are.
        case review
    }

    var provider: UInt32
    var edge: UInt32
    var change: Change
}

/// Edits of nodes' lists and of providers' impact edges, by node, to be carried out at once or as nodes are read.
struct TopologyEdits {
    private(set) var lists: [ListEdit] = []
    private(set) var impacts: [ImpactEdit] = []
    private var doneLists: Set<UInt32> = []
    private var doneImpacts: Set<UInt32> = []

    /// The edits of nodes whose lists are not made anew, and what they mean for their providers.
    init(_ edits: [ListEdit], except isRedone: Set<UInt32>) {
        lists = edits
        if !isRedone.isEmpty { lists.removeAll { isRedone.contains($0.place) } }
        impacts.reserveCapacity(lists.count)
        for edit in lists {
            guard let kind = edit.entry.kind.impactKind else { continue }
            impacts.append(
                ImpactEdit(
                    provider: edit.entry.other & indexMask, edge: kind.edge(to: edit.place),
                    change: edit.isAdded ? .add : .remove))
        }
        lists.sort { $0.place < $1.place }
        impacts.sort { $0.provider < $1.provider }
    }

    /// By how much the number of relationships grows.
    var growth: Int {
        lists.reduce(0) { $1.direction == .outgoing ? $0 + ($1.isAdded ? 1 : -1) : $0 }
    }

    /// The edits of a node's lists; none the second time.
    mutating func takeLists(of place: UInt32) -> ArraySlice<ListEdit> {
        let run = lists.run(of: place, by: \.place)
        return run.isEmpty || !doneLists.insert(place).inserted ? [] : run
    }

    /// The edits of a provider's impact edges; none the second time.
    mutating func takeImpacts(of provider: UInt32) -> ArraySlice<ImpactEdit> {
        let run = impacts.run(of: provider, by: \.provider)
        return run.isEmpty || !doneImpacts.insert(provider).inserted ? [] : run
    }

    /// Hands out what was not taken yet, node by node.
    func forEachList(_ body: (UInt32, ArraySlice<ListEdit>) throws(TopologyError) -> Void) throws(TopologyError) {
        try lists.forEachRun(by: \.place) { (place, run) throws(TopologyError) in
            if !doneLists.contains(place) { try body(place, run) }
        }
    }

    func forEachProvider(
        _ body: (UInt32, ArraySlice<ImpactEdit>) throws(TopologyError) -> Void
    ) throws(TopologyError) {
        try impacts.forEachRun(by: \.provider) { (provider, run) throws(TopologyError) in
            if !doneImpacts.contains(provider) { try body(provider, run) }
        }
    }
}

extension Array {
    /// The elements with a key, among elements in ascending order of keys.
    fileprivate func run(of wanted: UInt32, by key: (Element) -> UInt32) -> ArraySlice<Element> {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if key(self[middle]) < wanted { low = middle + 1 } else { high = middle }
        }
        var end = low
        while end < count, key(self[end]) == wanted { end += 1 }
        return self[low..<end]
    }

    /// Hands out the elements of each key, of elements in order of their keys.
    func forEachRun(
        by key: (Element) -> UInt32, _ body: (UInt32, ArraySlice<Element>) throws(TopologyError) -> Void
    ) throws(TopologyError) {
        var start = 0
        while start < count {
            let shared = key(self[start])
            var end = start + 1
            while end < count, key(self[end]) == shared { end += 1 }
            try body(shared, self[start..<end])
            start = end
        }
    }
}

extension Array where Element: Hashable {
    /// Takes out the first element that is equal to each of some others; false when there is none for one of them.
    mutating func remove(oneOfEach others: some Sequence<Element>) -> Bool {
        var rest = others.makeIterator()
        guard let first = rest.next() else { return true }
        guard let second = rest.next() else {
            guard let place = firstIndex(of: first) else { return false }
            remove(at: place)
            return true
        }
        var missing: [Element: Int] = [first: 1]
        missing[second, default: 0] += 1
        var left = 2
        while let other = rest.next() {
            missing[other, default: 0] += 1
            left += 1
        }
        removeAll { element in
            guard left > 0, let count = missing[element], count > 0 else { return false }
            missing[element] = count - 1
            left -= 1
            return true
        }
        return left == 0
    }
}
