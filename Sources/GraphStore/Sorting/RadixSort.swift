/// An element with a key of several digits of 11 bits, the least significant first.
protocol RadixSortable: BitwiseCopyable {
    static var digits: Int { get }
    /// 0 ..< 2,048.
    func digit(_ place: Int) -> Int
}

enum RadixSort {
    private static let buckets = 2_048

    /// Sorts by the key and keeps the order of elements with equal keys. Digits that are the same everywhere cost one
    /// pass of counting and no moves. Takes as much memory again meanwhile.
    ///
    /// - Parameter first: the first digit to sort by, where the elements are in the order of those before it.
    static func sort<Element: RadixSortable>(_ elements: inout [Element], from first: Int = 0) {
        guard elements.count > 1 else { return }
        elements.withUnsafeMutableBufferPointer { elements in
            guard let base = elements.baseAddress else { return }
            let scratch = UnsafeMutablePointer<Element>.allocate(capacity: elements.count)
            defer { scratch.deallocate() }
            var (from, to) = (base, scratch)
            var places = [Int](repeating: 0, count: buckets)
            for place in first..<Element.digits
            where distribute(from, to, count: elements.count, place: place, places: &places) {
                swap(&from, &to)
            }
            if from == scratch { base.update(from: scratch, count: elements.count) }
        }
    }

    /// Moves the elements in the order of one digit; false when they all have the same one and stay.
    private static func distribute<Element: RadixSortable>(
        _ from: UnsafeMutablePointer<Element>, _ to: UnsafeMutablePointer<Element>, count: Int, place: Int,
        places: inout [Int]
    ) -> Bool {
        places.withUnsafeMutableBufferPointer { places in
            for bucket in 0..<buckets { places[bucket] = 0 }
            for index in 0..<count { places[from[index].digit(place)] += 1 }
            if places[from[0].digit(place)] == count { return false }
            var next = 0
            for bucket in 0..<buckets {
                let size = places[bucket]
                places[bucket] = next
                next += size
            }
            for index in 0..<count {
                let bucket = from[index].digit(place)
                to[places[bucket]] = from[index]
                places[bucket] += 1
            }
            return true
        }
    }
}

extension PostingEntry: RadixSortable {
    static var digits: Int { 6 }

    /// Sorts by list and node; of two changes of one place, the later stays later.
    static func sort(_ entries: inout [PostingEntry]) {
        if isAscending(entries, by: { $0.bits >> 8 }) { return }
        // New nodes come in order, so that only the lists need sorting: their digits begin within the fourth.
        RadixSort.sort(&entries, from: isAscending(entries, by: \.node) ? 3 : 0)
    }

    private static func isAscending(_ entries: [PostingEntry], by key: (PostingEntry) -> UInt64) -> Bool {
        for index in entries.indices.dropFirst() where key(entries[index]) < key(entries[index - 1]) { return false }
        return true
    }

    /// The flags take no part.
    @inline(__always)
    func digit(_ place: Int) -> Int { Int(truncatingIfNeeded: bits >> UInt64(8 + place * 11)) & 2_047 }
}

extension AdjacencyEntry: RadixSortable {
    static var digits: Int { 4 }

    /// By node only; `AdjacencySort` orders the few entries of each node afterwards.
    @inline(__always)
    func digit(_ place: Int) -> Int { Int(truncatingIfNeeded: node >> UInt64(place * 11)) & 2_047 }
}

enum AdjacencySort {
    /// Sorts by node, type, other end and relationship; changes of one place keep their order.
    static func sort(_ entries: inout [AdjacencyEntry]) {
        if !isInOrderOfNodes(entries) { RadixSort.sort(&entries) }
        entries.withUnsafeMutableBufferPointer { entries in
            var start = 0
            while start < entries.count {
                let node = entries[start].node
                var end = start + 1
                while end < entries.count, entries[end].node == node { end += 1 }
                if end - start <= 32 {
                    insertionSort(entries, start, end)
                } else {
                    // The library's sort is stable.
                    var part = UnsafeMutableBufferPointer(rebasing: entries[start..<end])
                    part.sort(by: AdjacencyEntry.precedes)
                }
                start = end
            }
        }
    }

    /// Sources mostly come one after the other.
    private static func isInOrderOfNodes(_ entries: [AdjacencyEntry]) -> Bool {
        for index in entries.indices.dropFirst() where entries[index].node < entries[index - 1].node { return false }
        return true
    }

    @inline(__always)
    private static func insertionSort(
        _ entries: UnsafeMutableBufferPointer<AdjacencyEntry>, _ start: Int, _ end: Int
    ) {
        for index in start + 1..<max(end, start + 1) {
            let entry = entries[index]
            var place = index
            while place > start, AdjacencyEntry.precedes(entry, entries[place - 1]) {
                entries[place] = entries[place - 1]
                place -= 1
            }
            entries[place] = entry
        }
    }
}
