/// From identities to places while a topology is built: constant time where identities are about evenly spread, which
/// those of a store are.
struct IdentityPlaces {
    private let first: UInt64
    private let shift: UInt64
    /// Per bucket of 2^shift identities: the first place at or after its start.
    private let starts: [UInt32]

    init(_ ids: borrowing MappedArray<UInt64>) {
        let count = ids.count
        guard count > 0 else {
            (first, shift, starts) = (0, 0, [0])
            return
        }
        let first = ids[0]
        let span = ids[count - 1] - first
        var shift: UInt64 = 0
        while span >> shift > UInt64(2 * count) { shift += 1 }
        var starts = [UInt32](repeating: UInt32(count), count: Int(span >> shift) + 2)
        for place in stride(from: count - 1, through: 0, by: -1) {
            starts[Int((ids[place] - first) >> shift)] = UInt32(place)
        }
        for bucket in stride(from: starts.count - 2, through: 0, by: -1) where starts[bucket] == UInt32(count) {
            starts[bucket] = starts[bucket + 1]
        }
        (self.first, self.shift, self.starts) = (first, shift, starts)
    }

    func place(of id: UInt64, in ids: UnsafeBufferPointer<UInt64>) -> UInt32? {
        guard ids.count > 0, id >= first else { return nil }
        let bucket = (id - first) >> shift
        guard bucket < UInt64(starts.count - 1) else { return nil }
        var low = Int(starts[Int(bucket)])
        var high = Int(starts[Int(bucket) + 1])
        while low < high {
            let middle = (low + high) / 2
            if ids[middle] < id { low = middle + 1 } else { high = middle }
        }
        return low < ids.count && ids[low] == id ? UInt32(low) : nil
    }
}
