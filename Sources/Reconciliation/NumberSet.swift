/// A set of numbers of which most are near each other, as identities are: a bit each, in pages of 4,096.
struct NumberSet {
    private static let pageWords = 64

    private var pages: [UInt64: [UInt64]] = [:]

    /// False when it was there already.
    @discardableResult
    mutating func insert(_ number: UInt64) -> Bool {
        let (page, word, bit) = Self.place(of: number)
        return Self.set(bit, &pages[page, default: Array(repeating: 0, count: Self.pageWords)][word])
    }

    private static func set(_ bit: UInt64, _ word: inout UInt64) -> Bool {
        defer { word |= bit }
        return word & bit == 0
    }

    mutating func remove(_ number: UInt64) {
        let (page, word, bit) = Self.place(of: number)
        pages[page]?[word] &= ~bit
    }

    func contains(_ number: UInt64) -> Bool {
        let (page, word, bit) = Self.place(of: number)
        guard let words = pages[page] else { return false }
        return words[word] & bit != 0
    }

    /// The numbers in ascending order.
    var ascending: [UInt64] {
        var numbers: [UInt64] = []
        for (page, words) in pages.sorted(by: { $0.key < $1.key }) {
            for (index, word) in words.enumerated() {
                var left = word
                while left != 0 {
                    numbers.append(page << 12 | UInt64(index) << 6 | UInt64(left.trailingZeroBitCount))
                    left &= left - 1
                }
            }
        }
        return numbers
    }

    /// The numbers as ascending runs, neither overlapping nor adjacent.
    var runs: [ClosedRange<UInt64>] {
        var runs: [ClosedRange<UInt64>] = []
        for (page, words) in pages.sorted(by: { $0.key < $1.key }) {
            for (index, word) in words.enumerated() {
                let start = page << 12 | UInt64(index) << 6
                var (left, passed) = (word, 0)
                while left != 0 {
                    let gap = left.trailingZeroBitCount
                    left >>= UInt64(gap)
                    let length = (~left).trailingZeroBitCount
                    left = length == 64 ? 0 : left >> UInt64(length)
                    let first = start + UInt64(passed + gap)
                    let last = first + UInt64(length - 1)
                    if let before = runs.last, before.upperBound + 1 == first {
                        runs[runs.count - 1] = before.lowerBound...last
                    } else {
                        runs.append(first...last)
                    }
                    passed += gap + length
                }
            }
        }
        return runs
    }

    private static func place(of number: UInt64) -> (page: UInt64, word: Int, bit: UInt64) {
        (number >> 12, Int(number >> 6 & 63), 1 << (number & 63))
    }
}
