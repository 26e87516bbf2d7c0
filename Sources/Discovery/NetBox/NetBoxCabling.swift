/// Cables and what passes them through, and which real ends they connect.
struct NetBoxCabling {
    struct Cable {
        /// What it ends in on either side; a breakout cable has several ends on a side.
        var a: [NetBoxKey] = []
        var b: [NetBoxKey] = []
        var isConnected = true
    }

    /// A front port stands for one position of a rear port.
    struct Mapping {
        var front: Int64
        var frontPosition: Int64
        var rear: Int64
        var rearPosition: Int64
    }

    var cables: [Int64: Cable] = [:]
    /// Before version 2.5 there were connections of two ends instead, without keys that cables have.
    private(set) var connections: [Cable] = []
    var mappings: [Mapping] = []
    /// How many positions a rear port has.
    var positions: [Int64: Int64] = [:]
    /// The ends that the REST API has traced already, for inputs without the cables.
    var stated: [NetBoxKey: [NetBoxKey]] = [:]

    mutating func connect(_ a: NetBoxKey, _ b: NetBoxKey, isConnected: Bool) {
        connections.append(Cable(a: [a], b: [b], isConnected: isConnected))
    }

    mutating func end(of cable: Int64, isA: Bool, _ key: NetBoxKey) {
        if isA {
            cables[cable, default: Cable()].a.append(key)
        } else {
            cables[cable, default: Cable()].b.append(key)
        }
    }
}

/// The cables, ready for following them.
struct NetBoxCableMap {
    /// A port that was passed, at the position that it was entered with.
    private struct Passage: Hashable {
        var port: NetBoxKey
        var position: Int64?
    }

    private let inventory: NetBoxInventory
    /// What is on the other side of the cable that ends in a port.
    private var opposite: [NetBoxKey: [NetBoxKey]] = [:]
    private var rearsOfFront: [Int64: [NetBoxCabling.Mapping]] = [:]
    private var frontsOfRear: [Int64: [NetBoxCabling.Mapping]] = [:]
    /// How many ends of cables name a content type that is not in the input.
    private(set) var unresolved = 0

    init(_ inventory: NetBoxInventory) {
        self.inventory = inventory
        for cable in Array(inventory.cabling.cables.values) + inventory.cabling.connections where cable.isConnected {
            let a = cable.a.compactMap { inventory.resolved($0) }
            let b = cable.b.compactMap { inventory.resolved($0) }
            unresolved += cable.a.count + cable.b.count - a.count - b.count
            for end in a { opposite[end, default: []] += b }
            for end in b { opposite[end, default: []] += a }
        }
        for mapping in inventory.cabling.mappings {
            rearsOfFront[mapping.front, default: []].append(mapping)
            frontsOfRear[mapping.rear, default: []].append(mapping)
        }
    }

    /// Everything that a cable ends in.
    var ports: [NetBoxKey] { Array(opposite.keys) }

    func isCabled(_ port: NetBoxKey) -> Bool { opposite[port]?.isEmpty == false }

    /// The ends that are reached from one through cables, front ports and rear ports; ascending.
    ///
    /// What goes into a rear port of several positions comes out of its partner at the position where it went in.
    func ends(from start: NetBoxKey) -> [NetBoxKey] {
        var ends: Set<NetBoxKey> = []
        var left: Set<Passage> = []
        var work: [(port: NetBoxKey, positions: [Int64])] = [(start, [])]
        while let (port, positions) = work.popLast() {
            // Cables may be laid in a circle, and several of them into one rear port at different positions.
            guard left.insert(Passage(port: port, position: positions.last)).inserted else { continue }
            for other in opposite[port] ?? [] {
                switch other.model {
                case .frontPort:
                    for mapping in rearsOfFront[other.id] ?? [] {
                        let deeper = isShared(mapping.rear) ? positions + [mapping.rearPosition] : positions
                        work.append((NetBoxKey(.rearPort, mapping.rear), deeper))
                    }
                case .rearPort: work += passage(other.id, positions)
                default: ends.insert(other)
                }
            }
        }
        if opposite[start] == nil {
            ends.formUnion((inventory.cabling.stated[start] ?? []).compactMap { inventory.resolved($0) })
        }
        ends.remove(start)
        return ends.sorted()
    }

    /// From a rear port to the front port at the position at hand.
    private func passage(_ rear: Int64, _ positions: [Int64]) -> [(port: NetBoxKey, positions: [Int64])] {
        let fronts = frontsOfRear[rear] ?? []
        guard isShared(rear) else { return fronts.map { (NetBoxKey(.frontPort, $0.front), positions) } }
        guard let position = positions.last else { return [] }
        return fronts.filter { $0.rearPosition == position }
            .map { (NetBoxKey(.frontPort, $0.front), positions.dropLast()) }
    }

    private func isShared(_ rear: Int64) -> Bool {
        (inventory.cabling.positions[rear] ?? Int64(frontsOfRear[rear]?.count ?? 1)) > 1
    }
}
