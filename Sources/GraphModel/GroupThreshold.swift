/// How much of a redundancy group must be up for the dependant to stay up, and where the group stands among the others
/// of its node. It is the value of the node property `group.NAME`.
///
/// As text: `atLeast 2`, `percent 60` or `weight 3.5`, then optionally `of PARENT` when this group is itself a member
/// of the group PARENT of the same node, and `weight W` for its weight there.
///
///     let threshold = try GroupThreshold(parsing: "atLeast 1 of feeds weight 2")
///     threshold.requirement  // .atLeast(1)
///     threshold.parent       // "feeds"
public struct GroupThreshold: Hashable, Sendable {
    /// What must be up. Members are counted over the whole graph, not only over those that a traversal met.
    public enum Requirement: Hashable, Sendable {
        /// At least k members; k ≥ 0.
        case atLeast(Int)
        /// At least ceil(p · n / 100) of n members; 0 ≤ p ≤ 100.
        case percent(Double)
        /// Members whose weights sum to at least this; ≥ 0.
        case weight(Double)
    }

    /// What a group needs for which nobody stated a threshold: every member, the cautious reading.
    public static let all = GroupThreshold(.percent(100))

    /// The name of the node property that holds the threshold of the group `name`.
    public static func propertyKey(_ name: String) -> String { propertyPrefix + name }

    /// What the keys of threshold properties start with.
    public static let propertyPrefix = "group."

    public var requirement: Requirement
    /// The group of the same node that this group is a member of.
    public var parent: String?
    /// This group's weight within its parent; > 0.
    public var weight: Double

    public init(_ requirement: Requirement, parent: String? = nil, weight: Double = 1) {
        self.requirement = requirement
        self.parent = parent
        self.weight = weight
    }

    /// The number of members, of `count` in all, that must be up; nil when the threshold is one of weight.
    public func minimum(of count: Int) -> Int? {
        switch requirement {
        case .atLeast(let minimum): minimum
        case .percent(let percent): Int((percent * Double(count) / 100).rounded(.up))
        case .weight: nil
        }
    }
}

/// Text that is not a threshold.
public struct GroupThresholdFault: Error, Hashable, Sendable {
    public var reason: String

    public init(reason: String) { self.reason = reason }
}

extension GroupThreshold: CustomStringConvertible {
    /// The count of `atLeast K` alone, which nearly all thresholds are.
    private static func plainCount(_ text: String) -> Int? {
        let utf8 = text.utf8
        let head = "atLeast ".utf8
        guard utf8.starts(with: head), 1...6 ~= utf8.count - head.count else { return nil }
        var count = 0
        for byte in utf8.dropFirst(head.count) {
            guard 0x30...0x39 ~= byte else { return nil }
            count = count * 10 + Int(byte - 0x30)
        }
        return count
    }

    /// Reads what `description` prints. Words are separated by spaces; the weight within a parent needs the parent.
    public init(parsing text: String) throws(GroupThresholdFault) {
        if let count = Self.plainCount(text) {
            self.init(.atLeast(count))
            return
        }
        let words = text.split(separator: " ").map(String.init)
        guard words.count >= 2 else {
            throw GroupThresholdFault(reason: "expected `atLeast K`, `percent P` or `weight W`")
        }
        self.init(try Self.requirement(words[0], words[1]))
        var next = 2
        if next < words.count, words[next] == "of" {
            guard next + 1 < words.count else { throw GroupThresholdFault(reason: "`of` needs the name of a group") }
            parent = words[next + 1]
            next += 2
        }
        if parent != nil, next < words.count, words[next] == "weight" {
            guard next + 1 < words.count, let value = Double(words[next + 1]), value > 0, value.isFinite else {
                throw GroupThresholdFault(reason: "the weight within the parent must be a number above 0")
            }
            weight = value
            next += 2
        }
        guard next == words.count else {
            throw GroupThresholdFault(reason: "`\(words[next])` is not expected here")
        }
    }

    private static func requirement(_ word: String, _ number: String) throws(GroupThresholdFault) -> Requirement {
        switch word {
        case "atLeast":
            guard let count = Int(number), count >= 0, count <= Int(Int32.max) else {
                throw GroupThresholdFault(reason: "`atLeast` needs a whole number of members")
            }
            return .atLeast(count)
        case "percent":
            guard let percent = Double(number), percent >= 0, percent <= 100 else {
                throw GroupThresholdFault(reason: "`percent` needs a number from 0 to 100")
            }
            return .percent(percent)
        case "weight":
            guard let weight = Double(number), weight >= 0, weight.isFinite else {
                throw GroupThresholdFault(reason: "`weight` needs a number of 0 or more")
            }
            return .weight(weight)
        default:
            throw GroupThresholdFault(reason: "expected `atLeast`, `percent` or `weight`, not `\(word)`")
        }
    }

    public var description: String {
        var text =
            switch requirement {
            case .atLeast(let count): "atLeast \(count)"
            case .percent(let percent): "percent \(Self.short(percent))"
            case .weight(let weight): "weight \(Self.short(weight))"
            }
        if let parent {
            text += " of \(parent)"
            if weight != 1 { text += " weight \(Self.short(weight))" }
        }
        return text
    }

    /// Whole numbers without a fraction, others as short as reads back exactly.
    private static func short(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? "\(Int64(value))" : "\(value)"
    }
}
