import GraphModel
import Schema
import Testing

@Suite struct ImpactSpecTests {
    private let both = ImpactSpec(
        onSource: .soft, onTarget: .hard, group: "members", threshold: GroupThreshold(.atLeast(1)))

    @Test func flowFollowsTheEffects() {
        #expect(ImpactSpec.none.flow == .none)
        #expect(both.flow == .both)
        for flow in ImpactFlow.allCases {
            #expect(ImpactSpec(flow: flow, effect: .hard).flow == flow)
            #expect(ImpactSpec(flow: flow, effect: .none).flow == .none)
        }
    }

    @Test func aStatedFlowReplacesTheDirections() {
        let reversed = ImpactSpec(flow: .targetToSource, effect: .soft).overridden(by: [
            Property("flow", "sourceToTarget")
        ])
        #expect((reversed.effectOnSource, reversed.effectOnTarget) == (.none, .soft))
        let silent = both.overridden(by: [Property("flow", "none")])
        #expect(silent.flow == .none)
        let fresh = ImpactSpec.none.overridden(by: [Property("flow", "both")])
        #expect((fresh.effectOnSource, fresh.effectOnTarget) == (.hard, .hard))
        let kept = both.overridden(by: [Property("flow", "targetToSource")])
        #expect((kept.effectOnSource, kept.effectOnTarget) == (.soft, .none))
    }

    @Test func aStatedEffectKeepsTheDirections() {
        let soft = both.overridden(by: [Property("effect", "soft")])
        #expect((soft.effectOnSource, soft.effectOnTarget) == (.soft, .soft))
        #expect(ImpactSpec.none.overridden(by: [Property("effect", "hard")]).flow == .none)
    }

    @Test func aStatedGroupDropsTheSchemasThreshold() {
        #expect(both.overridden(by: [Property("group", "members")]).threshold == GroupThreshold(.atLeast(1)))
        let other = both.overridden(by: [Property("group", "feeds"), Property("weight", 2)])
        #expect((other.group, other.threshold, other.weight) == ("feeds", nil, 2))
    }

    @Test func valuesThatTheSchemaRefusesAreIgnored() {
        let properties: [Property] = [
            Property("flow", "sideways"), Property("effect", 3), Property("weight", -1), Property("likelihood", 1.5),
            Property("group", true),
        ]
        #expect(both.overridden(by: properties) == both)
    }
}
