/// Bits and fixed-size records of a topology's sections. Their layout is part of the file format.

/// Where a node's relationships lie in `others` and `types`: the outgoing ones, then the incoming ones.
struct AdjacencyRange: BitwiseCopyable, Hashable {
    var start: UInt32
    var outgoing: UInt32
    var incoming: UInt32

    var end: Int { Int(start) + Int(outgoing) + Int(incoming) }
}

/// Where the impact edges that a node provides lie in `impacts`.
struct ImpactRange: BitwiseCopyable, Hashable {
    var start: UInt32
    var count: UInt32
}

/// What the other end of a relationship is to the node in whose list it stands; the two high bits of `others`.
enum ProviderKind: UInt32 {
    /// Not a provider.
    case none = 0
    /// Its failure takes the node down.
    case hard = 1
    /// Its failure degrades the node.
    case soft = 2
    /// It is a member of one of the node's groups.
    case member = 3

    static let shift: UInt32 = 30

    /// The edge that a provider of this kind has to the node.
    var impactKind: ImpactKind? {
        switch self {
        case .hard: .hard
        case .soft: .soft
        case .none, .member: nil
        }
    }
}

/// What an impact edge leads to; the two high bits of `impacts`.
enum ImpactKind: UInt32 {
    /// A dependant that goes down.
    case hard = 0
    /// A dependant that degrades.
    case soft = 1
    /// A gate that loses a member of weight 1.
    case gate = 2
    /// An entry of `weightedImpacts`: a gate and the weight it loses.
    case weightedGate = 3

    static let shift: UInt32 = 30

    func edge(to index: UInt32) -> UInt32 { rawValue << Self.shift | index }
}

/// The low bits of an entry that hold an index.
let indexMask: UInt32 = (1 << 30) - 1

/// No node, no gate.
let noIndex = UInt32.max

/// The part of a gate that propagation touches.
struct GateState: BitwiseCopyable, Hashable {
    /// Bit 31: a gate, else a node. Bit 30: the outermost gate is soft. The low bits: the index. `noIndex`: not in use.
    var target: UInt32
    /// How much weight it can still lose beyond what is lost when nothing has failed; below 0: broken even then.
    var spare: Int32

    static let parentBit: UInt32 = 1 << 31
    static let softBit: UInt32 = 1 << 30

    var isLive: Bool { target != noIndex }
    var isSoft: Bool { target & Self.softBit != 0 }
    /// The gate that this gate is a member of.
    var parent: Int? { isLive && target & Self.parentBit != 0 ? Int(target & indexMask) : nil }
}

/// A member that weighs something other than 1.
struct WeightedImpact: BitwiseCopyable, Hashable {
    var gate: UInt32
    var weight: UInt32
}

/// The part of a gate that explains it.
struct GateRecord: BitwiseCopyable, Hashable {
    /// How much weight it can lose; below 0 when its members together do not reach the threshold.
    var tolerance: Int32
    /// In `members`: as many entries as `memberCount`, then as many weights when weighted.
    var memberStart: UInt32
    /// Bit 31: members have weights of their own. Bit 30: the last gate of its node. The low bits: how many members.
    var counted: UInt32
    /// In `forms`: what it has in common with gates of other nodes.
    var form: UInt32

    static let weightedBit: UInt32 = 1 << 31
    static let lastBit: UInt32 = 1 << 30
    /// In `members`: the entry is a gate.
    static let gateMemberBit: UInt32 = 1 << 31

    @inline(__always) var memberCount: Int { Int(counted & indexMask) }
    var isWeighted: Bool { counted & Self.weightedBit != 0 }
    var isLast: Bool { counted & Self.lastBit != 0 }
}

/// What a group says of itself: a few of these serve all gates of an estate.
struct GateForm: BitwiseCopyable, Hashable {
    /// The stated threshold's number.
    var threshold: Double
    /// Where its name starts in `groupNames`; `noIndex` for none.
    var name: UInt32
    /// What its parent loses when it breaks.
    var parentWeight: UInt32
    /// Units of weight for a weight of 1.
    var scale: Float
    /// 0 at least, 1 percent, 2 weight.
    var thresholdKind: UInt32
}

/// The flags of a node.
enum NodeFlags {
    static let live: UInt8 = 1
    static let inImpact: UInt8 = 2
    static let unresolved: UInt8 = 4
    /// The verdict when nothing has failed.
    static let baselineAtRisk: UInt8 = 16
    static let baselineDegraded: UInt8 = 32
    static let baselineDown: UInt8 = 64
    static let baseline: UInt8 = 112
}
