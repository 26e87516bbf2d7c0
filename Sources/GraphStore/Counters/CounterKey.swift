internal import GraphModel

/// What a stored counter counts.
enum CounterKey: Hashable {
    case nodes
    case relationships
    case label(UInt16)
    case type(UInt16)
    /// Relationships of a type whose source (outgoing) or target (incoming) has a label.
    case ends(label: UInt16, type: UInt16, Direction)

    var countsNodes: Bool {
        switch self {
        case .nodes, .label: true
        case .relationships, .type, .ends: false
        }
    }

    var bytes: TableKey {
        var key = TableKey()
        switch self {
        case .nodes: key.append(byte: 1)
        case .relationships: key.append(byte: 2)
        case .label(let label):
            key.append(byte: 3)
            key.append(UInt64(label), width: 2)
        case .type(let type):
            key.append(byte: 4)
            key.append(UInt64(type), width: 2)
        case .ends(let label, let type, let direction):
            key.append(byte: 5)
            key.append(UInt64(label), width: 2)
            key.append(UInt64(type), width: 2)
            key.append(byte: direction.rawValue)
        }
        return key
    }

    init?(_ key: UnsafeRawBufferPointer) {
        var reader = ByteReader(key)
        guard let kind = try? reader.byte() else { return nil }
        switch (kind, key.count) {
        case (1, 1): self = .nodes
        case (2, 1): self = .relationships
        case (3, 3): self = .label(Self.token(&reader))
        case (4, 3): self = .type(Self.token(&reader))
        case (5, 6):
            let label = Self.token(&reader)
            let type = Self.token(&reader)
            guard let direction = Direction(rawValue: key[5]) else { return nil }
            self = .ends(label: label, type: type, direction)
        default: return nil
        }
    }

    private static func token(_ reader: inout ByteReader) -> UInt16 {
        UInt16(truncatingIfNeeded: (try? reader.bigEndian(width: 2)) ?? 0)
    }
}

/// Changes of the counters within a commit, by label set where a label would cost several additions each.
struct PendingCounters {
    private var nodesBySet = CounterTable()
    private var endsBySet = CounterTable()
    private var types = CounterTable()

    @inline(__always)
    mutating func node(labelSet: UInt16, _ amount: Int64) { nodesBySet.add(UInt64(labelSet), amount) }

    @inline(__always)
    mutating func relationship(type: UInt16, source: UInt16, target: UInt16, _ amount: Int64) {
        types.add(UInt64(type), amount)
        end(labelSet: source, type: type, .outgoing, amount)
        end(labelSet: target, type: type, .incoming, amount)
    }

    @inline(__always)
    mutating func end(labelSet: UInt16, type: UInt16, _ direction: Direction, _ amount: Int64) {
        endsBySet.add(UInt64(labelSet) << 17 | UInt64(type) << 1 | UInt64(direction.rawValue), amount)
    }

    /// The changes by counter, and a fresh start.
    mutating func drain(_ labelSets: LabelSetTable) -> [CounterKey: Int64] {
        var result: [CounterKey: Int64] = [:]
        for (set, sum) in nodesBySet.sorted() {
            result[.nodes, default: 0] += sum
            for label in labelSets.sets[Int(set)] { result[.label(label), default: 0] += sum }
        }
        for (type, sum) in types.sorted() {
            result[.relationships, default: 0] += sum
            result[.type(UInt16(type)), default: 0] += sum
        }
        for (key, sum) in endsBySet.sorted() {
            let direction: Direction = key & 1 == 0 ? .outgoing : .incoming
            for label in labelSets.sets[Int(key >> 17)] {
                let type = UInt16(truncatingIfNeeded: key >> 1)
                result[.ends(label: label, type: type, direction), default: 0] += sum
            }
        }
        nodesBySet.removeAll()
        endsBySet.removeAll()
        types.removeAll()
        return result.filter { $0.value != 0 }
    }
}
