import GraphModel

/// The physical parts of a device and what contains what (ENTITY-MIB).
struct SNMPEntities {
    struct Entity {
        var index: UInt32
        var container: UInt32
        var kind: Int64
        var name: String?
        var serialNumber: String?
        var maker: String?
        var model: String?
        var firmware: String?
        var software: String?
        var assetTag: String?
        var description: String?
    }

    private var entities: [UInt32: Entity] = [:]
    private let agent: SNMPAgent
    private let device: String
    /// Chassis that no other chassis contains, ascending.
    private(set) var chassis: [Entity] = []

    private static let chassisKind: Int64 = 3
    private static let portKind: Int64 = 10
    private static let members = "members"
    private static let classes: [Int64: String] = [
        3: "Chassis", 6: "PowerSupplyUnit", 7: "Fan", 9: "NetworkModule", 12: "Processor",
    ]

    init(_ agent: SNMPAgent, of device: String) {
        self.agent = agent
        self.device = device
        for row in agent.rows(.entityClass) where row.index.count == 1 {
            guard let kind = row.value.integer else { continue }
            func text(_ column: SNMPColumn) -> String? { agent.text(column, row.index) }
            entities[row.index[0]] = Entity(
                index: row.index[0],
                container: agent[.entityContainer, row.index]?.integer.flatMap { UInt32(exactly: $0) } ?? 0, kind: kind,
                name: text(.entityName), serialNumber: text(.entitySerial), maker: text(.entityMaker),
                model: text(.entityModel), firmware: text(.entityFirmware), software: text(.entitySoftware),
                assetTag: text(.entityAsset), description: text(.entityDescription))
        }
        let outer = entities.values.filter { $0.kind == Self.chassisKind }.sorted { $0.index < $1.index }
        chassis = outer.filter { ancestors(of: $0).allSatisfy { $0.kind != Self.chassisKind } }
    }

    /// Several chassis are a stack, whose members are items of their own.
    private var isStack: Bool { chassis.count > 1 }

    /// What contains an entity, from within outwards. Agents have said that entities contain each other.
    private func ancestors(of entity: Entity) -> [Entity] {
        var found: [Entity] = []
        var seen: Set<UInt32> = [entity.index]
        var next = entity.container
        while let outer = entities[next], seen.insert(next).inserted {
            found.append(outer)
            next = outer.container
        }
        return found
    }

    var groups: [RedundancyGroup] {
        isStack ? [RedundancyGroup(name: Self.members, threshold: .atLeast(1))] : []
    }

    func emit(_ interfaces: SNMPInterfaces, into sink: any DiscoverySink) throws(ImportError) {
        let identities = self.identities
        for entity in entities.values.sorted(by: { $0.index < $1.index }) {
            guard let nativeID = identities[entity.index], let ciClass = Self.classes[entity.kind] else { continue }
            var list: [Property] = []
            list.add(ConventionalProperty.name, label(entity))
            list.add("description", entity.description)
            list.add("manufacturer", entity.maker)
            list.add("model", entity.model)
            list.add("serialNumber", entity.serialNumber)
            list.add("assetTag", entity.assetTag)
            list.add("firmwareVersion", entity.firmware)
            try sink.acceptItem(ciClass, nativeID, list, at: agent.position)
            var links = RecordLinks(from: nativeID, at: agent.position)
            let outer = ancestors(of: entity).lazy.compactMap { identities[$0.index] }.first
            if entity.kind == Self.chassisKind {
                links.add("MEMBER_OF", device, ConventionalProperty.member(of: Self.members))
            } else {
                links.add("PART_OF", outer ?? device)
            }
            try links.emit(into: sink)
        }
        try emitPorts(identities, interfaces, into: sink)
    }

    /// A module takes the interfaces down whose ports are on it.
    private func emitPorts(
        _ identities: [UInt32: String], _ interfaces: SNMPInterfaces, into sink: any DiscoverySink
    ) throws(ImportError) {
        for row in agent.rows(.entityAlias) {
            guard let index = row.index.first, let port = entities[index], port.kind == Self.portKind,
                case .identifier(let target) = row.value, target.count == 11,
                target.starts(with: [1, 3, 6, 1, 2, 1, 2, 2, 1, 1]), let interface = interfaces.nativeID(target[10]),
                let module = ancestors(of: port).lazy.compactMap({ identities[$0.index] }).first
            else { continue }
            try sink.acceptRelationship(.native(module), "CONTAINS", .native(interface), at: agent.position)
        }
    }

    private func label(_ entity: Entity) -> String {
        entity.name ?? entity.description ?? "\(Self.classes[entity.kind] ?? "part") \(entity.index)"
    }

    /// Names outlive a restart, after which an agent may number its parts anew. The only chassis is the device itself.
    private var identities: [UInt32: String] {
        let parts = entities.values.filter { entity in
            Self.classes[entity.kind] != nil && (entity.kind != Self.chassisKind || isStack && isOuter(entity))
        }
        var counts: [String: Int] = [:]
        for part in parts { counts[label(part), default: 0] += 1 }
        var identities: [UInt32: String] = [:]
        for part in parts {
            let label = label(part)
            identities[part.index] = "\(device)/part/\(label)" + (counts[label] ?? 0 > 1 ? " (\(part.index))" : "")
        }
        return identities
    }

    private func isOuter(_ entity: Entity) -> Bool { chassis.contains { $0.index == entity.index } }
}
