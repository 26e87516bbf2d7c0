public import GraphModel

public enum ImpactEffect: String, Hashable, Sendable, CaseIterable {
    case none, soft, hard
}

public struct ImpactSpec: Hashable, Sendable {
    public var effectOnSource: ImpactEffect
    public var effectOnTarget: ImpactEffect
    public var weight: Double
    public var group: String?
    public var threshold: GroupThreshold?

    public static let none = ImpactSpec(onSource: .none, onTarget: .none)

    public init(
        onSource: ImpactEffect, onTarget: ImpactEffect, weight: Double = 1, likelihood: Double = 1,
        group: String? = nil, threshold: GroupThreshold? = nil
    ) {
        effectOnSource = onSource
        effectOnTarget = onTarget
        self.weight = weight
        self.group = group
        self.threshold = threshold
    }
}
