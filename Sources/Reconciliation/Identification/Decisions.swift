/// What people decided about records, against or beyond what their identifiers say.
///
/// Kept in the property `asserted` of the CIs that the records are of, as `one#a == two#b` and `one#a != two#b`.
struct Decisions: Equatable {
    struct Pair: Hashable {
        let first: String
        let second: String

        /// In any order.
        init(_ a: String, _ b: String) { (first, second) = a < b ? (a, b) : (b, a) }
    }

    private(set) var same: Set<Pair> = []
    private(set) var different: Set<Pair> = []

    init() {}

    /// - Parameter texts: of the property; what is none of the two forms is passed over.
    init(_ texts: [String]) {
        for text in texts {
            if let pair = Self.pair(text, Self.sameMark) { same.insert(pair) }
            if let pair = Self.pair(text, Self.differentMark) { different.insert(pair) }
        }
    }

    /// The last decision about a pair counts.
    mutating func decide(_ pair: Pair, isSame: Bool) {
        if isSame {
            different.remove(pair)
            same.insert(pair)
        } else {
            same.remove(pair)
            different.insert(pair)
        }
    }

    mutating func formUnion(_ other: Decisions) {
        same.formUnion(other.same)
        different.formUnion(other.different)
    }

    /// Those that name one of some records.
    func about(_ keys: Set<String>) -> Decisions {
        var result = Decisions()
        result.same = same.filter { keys.contains($0.first) || keys.contains($0.second) }
        result.different = different.filter { keys.contains($0.first) || keys.contains($0.second) }
        return result
    }

    /// As the property has them, in order.
    var texts: [String] {
        let alike = same.map { $0.first + Self.sameMark + $0.second }
        return (alike + different.map { $0.first + Self.differentMark + $0.second }).sorted()
    }

    /// The other record of each decision about one.
    func others(of key: String) -> [String] {
        same.union(different).compactMap { $0.first == key ? $0.second : $0.second == key ? $0.first : nil }.sorted()
    }

    private static let sameMark = " == "
    private static let differentMark = " != "

    private static func pair(_ text: String, _ mark: String) -> Pair? {
        guard let middle = text.firstRange(of: mark) else { return nil }
        return Pair(String(text[..<middle.lowerBound]), String(text[middle.upperBound...]))
    }
}
