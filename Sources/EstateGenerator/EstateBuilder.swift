import Discovery
import GraphModel

/// Emits the records of an estate layer by layer, from the ground up. The layers are extensions of this type.
final class EstateBuilder {
    let plan: EstatePlan
    let seed: UInt64
    private let sink: any DiscoverySink
    private let position = SourcePosition(file: "generated")

    init(plan: EstatePlan, seed: UInt64, sink: any DiscoverySink) {
        self.plan = plan
        self.seed = seed
        self.sink = sink
    }

    /// The random sequence of one element.
    func random(_ layer: Layer, _ index: Int) -> RandomSource {
        RandomSource(seed: seed, layer: layer.stream, element: index)
    }

    func item(
        _ ciClass: String, _ layer: Layer, _ index: Int, name: String, _ attributes: [Property] = [],
        groups: [RedundancyGroup] = []
    ) throws(ImportError) {
        var properties: [Property] = []
        properties.reserveCapacity(attributes.count + 1)
        properties.append(Property("name", .string(name)))
        properties.append(contentsOf: attributes)
        try sink.accept(
            .item(
                DiscoveredItem(
                    ciClass: ciClass, nativeID: layer.nativeID(index), attributes: properties, groups: groups,
                    position: position)))
    }

    func relate(
        _ source: (Layer, Int), _ type: String, _ target: (Layer, Int), _ properties: [Property] = []
    ) throws(ImportError) {
        try sink.accept(
            .relationship(
                DiscoveredRelationship(
                    type: type, source: .native(source.0.nativeID(source.1)),
                    target: .native(target.0.nativeID(target.1)), properties: properties, position: position)))
    }

    /// The team that answers for an element: neighbours in a layer often share one.
    func own(_ element: (Layer, Int)) throws(ImportError) {
        var random = RandomSource(seed: seed, layer: ~element.0.stream, element: element.1 / 8)
        try relate(element, "OWNED_BY", (plan.teams, random.below(plan.teams.count)))
    }

    /// The members of a redundancy group of the dependant.
    static func member(_ group: String) -> [Property] { [Property("group", .string(group))] }

    static let soft = [Property("effect", "soft")]
}
