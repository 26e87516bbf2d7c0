import Discovery
import GraphModel
import TestSupport

/// Random records with every kind of value, awkward names and the format's own words as attribute names.
enum RandomRecords {
    static let words = [
        "class", "id", "type", "from", "to", "groups", "attributes", "properties", "removed", "name", "source", "items",
        "faultline", "é", "a b", "\"", "x\ny", "$date", "owner", "a-name-that-is-longer-than-fifteen-bytes",
    ]

    static func properties(_ random: inout SeededGenerator) -> [Property] {
        var properties: [Property] = []
        for _ in 0..<random.below(6) {
            let key = random.pick(words)
            guard !properties.contains(where: { $0.key == key }) else { continue }
            properties.append(Property(key, RandomValues.value(&random)))
        }
        return properties
    }

    static func text(_ random: inout SeededGenerator) -> String {
        random.pick(["v", "srv-"]) + RandomValues.text(&random)
    }

    static func reference(_ random: inout SeededGenerator) -> ItemReference {
        switch random.below(3) {
        case 0: .native(text(&random))
        case 1: .foreign(source: text(&random), nativeID: text(&random))
        default: .named(ciClass: text(&random), name: text(&random))
        }
    }

    static func group(_ random: inout SeededGenerator, _ index: Int) -> RedundancyGroup {
        let thresholds: [RedundancyGroup.Threshold] = [
            .atLeast(random.below(5)), .percent(Double(random.below(1_001)) / 10),
            .weight(Double(random.below(100)) / 8),
        ]
        let parent: String? = random.chance(30) ? "p" : nil
        return RedundancyGroup(
            name: "g\(index)", threshold: random.pick(thresholds), parent: parent, weight: parent == nil ? 1 : 2.5)
    }

    static func item(_ random: inout SeededGenerator) -> DiscoveredRecord {
        .item(
            DiscoveredItem(
                ciClass: text(&random), nativeID: text(&random), source: random.chance(20) ? text(&random) : nil,
                attributes: properties(&random), groups: (0..<random.below(3)).map { group(&random, $0) },
                position: SourcePosition(file: "")))
    }

    static func relationship(_ random: inout SeededGenerator) -> DiscoveredRecord {
        .relationship(
            DiscoveredRelationship(
                type: text(&random), source: reference(&random), target: reference(&random),
                properties: properties(&random), isRemoved: random.chance(10), position: SourcePosition(file: "")))
    }

    static func removal(_ random: inout SeededGenerator) -> DiscoveredRecord {
        .removedItem(nativeID: text(&random), SourcePosition(file: ""))
    }

    /// The record with its properties in order of their names: the format does not keep an order.
    static func sorted(_ record: DiscoveredRecord) -> DiscoveredRecord {
        func sorted(_ properties: [Property]) -> [Property] { properties.sorted { $0.key < $1.key } }
        switch record.placeless {
        case .item(var item):
            item.attributes = sorted(item.attributes)
            return .item(item)
        case .relationship(var relationship):
            relationship.properties = sorted(relationship.properties)
            return .relationship(relationship)
        case .removedItem(let id, let place): return .removedItem(nativeID: id, place)
        }
    }
}
