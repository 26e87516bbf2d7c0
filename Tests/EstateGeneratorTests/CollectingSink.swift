import Discovery
import GraphModel

/// Keeps an estate in memory, numbered densely, and hashes every record.
final class CollectingSink: DiscoverySink {
    private(set) var estate = PlainEstate()
    private(set) var problems: [String] = []
    private(set) var hash: UInt64 = 0xCBF2_9CE4_8422_2325

    func accept(_ record: consuming DiscoveredRecord) {
        switch record {
        case .item(let item):
            add(item.ciClass, item.nativeID, item.attributes)
            for group in item.groups { add(group.name, group.stated.description, []) }
            if estate.indexes.updateValue(estate.items.count, forKey: item.nativeID) != nil {
                problems.append(item.nativeID)
            }
            estate.items.append(PlainEstate.Item(nativeID: item.nativeID, ciClass: item.ciClass, groups: item.groups))
        case .relationship(let relationship):
            add(relationship.type, "", relationship.properties)
            guard let source = index(relationship.source), let target = index(relationship.target) else {
                problems.append("\(relationship)")
                return
            }
            add("\(source)", "\(target)", [])
            func text(_ key: String) -> String? { relationship.properties.first { $0.key == key }?.value.string }
            estate.edges.append(
                PlainEstate.Edge(
                    type: relationship.type, source: source, target: target, group: text("group"),
                    effect: text("effect")))
        case .removedItem(let nativeID, _): problems.append(nativeID)
        }
    }

    func reject(_ error: ImportError) { problems.append("\(error)") }
    func warn(_ error: ImportError) { problems.append("\(error)") }

    private func index(_ reference: ItemReference) -> Int? {
        if case .native(let nativeID) = reference { estate.indexes[nativeID] } else { nil }
    }

    /// FNV-1a over what a reader of the records sees, in their order.
    private func add(_ first: String, _ second: String, _ properties: [Property]) {
        add(first)
        add(second)
        for property in properties {
            add(property.key)
            add(property.value.strings?.joined(separator: ",") ?? "\(property.value)")
        }
    }

    private func add(_ text: String) {
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        hash = (hash ^ 0xFF) &* 0x100_0000_01B3
    }
}
