public import GraphModel

/// Which end of a relationship feels the other's failure; spelled as the schema and the property `flow` spell it.
public enum ImpactFlow: String, Hashable, Sendable, CaseIterable {
    case none
    /// The source depends on the target.
    case targetToSource
    /// The target depends on the source.
    case sourceToTarget
    case both

    public var reachesSource: Bool { self == .targetToSource || self == .both }
    public var reachesTarget: Bool { self == .sourceToTarget || self == .both }
}

/// How much a dependant feels; spelled as the schema and the property `effect` spell it.
public enum ImpactEffect: String, Hashable, Sendable, CaseIterable, Comparable {
    case none
    /// The dependant degrades.
    case soft
    /// The dependant goes down.
    case hard

    private var rank: Int { self == .none ? 0 : self == .soft ? 1 : 2 }

    public static func < (a: ImpactEffect, b: ImpactEffect) -> Bool { a.rank < b.rank }
}

/// How failure travels along a relationship: one effect per direction, because a logical container takes its parts
/// down while a part merely degrades its container.
public struct ImpactSpec: Hashable, Sendable {
    /// What the source suffers when the target is down.
    public var effectOnSource: ImpactEffect
    /// What the target suffers when the source is down.
    public var effectOnTarget: ImpactEffect
    /// The provider's share in a weighted group; > 0.
    public var weight: Double
    /// Probability that the failure crosses, 0…1; for quantities only, never for verdicts.
    public var likelihood: Double
    /// The redundancy group of the dependant that the provider is a member of. With a hard effect on both ends it holds
    /// for both.
    public var group: String?
    /// The threshold of `group` on dependants that state none themselves.
    public var threshold: GroupThreshold?

    /// Nothing crosses.
    public static let none = ImpactSpec(onSource: .none, onTarget: .none)

    public init(
        onSource: ImpactEffect, onTarget: ImpactEffect, weight: Double = 1, likelihood: Double = 1,
        group: String? = nil, threshold: GroupThreshold? = nil
    ) {
        effectOnSource = onSource
        effectOnTarget = onTarget
        self.weight = weight
        self.likelihood = likelihood
        self.group = group
        self.threshold = threshold
    }

    /// The same effect in every direction of `flow`.
    public init(flow: ImpactFlow, effect: ImpactEffect) {
        self.init(
            onSource: flow.reachesSource ? effect : .none, onTarget: flow.reachesTarget ? effect : .none)
    }

    /// The directions in which anything crosses.
    public var flow: ImpactFlow {
        switch (effectOnSource != .none, effectOnTarget != .none) {
        case (false, false): .none
        case (true, false): .targetToSource
        case (false, true): .sourceToTarget
        case (true, true): .both
        }
    }

    /// The spec of one relationship that overrides this one.
    ///
    /// A stated `flow` replaces the directions; a direction that the schema did not have gets the stated `effect`, else
    /// the schema's strongest, else `hard`. A stated `effect` alone applies to the directions that the schema has.
    /// Properties with values that the schema would refuse are ignored. The schema's `threshold` stays only while
    /// its group does.
    public func overridden(by properties: [Property]) -> ImpactSpec {
        var result = self
        var flow: ImpactFlow?
        var effect: ImpactEffect?
        for property in properties {
            switch property.key {
            case ConventionalProperty.flow: flow = property.value.string.flatMap(ImpactFlow.init)
            case ConventionalProperty.effect: effect = property.value.string.flatMap(ImpactEffect.init)
            case ConventionalProperty.weight:
                if let value = property.value.number, value > 0, value.isFinite { result.weight = value }
            case ConventionalProperty.likelihood:
                if let value = property.value.number, value >= 0, value <= 1 { result.likelihood = value }
            case ConventionalProperty.group:
                if let name = property.value.string {
                    if name != group { result.threshold = nil }
                    result.group = name
                }
            default: break
            }
        }
        result.override(flow: flow, effect: effect)
        return result
    }

    private mutating func override(flow: ImpactFlow?, effect: ImpactEffect?) {
        let strongest = max(effectOnSource, effectOnTarget)
        let fallback = strongest == .none ? ImpactEffect.hard : strongest
        if let flow {
            effectOnSource =
                flow.reachesSource ? (effect ?? (effectOnSource == .none ? fallback : effectOnSource)) : .none
            effectOnTarget =
                flow.reachesTarget ? (effect ?? (effectOnTarget == .none ? fallback : effectOnTarget)) : .none
        } else if let effect {
            if effectOnSource != .none { effectOnSource = effect }
            if effectOnTarget != .none { effectOnTarget = effect }
        }
    }
}

extension PropertyValue {
    /// The value of an integer or a double.
    var number: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .double(let value): value
        default: nil
        }
    }
}
