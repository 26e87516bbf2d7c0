internal import GraphModel
internal import Schema

/// An impact spec as gates and edges are made from it: what each end is to the other, and the group as a number.
struct ResolvedImpact: BitwiseCopyable {
    /// What one end feels.
    struct End: BitwiseCopyable {
        var kind: ProviderKind
        var hard: Bool

        static let none = End(kind: .none, hard: false)

        /// The edge from the provider, for dependence outside any group.
        var impactKind: ImpactKind? { kind.impactKind }
    }

    var onSource = End.none
    var onTarget = End.none
    var weight = 1.0
    var group: UInt32 = 0
    /// The group's default threshold, among the defaults.
    var fallback: UInt32?

    static let none = ResolvedImpact()

    private init() {}

    /// A group holds for the end that feels most; for both when they feel alike.
    init(_ spec: ImpactSpec, group: UInt32?, fallback: UInt32?) {
        let grouped: ImpactEffect = spec.effectOnSource == .hard || spec.effectOnTarget == .hard ? .hard : .soft
        func end(_ effect: ImpactEffect) -> End {
            switch effect {
            case .none: .none
            case grouped where group != nil: End(kind: .member, hard: effect == .hard)
            case .hard: End(kind: .hard, hard: true)
            case .soft: End(kind: .soft, hard: false)
            }
        }
        onSource = end(spec.effectOnSource)
        onTarget = end(spec.effectOnTarget)
        weight = spec.weight
        self.group = group ?? 0
        self.fallback = fallback
    }

    var crosses: Bool { onSource.kind != .none || onTarget.kind != .none }

    /// The same for a node's relationship to itself, which counts in a group only.
    var onItself: ResolvedImpact {
        var result = self
        if result.onSource.kind != .member { result.onSource = .none }
        if result.onTarget.kind != .member { result.onTarget = .none }
        return result
    }

    func membership(of provider: UInt32, _ end: End) -> Membership {
        Membership(group: group, provider: provider, weight: weight, hard: end.hard, fallback: fallback)
    }
}

/// Turns specs into resolved ones: interns groups, and collects the thresholds that specs bring along.
struct ImpactResolver {
    var groups = Interning()
    private(set) var defaults: [DefaultGroup] = []

    mutating func resolve(_ spec: ImpactSpec) -> ResolvedImpact {
        guard let name = spec.group else { return ResolvedImpact(spec, group: nil, fallback: nil) }
        let group = groups.number(of: name)
        var fallback: UInt32?
        if let threshold = spec.threshold {
            fallback = UInt32(defaults.count)
            let stated = StatedGroup(group, threshold, groups: &groups)
            defaults.append(DefaultGroup(stated: stated, text: threshold.description))
        }
        return ResolvedImpact(spec, group: group, fallback: fallback)
    }

    mutating func state(_ group: TopologyGroup) -> StatedGroup {
        StatedGroup(groups.number(of: group.name), group.threshold, groups: &groups)
    }
}
