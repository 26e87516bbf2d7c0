public import GraphModel

/// The nodes that the items of one run are, as runs of numbers: those of a bulk load are one run.
public struct SeenNodes: Hashable, Sendable {
    /// Ascending, neither overlapping nor adjacent.
    public private(set) var ranges: [ClosedRange<UInt64>] = []

    public init() {}

    /// From numbers in any order, with repeats. Cost: a sort.
    public init(_ nodes: some Sequence<NodeID>) {
        var numbers = NumberSet()
        for node in nodes { numbers.insert(node.rawValue) }
        self.init(numbers)
    }

    init(_ numbers: NumberSet) { ranges = numbers.runs }

    /// Linear in the ranges.
    public var count: Int { ranges.reduce(0) { $0 + $1.count } }

    public var isEmpty: Bool { ranges.isEmpty }

    /// Cost: a binary search of the ranges.
    public func contains(_ node: NodeID) -> Bool {
        var (low, high) = (0, ranges.count)
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].upperBound < node.rawValue { low = middle + 1 } else { high = middle }
        }
        return low < ranges.count && ranges[low].contains(node.rawValue)
    }
}

extension SeenNodes {
    /// varint count of ranges, per range varint (first − end of the one before, 0 before the first) and varint
    /// (length − 1), where an end is one past the last.
    func encode(into writer: inout ByteWriter) {
        writer.varint(UInt64(ranges.count))
        var end: UInt64 = 0
        for range in ranges {
            writer.varint(range.lowerBound - end)
            writer.varint(range.upperBound - range.lowerBound)
            end = range.upperBound + 1
        }
    }

    init(from reader: inout ByteReader) throws(DecodingFault) {
        ranges.reserveCapacity(min(try Self.count(reader), 1 << 16))
        try Self.forEachRange(from: &reader) { range in
            ranges.append(range)
            return true
        }
    }

    private static func count(_ reader: ByteReader) throws(DecodingFault) -> Int {
        var copy = reader
        return try copy.count(unit: 2)
    }

    /// Hands out the encoded ranges until `body` returns false.
    static func forEachRange(
        from reader: inout ByteReader, _ body: (ClosedRange<UInt64>) -> Bool
    ) throws(DecodingFault) {
        let count = try reader.count(unit: 2)
        var end: UInt64 = 0
        for place in 0..<count {
            let start = reader.offset
            let (gap, length) = (try reader.varint(), try reader.varint())
            guard gap <= Limits.identity, length <= Limits.identity, end + gap + length <= Limits.identity,
                place == 0 || gap > 0
            else { throw DecodingFault(offset: start, reason: "nodes out of range or out of order") }
            let first = end + gap
            end = first + length + 1
            guard body(first...(first + length)) else { return }
        }
    }
}
