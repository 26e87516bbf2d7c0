import GraphModel

extension DiscoverySink {
    func acceptItem(
        _ ciClass: String, _ nativeID: String, _ attributes: [Property], groups: [RedundancyGroup] = [],
        at position: SourcePosition
    ) throws(ImportError) {
        try accept(
            .item(
                DiscoveredItem(
                    ciClass: ciClass, nativeID: nativeID, attributes: attributes, groups: groups, position: position)))
    }

    func acceptRelationship(
        _ source: ItemReference, _ type: String, _ target: ItemReference, _ properties: [Property] = [],
        at position: SourcePosition
    ) throws(ImportError) {
        try accept(
            .relationship(
                DiscoveredRelationship(
                    type: type, source: source, target: target, properties: properties, position: position)))
    }
}

extension ConventionalProperty {
    /// Of a relationship to a member of an inferred redundancy group.
    static func member(of group: String) -> [Property] {
        [Property(ConventionalProperty.group, .string(group)), isInferred]
    }
}
