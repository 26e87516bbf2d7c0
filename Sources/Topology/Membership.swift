internal import GraphModel

/// A provider's place in a group of its dependant, before gates are made of them.
struct Membership: BitwiseCopyable, Comparable {
    var group: UInt32
    var provider: UInt32
    var weight: Double
    var hard: Bool
    /// The threshold that the relationship's spec has for the group, among the defaults.
    var fallback: UInt32?

    static let none = Membership(group: 0, provider: 0, weight: 0, hard: false)

    /// By group, then provider.
    static func < (a: Membership, b: Membership) -> Bool { (a.group, a.provider) < (b.group, b.provider) }
}

/// A threshold that a dependant, or a spec for its dependants, states for a group. Groups are numbers that stand for
/// their names.
struct StatedGroup {
    var group: UInt32
    var requirement: GroupThreshold.Requirement
    var parent: UInt32?
    var weight: Double

    init(_ group: UInt32, _ threshold: GroupThreshold, groups: inout Interning) {
        self.group = group
        requirement = threshold.requirement
        parent = threshold.parent.map { groups.number(of: $0) }
        weight = threshold.weight
    }
}

/// The threshold that an impact spec has for its group, for dependants that state none themselves.
struct DefaultGroup {
    var stated: StatedGroup
    /// The threshold as text: where members of a group disagree, the first in the order of its bytes counts.
    var text: String
}
